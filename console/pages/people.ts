// The people one may invite: who holds which role, open invitations, a code with its picture, ending a role, a new telephone.
import { html } from "hono/html";
import { isDay } from "../../foundation/day.ts";
import { tellSuccessors } from "../../handlers/end-of-terms.ts";
import {
  endRole,
  type HolderSeen,
  newTelephone,
  openInvitations,
  peopleWithin,
  takeBackInvitation,
} from "../../registry/people/holders.ts";
import { type Invited, inviteFrom } from "../../registry/people/invitations.ts";
import { unitNames } from "../../registry/units/names.ts";
import { villagesWithin } from "../../registry/units/villages-within.ts";
import { codePicture } from "../code-picture.ts";
import { choiceField, sendButton, textField } from "../fields.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { table } from "../table.ts";
import { momentIn, roleName } from "../words.ts";

/** A code is shown once, on the page that follows its making. */
export const people: Page = {
  path: "/people",
  operation: "person.invite",
  menu: "console-people:menu",
  async show(visit) {
    const body = html`${await holders(visit)}${await invitations(visit)}${await inviteForm(visit)}`;
    return { title: visit.t("console-people:title"), body };
  },
  forms: {
    async invite(visit) {
      const { desk, form } = visit;
      const { role = "", unit = "", name = "", until = "" } = form;
      const level = desk.library.roles.get(role)?.level;
      const unitCode = level === "commune" ? desk.actor.term!.unit : unit;
      const termTo = isDay(until) ? until : null;
      const wanted = { role, unitCode, name: name.trim() || null, personId: null, until: termTo };
      return codePage(visit, await inviteFrom(desk, wanted));
    },
    async phone(visit) {
      return codePage(visit, await newTelephone(visit.desk, heldIn(visit)));
    },
    async end(visit) {
      const { desk, form } = visit;
      const passed = await endRole(desk, heldIn(visit), form.to || null);
      if (passed === null) return { refused: "console-people:unknown" };
      const { cases, to } = passed;
      const said = cases === 0 ? "ended" : to.size === 0 ? "ended-queue" : "ended-to";
      const notices = await tellSuccessors(desk.tx, to);
      return { goTo: "/people", said: `console-people:${said}`, values: { cases }, notices };
    },
    async "take-back"({ desk, form }) {
      const taken = await takeBackInvitation(desk, form.mark ?? "");
      return taken ? { goTo: "/people", said: "console-people:taken-back" } : { refused: "console-people:unknown" };
    },
  },
};

function heldIn({ form }: Visit) {
  return { personId: form.person ?? "", role: form.role ?? "", unitCode: form.unit ?? "" };
}

async function holders(visit: Visit): Promise<Html> {
  const { desk, t } = visit;
  const head = ["name", "role", "unit", "accounts", "cases", "actions"].map((name) => t(`console-people:${name}`));
  const rows = [];
  const found = await peopleWithin(desk);
  const codes = found.map(({ unitCode }) => unitCode);
  const units = await unitNames(desk.tx, codes);
  for (const [at, one] of found.entries()) {
    const { name, role, accounts, cases, mayEnd } = one;
    const unit = units.get(one.unitCode) ?? one.unitCode;
    rows.push([name || "–", roleName(visit, role), unit, accounts, cases, mayEnd ? actions(visit, one, at) : "–"]);
  }
  return table({ caption: t("console-people:holders"), head, empty: t("console-people:nobody") }, rows);
}

/** A new telephone; and ending the role, with the choice of who takes over what lies there. */
function actions({ t, formTo }: Visit, one: HolderSeen, at: number): Html {
  const { personId, role, unitCode, name, cases, successors } = one;
  const held = html`<input type="hidden" name="person" value="${personId}"><input type="hidden" name="role" value="${role}">
<input type="hidden" name="unit" value="${unitCode}">`;
  const whose = html`<span class="visually-hidden">${name}</span>`;
  const phone = html`${held}<button class="btn btn-sm" type="submit">${t("console-people:phone")} ${whose}</button>`;
  const options = [
    ...successors.map((to) => [to.personId, to.name || "–"] as const),
    ["", t("console-people:queue")] as const,
  ];
  const field = { name: "to", id: `to-${at}`, label: t("console-people:to", { cases }) };
  const end = html`${held}${choiceField(field, options)}${sendButton(t("console-people:end-now"), "danger")}`;
  return html`<div class="actions">${formTo("phone", phone)}
<details class="unfold"><summary class="btn btn-sm">${t("console-people:end")} ${whose}</summary>${formTo("end", end)}</details></div>`;
}

async function invitations(visit: Visit): Promise<Html> {
  const { desk, t, formTo } = visit;
  const head = ["name", "role", "unit", "expires", "actions"].map((name) => t(`console-people:${name}`));
  const rows = [];
  const found = await openInvitations(desk);
  const codes = found.map(({ unitCode }) => unitCode);
  const units = await unitNames(desk.tx, codes);
  for (const { mark, name, role, unitCode, expiresAt } of found) {
    const hidden = html`<input type="hidden" name="mark" value="${mark}">`;
    const back = formTo("take-back", html`${hidden}${sendButton(t("console-people:take-back"), "plain")}`);
    rows.push([name || "–", roleName(visit, role), units.get(unitCode) ?? unitCode, momentIn(expiresAt), back]);
  }
  return rows.length === 0 ? html`` : table({ caption: t("console-people:open"), head }, rows);
}

async function inviteForm(visit: Visit): Promise<Html> {
  const { desk, t, formTo } = visit;
  const field = (name: string) => ({ name, label: t(`console-people:${name}`) });
  const given = desk.library.roles.get(desk.actor.term!.role)?.invites ?? [];
  const villages = await villagesWithin(desk, "person.invite");
  const roles = given.map((id) => [id, roleName(visit, id)] as const);
  const body = html`${choiceField({ ...field("role"), required: true }, roles)}
${choiceField(
  field("unit"),
  villages.map(({ code, name }) => [code, name] as const),
)}
${textField({ ...field("name"), required: true })}${textField(field("until"), "date")}${sendButton(t("console-people:invite"))}`;
  return html`<section><h2>${t("console-people:new")}</h2><p>${t("console-people:how")}</p>${formTo("invite", body)}</section>`;
}

async function codePage(visit: Visit, made: Invited): Promise<Shown> {
  const { t, desk } = visit;
  if ("refused" in made) return { refused: "console-people:unknown" };
  const { code, expiresAt } = made;
  const until = t("console-people:works", { until: momentIn(expiresAt), hours: desk.library.joining.invitationHours });
  const body = html`<p>${until}</p><p class="code">${code}</p>
<img src="${await codePicture(code)}" alt="${t("console-people:picture", { code })}" width="240" height="240">
<p><a href="/console/people">${t("console-people:back")}</a></p>`;
  return { title: t("console-people:made"), body };
}
