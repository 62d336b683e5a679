// The rounds of review that are open: each step of each village, done or due, and who is late. Steps are recorded in the chat.
import { html } from "hono/html";
import { type Holder, listPeople } from "../../registry/people/list.ts";
import {
  type KeptStep,
  type RoundProgress,
  readRounds,
  trackOf,
  type VillageProgress,
} from "../../registry/review/round.ts";
import type { Html, Page, Visit } from "../page.ts";
import { facts, table } from "../table.ts";
import { dayIn, roleName, say } from "../words.ts";

/** Every open round within the reach, the newest first. */
export const rounds: Page = {
  path: "/rounds",
  operation: "round.read",
  menu: "console-rounds:menu",
  async show(visit) {
    const { t } = visit;
    const parts: Html[] = [];
    for (const progress of await readRounds(visit.desk)) parts.push(await roundPart(visit, progress));
    const body = html`${parts.length === 0 ? html`<p>${t("console-rounds:none")}</p>` : parts}<p>${t("console-rounds:how")}</p>`;
    return { title: t("console-rounds:title"), body };
  },
};

async function roundPart(visit: Visit, { round, villages }: RoundProgress): Promise<Html> {
  const { t, desk } = visit;
  const { communeCode } = round;
  const { name, clause } = trackOf(desk, round);
  const { steps } = desk.library.review.workflow;
  const holders = await listPeople(desk.tx, desk.store, communeCode, desk.today);
  const late = villages.filter(({ current }) => current !== null && current.dueOn < desk.today);
  const count = (key: string, value: number) => t(`console-rounds:${key}`, { count: value });
  const head = [
    t("console-rounds:village"),
    ...steps.map((step) => say(visit, step.name)),
    t("console-rounds:households"),
  ];
  const rows = villages.map((village) => [
    village.villageName,
    ...steps.map(({ id }) =>
      stepCell(
        visit,
        village,
        village.steps.find(({ step }) => step === id),
      ),
    ),
    Object.values(village.cases).reduce((sum, cases) => sum + cases, 0),
  ]);
  return html`<section><h2>${say(visit, name)}</h2>
${facts([
  [t("console-rounds:span"), `${dayIn(round.opensOn)} – ${dayIn(round.dueOn)}`],
  [t("console-rounds:clause"), say(visit, clause)],
  [t("console-rounds:finished"), count("villages", villages.filter(({ current }) => current === null).length)],
  [t("console-rounds:is-late"), count("villages", late.length)],
])}
${late.length === 0 ? "" : html`<ul>${late.map((village) => html`<li>${lateLine(visit, village, { communeCode, holders })}</li>`)}</ul>`}
${table({ caption: t("console-rounds:caption"), head }, rows)}</section>`;
}

/** Done on a day, next by a day, or later by a day. */
function stepCell({ t, desk }: Visit, { current }: VillageProgress, step: KeptStep | undefined): Html | string {
  if (step === undefined) return "–";
  if (step.doneOn !== null) return t("console-rounds:done", { on: dayIn(step.doneOn) });
  const due = t("console-rounds:due", { on: dayIn(step.dueOn) });
  if (step.id !== current?.id) return html`<span class="text-secondary">${due}</span>`;
  const late = step.dueOn < desk.today;
  return html`<strong>${due}</strong> <span class="badge ${late ? "bg-red text-red-fg" : "bg-blue text-blue-fg"}">${t(`console-rounds:${late ? "late" : "next"}`)}</span>`;
}

/** Which step is late since when, and whose it is: those of the village, or where it has none those of the commune. */
function lateLine(
  visit: Visit,
  village: VillageProgress,
  { communeCode, holders }: { communeCode: string; holders: readonly Holder[] },
): string {
  const { villageName, villageCode, current } = village;
  const { desk, t } = visit;
  const { step, dueOn } = current!;
  const { name, operation } = desk.library.review.workflow.steps.find(({ id }) => id === step)!;
  const may = holders.filter(({ role }) => desk.library.roles.get(role)?.operations.includes(operation));
  const near = may.filter(({ unitCode }) => unitCode === villageCode);
  const own = near.length > 0 ? near : may.filter(({ unitCode }) => unitCode === communeCode);
  const who = own.map((one) => `${one.name || "–"} (${roleName(visit, one.role)})`).join(", ");
  return t("console-rounds:late-line", {
    village: villageName,
    step: say(visit, name),
    on: dayIn(dueOn),
    who: who || "–",
  });
}
