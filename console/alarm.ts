// A word that must not be overlooked: urgent, late.
import { html } from "hono/html";
import type { Html } from "./page.ts";

/** The word on red, with a contrast that everybody can read. */
export function alarm(word: string): Html {
  return html`<span class="badge bg-red text-red-fg">${word}</span>`;
}
