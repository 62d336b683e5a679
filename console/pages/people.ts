// The people one may invite: who holds which role, open invitations, a code with its picture, ending a role, a new telephone.
import { html } from "hono/html";
import { isDay } from "../../foundation/day.ts";
import {
  endRole,
  type HolderSeen,
  newTelephone,
  openInvitations,
  peopleWithin,
  takeBackInvitation,
} from "../../registry/people/holders.ts";
import { type Invited, inviteFrom } from "../../registry/people/invitations.ts";
import { unitName } from "../../registry/reports/places.ts";
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
      const ended = await endRole(visit.desk, heldIn(visit));
      return ended ? { goTo: "/people", said: "console-people:ended" } : { refused: "console-people:unknown" };
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
  const head = ["name", "role", "unit", "accounts", "actions"].map((name) => t(`console-people:${name}`));
  const rows = [];
  for (const one of await peopleWithin(desk)) {
    const unit = await unitName(desk, one.unitCode);
    rows.push([one.name || "–", roleName(visit, one.role), unit, one.accounts, one.mayEnd ? actions(visit, one) : "–"]);
  }
  return table({ caption: t("console-people:holders"), head, empty: t("console-people:nobody") }, rows);
}

function actions({ t, formTo }: Visit, { personId, role, unitCode, name }: HolderSeen): Html {
  const held = html`<input type="hidden" name="person" value="${personId}"><input type="hidden" name="role" value="${role}">
<input type="hidden" name="unit" value="${unitCode}">`;
  const button = (action: string) =>
    html`${held}<button class="btn btn-sm" type="submit">${t(`console-people:${action}`)} <span class="visually-hidden">${name}</span></button>`;
  return html`<div class="actions">${formTo("phone", button("phone"))}${formTo("end", button("end"))}</div>`;
}

async function invitations(visit: Visit): Promise<Html> {
  const { desk, t, formTo } = visit;
  const head = ["name", "role", "unit", "expires", "actions"].map((name) => t(`console-people:${name}`));
  const rows = [];
  for (const { mark, name, role, unitCode, expiresAt } of await openInvitations(desk)) {
    const hidden = html`<input type="hidden" name="mark" value="${mark}">`;
    const back = formTo("take-back", html`${hidden}${sendButton(t("console-people:take-back"), "plain")}`);
    rows.push([name || "–", roleName(visit, role), await unitName(desk, unitCode), momentIn(expiresAt), back]);
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
