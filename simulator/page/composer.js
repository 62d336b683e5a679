// The line where one writes, as on a phone: grows with the text, Enter sends, never in the middle of composing a letter.
import { el, iconButton } from "./dom.js";
import { say } from "./words.js";

const TALLEST = 132;

/** A composer. `onText(text)` sends; `extras` are buttons to its left. Returns {element, focus()}. */
export function createComposer({ label = say("write"), onText, extras = [], trailing = [] }) {
  const input = el("textarea", {
    rows: 1,
    placeholder: label,
    "aria-label": label,
    enterKeyHint: "send",
    autocapitalize: "sentences",
    autocomplete: "off",
    maxLength: 20000,
  });
  const send = iconButton("send", say("send"), submit, { className: "icon-button send", hidden: true });

  function grow() {
    send.hidden = input.value.trim() === "";
    for (const button of trailing) button.hidden = !send.hidden;
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, TALLEST)}px`;
  }

  function submit() {
    const text = input.value.trim();
    if (text === "") return;
    input.value = "";
    grow();
    onText(text);
    input.focus();
  }

  input.addEventListener("input", grow);
  input.addEventListener("keydown", (event) => {
    // Telex and VNI keyboards compose letters: an Enter that ends a composition must not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  const element = el(
    "form",
    { className: "composer", onsubmit: (event) => event.preventDefault() },
    ...extras,
    input,
    ...trailing,
    send,
  );
  return { element, focus: () => input.focus() };
}
