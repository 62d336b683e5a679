// The desk: who is here, whose phones lie on it, and the tools around it. On a narrow screen one phone fills it.
import { el, icon } from "./dom.js";
import { createOfficerDesk } from "./officer.js";
import { createPhone } from "./phone.js";
import { drawTrouble } from "./trouble.js";
import { say, spoken, switchLanguage } from "./words.js";
import { addPerson, connect, setTrouble, state, unreadOf, watch } from "./zalo.js";

const OFFICER = "officer-desk";
const PHONE_WIDTH = 380;
const wide = matchMedia("(min-width: 760px)");
const [people, tools, inFront, desk, panel, notice] = ["people", "tools", "in-front", "desk", "trouble", "notice"].map(
  (id) => document.getElementById(id),
);
const open = new Map();
let shown = JSON.parse(sessionStorage.getItem("shown") ?? "null");

function roomFor() {
  return wide.matches ? Math.max(1, Math.floor(innerWidth / PHONE_WIDTH)) : 1;
}

function layDesk() {
  const known = (id) => id === OFFICER || state.people.has(id);
  shown = (shown ?? [...state.people.keys()].slice(0, roomFor())).filter(known);
  if (shown.length === 0) shown = [...state.people.keys()].slice(0, 1);
  if (!wide.matches) shown = shown.slice(-1);
  sessionStorage.setItem("shown", JSON.stringify(shown));
  for (const id of shown) if (!open.has(id)) open.set(id, id === OFFICER ? createOfficerDesk() : createPhone(id));
  for (const id of [...open.keys()]) if (!shown.includes(id)) open.delete(id);
  const wanted = shown.map((id) => open.get(id).element);
  if (wanted.some((element, index) => desk.children[index] !== element) || desk.children.length !== wanted.length)
    desk.replaceChildren(...wanted);
  if (!document.hidden) for (const phone of open.values()) phone.look();
  drawPeople();
}

function choose(id) {
  if (!wide.matches) shown = [id];
  else if (!shown.includes(id)) shown = [...shown, id];
  else if (shown.length > 1) shown = shown.filter((other) => other !== id);
  layDesk();
  open.get(id)?.element.scrollIntoView({ inline: "nearest", block: "nearest" });
  if (wide.matches) open.get(id)?.focus();
}

function drawPeople() {
  const tabs = [...state.people.values()].map((person) =>
    tab(person.id, person.name, say(`role.${person.role}`), unreadOf(person.id)),
  );
  people.replaceChildren(
    ...tabs,
    tab(OFFICER, say("officerDesk"), say("role.officer"), 0),
    el(
      "button",
      { type: "button", className: "person add", onclick: welcome, "aria-label": say("newPerson") },
      icon("add"),
      el("span", {}, say("newPerson")),
    ),
  );
  sayWhoIsInFront();
}

/** On a narrow screen tabs are only pictures: the bar says whose phone lies in front. */
function sayWhoIsInFront() {
  const [id] = shown;
  if (id === undefined) return;
  const { name, role } = id === OFFICER ? { name: say("officerDesk"), role: "officer" } : state.people.get(id);
  inFront.textContent = `${name} · ${say(`role.${role}`)}`;
}

function tab(id, name, role, unread) {
  const pressed = shown.includes(id);
  const badge = unread === 0 ? null : el("span", { className: "badge" }, String(unread));
  const initial = id === OFFICER ? "OA" : (name.split(" ").at(-1)?.[0] ?? "?");
  return el(
    "button",
    {
      type: "button",
      className: `person ${id === OFFICER ? "desk-tab" : ""}`,
      "aria-pressed": String(pressed),
      "aria-label": unread === 0 ? `${name}, ${role}` : `${name}, ${role}, ${say("unread", { count: unread })}`,
      onclick: () => choose(id),
    },
    el("span", { className: "avatar", "aria-hidden": "true" }, initial),
    el("span", { className: "who" }, el("b", {}, name), el("span", { className: "small" }, role)),
    badge,
  );
}

async function welcome() {
  const count = [...state.people.values()].filter((person) => person.name.startsWith(say("newPerson"))).length;
  const person = await addPerson(`${say("newPerson")} ${count + 1}`);
  if (person === null) return;
  state.people.set(person.id, person);
  choose(person.id);
}

function drawTools() {
  const named = (label) => ({ type: "button", className: "tool", "aria-label": label, title: label });
  const language = el(
    "button",
    { ...named(say("language")), onclick: changeLanguage, lang: spoken() === "vi" ? "en" : "vi" },
    el("span", {}, say("language")),
    el("abbr", {}, say("languageShort")),
  );
  const trouble = el(
    "button",
    { ...named(say("trouble")), onclick: toggleTrouble, "aria-expanded": String(!panel.hidden) },
    icon("bolt"),
    el("span", {}, say("trouble")),
  );
  trouble.classList.toggle("on", (state.trouble?.orders.length ?? 0) > 0);
  tools.replaceChildren(trouble, language);
  if (!panel.hidden) drawTrouble(panel, toggleTrouble);
}

function toggleTrouble() {
  panel.hidden = !panel.hidden;
  // An empty wish only asks for the present figures.
  if (!panel.hidden) void setTrouble({});
  drawTools();
}

function changeLanguage() {
  switchLanguage();
  open.clear();
  drawAll();
}

function drawAll() {
  document.documentElement.lang = spoken();
  document.title = say("title");
  people.setAttribute("aria-label", say("people"));
  panel.setAttribute("aria-label", say("trouble"));
  layDesk();
  drawTools();
}

watch((change) => {
  notice.textContent = change.kind === "offline" ? say("offline") : "";
  if (change.kind === "offline") return;
  if (change.kind === "state") {
    open.clear();
    return drawAll();
  }
  if (change.kind === "trouble") return drawTools();
  for (const phone of open.values()) phone.take(change);
  drawPeople();
});
wide.addEventListener("change", layDesk);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const phone of open.values()) phone.look();
  drawPeople();
});
connect();
