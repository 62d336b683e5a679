// The OA tool: an officer reads every conversation and answers by hand, which tells the bot that a person has taken over.
import { createComposer } from "./composer.js";
import { el } from "./dom.js";
import { createThread } from "./thread.js";
import { hour, say } from "./words.js";
import { messagesOf, replyAsOfficer, state } from "./zalo.js";

/** The officer's pane. Returns {element, take(change), focus()}. */
export function createOfficerDesk() {
  const conversations = el("ul", { className: "conversations", "aria-label": say("officerConversations") });
  const place = el("div", { className: "conversation" });
  const element = el(
    "section",
    { className: "phone officer", "aria-label": say("officerDeskTitle") },
    el("div", { className: "owner", "aria-hidden": "true" }, `${say("officerDesk")} · ${say("role.officer")}`),
    el(
      "header",
      { className: "phone-head" },
      el("span", { className: "avatar", "aria-hidden": "true" }, "OA"),
      el("h2", {}, el("span", {}, say("officerDesk")), el("span", { className: "status" }, say("officerDeskTitle"))),
    ),
    conversations,
    place,
  );
  let chosen = null;
  let thread = null;

  const active = () =>
    [...state.people.values()]
      .filter((person) => messagesOf(person.id).length > 0)
      .sort((a, b) => messagesOf(b.id).at(-1).at - messagesOf(a.id).at(-1).at);

  function list() {
    const people = active();
    conversations.replaceChildren(...people.map(row));
    if (people.length === 0) place.replaceChildren(el("p", { className: "empty" }, say("officerNobody")));
    else if (chosen === null) choose(people[0].id);
  }

  function row(person) {
    const last = messagesOf(person.id).at(-1);
    const words = el(
      "span",
      {},
      el("strong", {}, person.name),
      el("span", { className: "small" }, last.text || say("newMessages")),
    );
    const onclick = () => choose(person.id);
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", "aria-current": String(person.id === chosen), onclick },
        words,
        el("time", {}, hour(last.at)),
      ),
    );
  }

  function choose(personId) {
    chosen = personId;
    thread = createThread(personId, "oa", null);
    const composer = createComposer({ label: say("replyAs"), onText: (text) => replyAsOfficer(personId, text) });
    place.replaceChildren(thread.element, composer.element);
    thread.refresh();
    list();
  }

  function take(change) {
    if (change.kind !== "message") return;
    if (change.message.personId === chosen) thread?.show(change.message);
    list();
  }

  list();
  return { element, take, focus: () => place.querySelector("textarea")?.focus(), look: () => {} };
}
