// One notice to households: its words, whom it is for, who decides, what became of each message.
import { html } from "hono/html";
import { sendAnnouncements } from "../../handlers/send-announcements.ts";
import { decideAnnouncement } from "../../registry/announcements/decide.ts";
import {
  type AnnouncementRead,
  type Reached,
  type Results,
  readAnnouncement,
} from "../../registry/announcements/read.ts";
import { may } from "../../registry/desk.ts";
import { personName } from "../../registry/people/names.ts";
import { unitNames } from "../../registry/units/names.ts";
import { sendButton } from "../fields.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { facts, table } from "../table.ts";
import { className, momentIn, say } from "../words.ts";

/** `/announcements/12`, and the decision of a second person. */
export const announcement: Page = {
  path: "/announcements/:number",
  operation: "notice.draft",
  async show(visit) {
    const found = await readAnnouncement(visit.desk, Number(visit.params.number));
    if (found === null) return { refused: "console-announcements:unknown" };
    const { t } = visit;
    const body = html`<blockquote class="announced">${found.announcement.text}</blockquote>
${await about(visit, found.announcement)}${deciding(visit, found.announcement)}${became(visit, found.results, found.reached)}`;
    return { title: t("console-announcements:one", { number: found.announcement.number }), body };
  },
  forms: { approve: (visit) => decide(visit, true), refuse: (visit) => decide(visit, false) },
};

async function decide({ desk, params }: Visit, yes: boolean): Promise<Shown> {
  const number = Number(params.number);
  const decided = await decideAnnouncement(desk, number, yes);
  if ("refused" in decided) {
    const status = decided.refused === "unknown" ? 404 : 409;
    return { refused: `console-announcements:refused.${decided.refused}`, status };
  }
  const said = `console-announcements:${yes ? "approved" : "not-sent"}`;
  return { goTo: `/announcements/${number}`, said, notices: yes ? await sendAnnouncements.run(desk) : [] };
}

async function about(visit: Visit, one: AnnouncementRead): Promise<Html> {
  const { t, desk } = visit;
  const units = await unitNames(desk.tx, [one.unitCode]);
  const policy = one.audience.policy === null ? null : desk.library.knowledge.policies.get(one.audience.policy);
  const classes = one.audience.classes.map((id) => className(visit, id)).join(", ");
  return facts([
    [t("console-announcements:state"), t(`console-announcements:states.${one.state}`)],
    [t("console-announcements:unit"), units.get(one.unitCode) ?? one.unitCode],
    [t("console-announcements:classes"), classes || t("console-announcements:any-class")],
    [
      t("console-announcements:policy"),
      policy == null ? t("console-announcements:any-policy") : say(visit, policy.name),
    ],
    [t("console-announcements:by"), await personName(desk, one.createdBy)],
    [t("console-announcements:written"), momentIn(one.createdAt)],
    [t("console-announcements:decided"), one.decidedAt === null ? null : momentIn(one.decidedAt)],
  ]);
}

/** Two buttons for a second person; a sentence for everybody else. */
function deciding({ t, desk, formTo }: Visit, { state, number, createdBy }: AnnouncementRead): Html | "" {
  if (state !== "draft") return "";
  if (!may(desk, "notice.approve") || createdBy === desk.actor.personId)
    return html`<p role="status">${t("console-announcements:waits")}</p>`;
  const path = `/announcements/${number}`;
  return html`<div class="btn-list">${formTo(`${path}/approve`, sendButton(t("console-announcements:send")))}
${formTo(`${path}/refuse`, sendButton(t("console-announcements:do-not-send"), "danger"))}</div>`;
}

function became({ t }: Visit, results: Results, reached: readonly Reached[]): Html {
  const kinds = ["waiting", "sending", "sent", "held", "dead", "optedOut"] as const;
  const rows = reached.map(({ householdId, householdCode, became: where }) => [
    html`<a href="/console/households/${householdId}">${householdCode}</a>`,
    t(`console-announcements:results.${where}`),
  ]);
  const head = [t("console-announcements:household"), t("console-announcements:state")];
  return html`<section aria-labelledby="became"><h2 id="became">${t("console-announcements:became")}</h2>
${facts(kinds.map((kind) => [t(`console-announcements:results.${kind}`), results[kind]]))}
${table({ caption: t("console-announcements:each"), head }, rows)}</section>`;
}
