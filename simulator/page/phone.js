// One phone: the header of the OA, the conversation, quick answers and the line to write in.
import { openAttachments, openShareInfo, openStickers } from "./attach.js";
import { createComposer } from "./composer.js";
import { el, iconButton } from "./dom.js";
import { quickAnswers } from "./quick.js";
import { openSheet } from "./sheet.js";
import { createThread } from "./thread.js";
import { say } from "./words.js";
import { act, messagesOf, see, sendFile, state } from "./zalo.js";

/** After this long without an answer the typing dots stop pretending. */
const PATIENCE_MS = 15_000;

/** The phone of a person. Returns {element, take(change), focus()}. */
export function createPhone(personId) {
  const person = () => state.people.get(personId);
  const thread = createThread(personId, "person", {
    press: (button) => send({ type: "press", button: button.payload }),
    react: (message) => act(personId, { type: "react", messageId: message.id, icon: "/-heart" }),
    shareInfo: () => openShareInfo(element, person().name, send),
  });
  const quick = el("div", { className: "quick", role: "group", "aria-label": say("quick"), hidden: true });
  const composer = createComposer({
    onText: (text) => send({ type: "text", text }),
    extras: [iconButton("sticker", say("stickers"), () => openStickers(element, send))],
    trailing: [iconButton("attach", say("attach"), () => openAttachments(element, { send, sendFile: file }))],
  });
  const status = el("span", { className: "status" });
  const followButton = el(
    "button",
    { type: "button", onclick: () => act(personId, { type: "follow" }) },
    say("follow"),
  );
  const invitation = el("div", { className: "invitation" }, el("span", {}, say("followHint")), followButton);
  const element = el(
    "section",
    { className: "phone", "aria-label": say("phoneOf", { name: person().name }) },
    el("div", { className: "owner", "aria-hidden": "true" }, `${person().name} · ${say(`role.${person().role}`)}`),
    el(
      "header",
      { className: "phone-head" },
      el("img", { className: "avatar", src: "page/icon.svg", alt: "" }),
      el("h2", {}, el("span", {}, state.oa.name), status),
      iconButton("more", say("menu"), openMenu),
    ),
    invitation,
    thread.element,
    quick,
    composer.element,
  );
  let patience = 0;

  function wait(on) {
    clearTimeout(patience);
    thread.setTyping(on);
    if (on) patience = setTimeout(() => thread.setTyping(false), PATIENCE_MS);
  }

  async function settle(work) {
    thread.setState(say("sending"));
    wait(true);
    const result = await work;
    const words = { delivered: "sent", pending: "late", failed: "dropped", dropped: "dropped" };
    if (result === null) thread.setState(say("failed"));
    else thread.setState(result.outcome === null ? "" : say(words[result.outcome]));
    if (result === null || result.outcome !== "delivered" || messagesOf(personId).at(-1)?.from === "oa") wait(false);
  }

  const send = (doing) => settle(act(personId, doing));
  const file = (chosen) => settle(sendFile(personId, chosen));

  function openMenu() {
    const { follower, blocked } = person();
    const items = [follower ? "unfollow" : "follow", "chatnow", blocked ? "unblock" : "block", "withdraw"];
    const choose = (type) => {
      close();
      return act(personId, { type });
    };
    const buttons = items.map((type) => el("button", { type: "button", onclick: () => choose(type) }, say(type)));
    const close = openSheet(element, person().name, el("div", { className: "menu" }, ...buttons));
  }

  function showPerson() {
    const { blocked, follower } = person();
    invitation.hidden = follower;
    status.textContent = blocked ? say("blocked") : say("oaKind");
  }

  function showQuick() {
    const answers = quickAnswers(messagesOf(personId).findLast((message) => !message.hidden));
    quick.replaceChildren(
      ...answers.map(({ number, title }) =>
        el(
          "button",
          { type: "button", onclick: () => send({ type: "text", text: number }) },
          el("b", {}, number),
          title,
        ),
      ),
    );
    quick.hidden = answers.length === 0;
  }

  function take(change) {
    if (change.kind === "person" && change.person.id === personId) showPerson();
    if (change.kind !== "message" || change.message.personId !== personId) return;
    thread.show(change.message);
    showQuick();
    if (change.message.from !== "oa") return;
    wait(false);
    thread.setState("");
    if (!document.hidden) see(personId);
  }

  thread.refresh();
  showPerson();
  showQuick();
  return { element, take, focus: composer.focus, look: () => see(personId) };
}
