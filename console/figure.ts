// A chart on a page: the drawing as a picture with a sentence for who does not see it, and the same figures as a table.
import { html } from "hono/html";
import type { Html } from "./page.ts";
import { table } from "./table.ts";

/** A table as data; the first cell of a row names it. */
export interface Figures {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly (string | number | Html)[])[];
}

/** The drawing, and under it the table, folded away. @param words what opens the table */
export function figureOf(
  svg: string,
  { says, words, figures }: { says: string; words: string; figures: Figures },
): Html {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return html`<figure class="card card-body"><img src="${source}" alt="${says}">
<details><summary>${words}</summary>${table(figures, figures.rows)}</details></figure>`;
}
