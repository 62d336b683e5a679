// The sheets that slide up from the bottom of a phone: attachments, stickers, and small forms.
import { el, icon, iconButton } from "./dom.js";
import { say } from "./words.js";

/** A sheet inside `phone` with a title and content; closes by its button, by Escape or by a tap beside it. */
export function openSheet(phone, title, ...content) {
  phone.querySelector(".sheet-cover")?.remove();
  const before = document.activeElement;
  const close = () => {
    cover.remove();
    before?.focus?.();
  };
  const sheet = el(
    "section",
    { className: "sheet", role: "dialog", "aria-label": title },
    el("header", {}, el("strong", {}, title), iconButton("close", say("close"), close)),
    ...content,
  );
  const cover = el("div", { className: "sheet-cover", onclick: (event) => event.target === cover && close() }, sheet);
  cover.addEventListener("keydown", (event) => event.key === "Escape" && close());
  phone.append(cover);
  sheet.querySelector(".grid button, .grid label, input, .menu button, button")?.focus();
  return close;
}

/** A grid of large tiles: [{icon | image, label, onclick}] or {accept, capture, onfile} for those that choose a file. */
export function tileGrid(tiles) {
  return el("div", { className: "grid" }, ...tiles.map(gridTile));
}

function gridTile({ icon: name, image, label, onclick, accept, capture, onfile }) {
  const face =
    image === undefined ? el("span", { className: `face ${name}` }, icon(name)) : el("img", { src: image, alt: "" });
  if (onfile === undefined) return el("button", { type: "button", className: "grid-tile", onclick }, face, label);
  const input = el("input", {
    type: "file",
    className: "sr",
    accept: accept ?? "",
    onchange: () => input.files[0] && onfile(input.files[0]),
  });
  if (capture) input.setAttribute("capture", "");
  return el("label", { className: "grid-tile" }, input, face, label);
}

/** A form of text fields: [{name, label, value, inputMode}]; `onsubmit(values)` gets what was written. */
export function fieldForm(fields, onsubmit, ...more) {
  const inputs = fields.map(({ name, value = "", inputMode = "text" }) =>
    el("input", { name, value, inputMode, required: true }),
  );
  const rows = fields.map(({ label }, index) => el("label", {}, label, inputs[index]));
  const submit = (event) => {
    event.preventDefault();
    onsubmit(Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()])));
  };
  const form = el(
    "form",
    { className: "fields", onsubmit: submit },
    ...rows,
    ...more,
    el("button", { type: "submit", className: "primary" }, say("send")),
  );
  return { form, inputs };
}
