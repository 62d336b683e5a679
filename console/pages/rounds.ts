// The rounds of review: each step of each village, done or due, and who is late; and opening one.
import { html } from "hono/html";
import { notOpened } from "../../handlers/review-refusal.ts";
import { type Holder, listPeople } from "../../registry/people/list.ts";
import { openRound } from "../../registry/review/open-round.ts";
import {
  type KeptStep,
  type RoundProgress,
  readRounds,
  trackOf,
  type VillageProgress,
} from "../../registry/review/round.ts";
import { warn } from "../alarm.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { openPart } from "../round/open.ts";
import { overPart } from "../round/over.ts";
import { recordersOf } from "../round/recorders.ts";
import { facts, table } from "../table.ts";
import { telling } from "../telling.ts";
import { dayIn, say } from "../words.ts";

/** Every open round within the reach, the newest first; whoever may opens one. */
export const rounds: Page = {
  path: "/rounds",
  operation: "round.read",
  menu: "console-rounds:menu",
  forms: { open },
  show: (visit) => shown(visit, null),
};

async function shown(visit: Visit, warning: string | null): Promise<Shown> {
  const { t } = visit;
  const parts: Html[] = [];
  for (const progress of await readRounds(visit.desk)) parts.push(await roundPart(visit, progress));
  const body = html`${warning === null ? "" : warn(warning)}${parts}
<p>${t(`console-rounds:${parts.length === 0 ? "none" : "how"}`)}</p>${await openPart(visit)}${await overPart(visit)}`;
  return { title: t("console-rounds:title"), body };
}

async function open(visit: Visit): Promise<Shown> {
  const { desk, form, t } = visit;
  const track = desk.library.review.workflow.tracks.find(({ id }) => id === form.track);
  if (track === undefined) return { refused: "console-rounds:which" };
  const opened = await openRound(desk, track);
  if ("ok" in opened) {
    const values = { track: say(visit, track.name), to: opened.round.dueOn, households: opened.households };
    return { goTo: "/rounds", said: "review-round:opened", values };
  }
  if (opened.refused === "no-right") return { refused: "console-rounds:no-right", status: 403 };
  const { key, values } = notOpened(telling(visit), track, opened);
  return shown(visit, t(key, values));
}

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
    html`<a href="/console/rounds/${round.id}/${village.villageCode}">${village.villageName}</a>`,
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

/** Which step is late since when, and whose it is. */
function lateLine(
  visit: Visit,
  { villageName, villageCode, current }: VillageProgress,
  { communeCode, holders }: { communeCode: string; holders: readonly Holder[] },
): string {
  const { step, dueOn } = current!;
  const { name } = visit.desk.library.review.workflow.steps.find(({ id }) => id === step)!;
  const who = recordersOf(visit, holders, { step, villageCode, communeCode });
  return visit.t("console-rounds:late-line", { village: villageName, step: say(visit, name), on: dayIn(dueOn), who });
}
