// A table that is read on a phone too: there every row stands as a block, each value behind the name of its column.
import { html } from "hono/html";
import type { Html } from "./page.ts";

type Cell = Html | string | number;

/** A table with a caption; the first cell of a row names it. `empty` stands in its place when there are no rows. */
export function table(
  { caption, head, empty }: { caption: string; head: readonly string[]; empty?: string },
  rows: readonly (readonly Cell[])[],
): Html {
  if (rows.length === 0 && empty !== undefined) return html`<p>${empty}</p>`;
  return html`<table class="table stacked"><caption>${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first = "", ...cells]) =>
      html`<tr><th scope="row">${first}</th>${cells.map(
        (cell, at) => html`<td data-name="${head[at + 1] ?? ""}">${cell}</td>`,
      )}</tr>`,
  )}</tbody></table>`;
}

/** Pairs of a name and what it is, without those that are not known. */
export function facts(pairs: readonly (readonly [name: string, value: Cell | null])[]): Html {
  return html`<dl class="facts">${pairs.flatMap(([name, value]) =>
    value === null ? [] : [html`<div><dt>${name}</dt><dd>${value}</dd></div>`],
  )}</dl>`;
}
