// The conversation as a list that grows: day lines, bubbles, "is typing"; scrolls only when the reader is at its end.
import { el } from "./dom.js";
import { messageElement } from "./message.js";
import { dayName, say } from "./words.js";
import { messagesOf, state } from "./zalo.js";

/**
 * A conversation. `ownSide` is who stands on the right: "person" on a phone, "oa" in the OA tool.
 * Returns {element, show(message), refresh(), setTyping(on), setState(text)}.
 */
export function createThread(personId, ownSide, acts) {
  const list = el("ol", { className: "messages" });
  const label = say("chat", { name: ownSide === "person" ? state.oa.name : state.people.get(personId)?.name });
  const typing = el(
    "div",
    { className: "typing", hidden: true, role: "status" },
    el("span", { className: "sr" }, say("typing", { name: state.oa.name })),
    el("i"),
    el("i"),
    el("i"),
  );
  const delivery = el("div", { className: "delivery", role: "status" });
  const empty = el("div", { className: "empty" }, el("strong", {}, say("empty")), el("span", {}, say("emptyHint")));
  const role = { role: "log", "aria-live": "polite", "aria-label": label, tabIndex: 0 };
  const element = el("div", { className: "thread", ...role }, empty, list, delivery, typing);
  let lastDay = "";

  let following = true;
  const toEnd = () => {
    following = true;
    element.scrollTop = element.scrollHeight;
  };
  element.addEventListener("scroll", () => {
    following = element.scrollHeight - element.scrollTop - element.clientHeight < 120;
  });
  // A keyboard that opens, a picture that loads, a phone that narrows: who read the end goes on reading the end.
  const observer = new ResizeObserver(() => following && toEnd());
  observer.observe(element);
  observer.observe(list);

  function show(message) {
    if (message.hidden) return;
    const mine = message.from === ownSide;
    const node = messageElement(message, mine, acts);
    const old = list.querySelector(`[data-id="${message.id}"]`);
    if (old !== null) return old.replaceWith(node);
    const follow = following || mine;
    const day = dayName(message.at);
    if (day !== lastDay) list.append(el("li", { className: "day" }, el("span", {}, day)));
    lastDay = day;
    if (!mine && list.lastElementChild?.classList.contains("theirs")) node.classList.add("again");
    list.append(node);
    empty.hidden = true;
    if (follow) toEnd();
  }

  function refresh() {
    list.replaceChildren();
    lastDay = "";
    empty.hidden = false;
    for (const message of messagesOf(personId)) show(message);
    toEnd();
  }

  return {
    element,
    show,
    refresh,
    setTyping(on) {
      typing.hidden = !on;
      if (following) toEnd();
    },
    setState(text) {
      delivery.textContent = text;
    },
  };
}
