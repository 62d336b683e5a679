// How far a village is in a round: each step with what it recorded, and each household with its points.
import { html } from "hono/html";
import type { StepId } from "../../knowledge/schema/workflow.ts";
import { may } from "../../registry/desk.ts";
import { listPeople } from "../../registry/people/list.ts";
import { type KeptStep, trackOf } from "../../registry/review/round.ts";
import { alarm } from "../alarm.ts";
import type { Html, Visit } from "../page.ts";
import { facts, table } from "../table.ts";
import { className, dayIn, say } from "../words.ts";
import { recordersOf } from "./recorders.ts";
import type { SeenVillage } from "./seen.ts";

/** Which round, which step comes next, by when and who records it. */
export async function standingPart(visit: Visit, { round, village }: SeenVillage): Promise<Html> {
  const { t, desk } = visit;
  const { communeCode } = round;
  const { current, villageCode } = village;
  const { name, clause } = trackOf(desk, round);
  const of = (key: string) => t(`console-round:${key}`);
  const holders = current === null ? [] : await listPeople(desk.tx, desk.store, communeCode, desk.today);
  const late = current !== null && current.dueOn < desk.today;
  return facts([
    [of("round"), `${say(visit, name)}, ${dayIn(round.opensOn)} – ${dayIn(round.dueOn)}`],
    [of("clause"), say(visit, clause)],
    [of("step"), current === null ? of("all-done") : stepName(visit, current.step)],
    [of("due"), current === null ? null : html`${dayIn(current.dueOn)} ${late ? alarm(t("console-rounds:late")) : ""}`],
    [
      of("who"),
      current === null ? null : recordersOf(visit, holders, { step: current.step, villageCode, communeCode }),
    ],
  ]);
}

/** All steps in order. */
export function stepsPart(visit: Visit, { village: { steps } }: SeenVillage): Html {
  const { t, desk } = visit;
  const rows = desk.library.review.workflow.steps.flatMap(({ id }) => {
    const step = steps.find((one) => one.step === id);
    if (step === undefined) return [];
    const { doneOn, dueOn } = step;
    const when = t(`console-rounds:${doneOn === null ? "due" : "done"}`, { on: dayIn(doneOn ?? dueOn) });
    return [[stepName(visit, id), when, recorded(visit, step)]];
  });
  const head = ["step-name", "when", "recorded"].map((key) => t(`console-round:${key}`));
  return html`<h2>${t("console-round:steps")}</h2>${table({ caption: t("console-round:steps-caption"), head }, rows)}`;
}

/** What a step must have kept for there to be anything to say about it. */
const KEPT: Partial<Record<StepId, string>> = {
  list: "households",
  scoring: "households",
  meeting: "attended",
  posting: "until",
  decision: "number",
};

function recorded({ t }: Visit, { step, detail, doneOn }: KeptStep): string {
  const kept = KEPT[step];
  if (kept === undefined || detail[kept] === undefined) return "–";
  const values = Object.fromEntries(
    Object.entries(detail).flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "number" ? [[key, value]] : [],
    ),
  );
  return t(`console-round:kept.${step === "meeting" && doneOn === null ? "meeting-again" : step}`, values);
}

/** The households, for whoever may read them; how many, for others. */
export function householdsPart(visit: Visit, { village, cases }: SeenVillage): Html {
  const { t, desk } = visit;
  const count = Object.values(village.cases).reduce((sum, one) => sum + one, 0);
  const title = html`<h2>${t("console-round:households")}</h2>`;
  if (!may(desk, "household.read")) return html`${title}<p>${t("console-rounds:count", { count })}</p>`;
  const rows = cases.map(({ householdId, head, state, b1, b2, proposed, decided, certificate }) => [
    html`<a href="/console/households/${householdId}">${head}</a>`,
    t(`console-round:case.${state}`),
    b1 === null ? "–" : `${b1} · ${b2 ?? "–"}`,
    proposed === null ? "–" : className(visit, proposed),
    decided === null ? "–" : [className(visit, decided), certificate ?? []].flat().join(", "),
  ]);
  const head = ["head", "state", "points", "proposed", "decided"].map((key) => t(`console-round:${key}`));
  const caption = t("console-rounds:count", { count });
  return html`${title}${table({ caption, head, empty: t("console-round:nobody") }, rows)}`;
}

function stepName(visit: Visit, id: StepId): string {
  return say(visit, visit.desk.library.review.workflow.steps.find((one) => one.id === id)!.name);
}
