// The form of the step that comes next in a village, for whoever may record it. Fields keep what was written when it was refused.
import { html } from "hono/html";
import type { StepId } from "../../knowledge/schema/workflow.ts";
import { householdsNamed } from "../../registry/reports/find-household.ts";
import { unitName } from "../../registry/reports/places.ts";
import { toSign } from "../../registry/review/decision.ts";
import { choiceField, sendButton, textField } from "../fields.ts";
import type { Html, Visit } from "../page.ts";
import { facts } from "../table.ts";
import { className } from "../words.ts";
import type { SeenVillage } from "./seen.ts";

type Form = (visit: Visit, seen: SeenVillage) => Html | Promise<Html>;

const FORM_OF: Readonly<Record<StepId, Form>> = {
  list: listForms,
  scoring,
  meeting,
  posting,
  recheck,
  decision,
  notice: () => html``,
};

/** The forms; nothing where nothing may be done. */
export async function actsPart(visit: Visit, seen: SeenVillage): Promise<Html> {
  const { current } = seen.village;
  if (current === null || !(seen.mayRecord || seen.mayAdd)) return html``;
  const form = await FORM_OF[current.step](visit, seen);
  return html`<h2>${visit.t(`console-round:act.${current.step}`)}</h2>${form}`;
}

async function listForms(visit: Visit, seen: SeenVillage): Promise<Html> {
  const { t, formTo } = visit;
  const close = html`<p>${t("console-round:close-list-why")}</p>${sendButton(t("review-round:close-list"))}`;
  return html`${seen.mayAdd ? await addForm(visit, seen) : ""}${seen.mayRecord ? formTo("close-list", close) : ""}`;
}

/** A household is looked for by the name of its head, then chosen. */
async function addForm(visit: Visit, { round, village }: SeenVillage): Promise<Html> {
  const { t, query, desk, formTo } = visit;
  const typed = (query.name ?? "").trim();
  const found = typed === "" ? [] : await householdsNamed(desk, typed, "report.file");
  const options: [string, string][] = [];
  for (const { id, head, birthYear, villageCode } of found)
    options.push([id, [head, birthYear ?? [], await unitName(desk, villageCode)].flat().join(", ")]);
  const choose = html`${choiceField({ name: "household", label: t("console-round:add-which"), required: true }, toChoose(visit, options))}${sendButton(t("review-round:add"))}`;
  return html`<form method="get" action="/console/rounds/${round.id}/${village.villageCode}" class="filters">
${textField({ name: "name", label: t("console-round:add-name"), value: typed, required: true }, "search")}${sendButton(t("console-round:find"), "plain")}</form>
${typed !== "" && found.length === 0 ? html`<p role="status">${t("console-round:add-nobody")}</p>` : ""}
${found.length === 0 ? "" : formTo("add", choose)}`;
}

/** Of several none is chosen before somebody chooses. */
function toChoose({ t }: Visit, options: [string, string][]): [string, string][] {
  return options.length === 1 ? options : [["", t("console-round:choose")], ...options];
}

/** Filling forms stays in the chat. */
function scoring({ t }: Visit, { village: { cases } }: SeenVillage): Html {
  const count = Object.values(cases).reduce((sum, one) => sum + one, 0);
  return html`<p>${t("console-round:signed", { signed: cases.scored ?? 0, count })}</p><p>${t("console-round:forms")}</p>`;
}

function meeting(visit: Visit): Html {
  const { t, form, formTo, desk } = visit;
  const { agree_percent: percent, copies } = desk.library.review.workflow.meeting;
  const field = (name: string) => ({
    name,
    label: t(`console-round:${name}`),
    value: form[name] ?? "",
    required: true,
  });
  return formTo(
    "meeting",
    html`<p>${t("console-round:meeting-why", { percent, copies })}</p>${dayField(visit, "held-on")}
${textField(field("attended"), "number")}${textField(field("agreed"), "number")}${textField(field("minutes"))}
${sendButton(t("console-round:meeting"))}`,
  );
}

function posting(visit: Visit): Html {
  const { t, formTo, desk } = visit;
  const { working_days: days } = desk.library.review.workflow.posting;
  return formTo(
    "posting",
    html`<p>${t("console-round:posting-why", { days })}</p>${dayField(visit, "posted-on")}${sendButton(t("console-round:posting"))}`,
  );
}

function dayField({ t, form, desk }: Visit, name: string): Html {
  return textField(
    { name, label: t(`console-round:${name}`), value: form[name] ?? desk.today, required: true },
    "date",
  );
}

/** A household that disputes its result is sent back to the forms; with none, or none left, the re-check is closed. */
function recheck(visit: Visit, { cases }: SeenVillage): Html {
  const { t, formTo } = visit;
  const posted = cases.filter(({ state }) => state === "posted").map(({ id, head }): [string, string] => [id, head]);
  const dispute = html`<p>${t("console-round:dispute-why")}</p>${choiceField({ name: "case", label: t("console-round:dispute"), required: true }, toChoose(visit, posted))}${sendButton(t("console-round:send-back"), "plain")}`;
  const close = html`<p>${t("console-round:close-recheck-why")}</p>${sendButton(t("console-round:close-recheck"))}`;
  return html`${posted.length === 0 ? "" : formTo("recheck", dispute)}${formTo("close-recheck", close)}`;
}

/** One signature for every village of the round that waits for it. */
async function decision(visit: Visit, { round }: SeenVillage): Promise<Html> {
  const { t, form, formTo, desk } = visit;
  const waiting = await toSign(desk, round.id);
  if (waiting === null) return html``;
  const { villages, proposed } = waiting;
  const name = (key: string) => t(`console-round:${key}`);
  return html`${facts([
    [name("sign-villages"), villages.map((one) => one.name).join(", ")],
    ...Object.entries(proposed).map(([status, count]) => [className(visit, status), count] as const),
  ])}${formTo(
    "sign",
    html`<p>${name("sign-why")}</p>
${textField({ name: "number", label: name("number"), value: form.number ?? "", required: true })}${dayField(visit, "signed-on")}
${sendButton(name("sign"))}`,
  )}`;
}
