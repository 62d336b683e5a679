// Fields of forms, each with its label.
import { html, raw } from "hono/html";
import type { Html } from "./page.ts";

interface Field {
  name: string;
  label: string;
  value?: string;
  required?: boolean;
}

const required = (yes: boolean | undefined) => (yes === true ? raw(" required") : "");

/** One line of text, a day or a count. */
export function textField(
  { name, label, value = "", ...rest }: Field,
  type: "text" | "search" | "date" | "number" = "text",
): Html {
  return html`<div class="mb-2"><label class="form-label" for="${name}">${label}</label>
<input class="form-control" type="${type}" id="${name}" name="${name}" value="${value}"${required(rest.required)}></div>`;
}

/** Several lines of text. */
export function wordsField({ name, label, value = "", ...rest }: Field): Html {
  return html`<div class="mb-2"><label class="form-label" for="${name}">${label}</label>
<textarea class="form-control" id="${name}" name="${name}" rows="3"${required(rest.required)}>${value}</textarea></div>`;
}

/** One of several. */
export function choiceField(
  { name, label, value = "", id = name, ...rest }: Field & { id?: string },
  options: readonly (readonly [string, string])[],
): Html {
  return html`<div class="mb-2"><label class="form-label" for="${id}">${label}</label>
<select class="form-select" id="${id}" name="${name}"${required(rest.required)}>${options.map(
    ([choice, words]) => html`<option value="${choice}"${choice === value ? raw(" selected") : ""}>${words}</option>`,
  )}</select></div>`;
}

/** Yes or not. */
export function tickField({ name, label, value }: Field): Html {
  return html`<label class="form-check"><input class="form-check-input" type="checkbox" name="${name}" value="1"${
    value === "1" ? raw(" checked") : ""
  }><span class="form-check-label">${label}</span></label>`;
}

/** The button that sends a form. */
export function sendButton(words: string, kind: "primary" | "danger" | "plain" = "primary"): Html {
  return html`<button class="btn${kind === "plain" ? "" : ` btn-${kind}`}" type="submit">${words}</button>`;
}
