// What must not be overlooked: a word (urgent, late), or a sentence that says why nothing was done.
import { html } from "hono/html";
import type { Html } from "./page.ts";

/** The word on red, with a contrast that everybody can read. */
export function alarm(word: string): Html {
  return html`<span class="badge bg-red text-red-fg">${word}</span>`;
}

/** Why nothing was done, at the head of the page. */
export function warn(sentence: string): Html {
  return html`<div class="alert alert-warning" role="alert">${sentence}</div>`;
}
