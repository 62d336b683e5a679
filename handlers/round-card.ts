// One round of review as a card: a line for each village that is not done, and what the one who looks can do next.
import type { Operation } from "../knowledge/roles.ts";
import type { StepId } from "../knowledge/schema/workflow.ts";
import { may } from "../registry/desk.ts";
import { type RoundProgress, trackOf, type VillageProgress } from "../registry/review/round.ts";
import type { Choice, Line, Reply, Turn } from "./handler.ts";

const NAME = "review-round";
const MOST_VILLAGES = 12;
const MOST_CHOICES = 5;

/** The card. */
export function roundReply(turn: Turn, progress: RoundProgress): Reply {
  const { session, desk } = turn;
  const { round, villages } = progress;
  const { name } = trackOf(desk, round);
  const values = { track: name[session.language] ?? name.vi, from: round.opensOn, to: round.dueOn };
  const open = villages.filter(({ current }) => current !== null);
  const done = villages.length - open.length;
  const lines: Line[] = [
    { key: `${NAME}:title`, values },
    ...open.slice(0, MOST_VILLAGES).map((village) => villageLine(turn, village)),
    ...(open.length > MOST_VILLAGES ? [{ key: `${NAME}:more`, values: { count: open.length - MOST_VILLAGES } }] : []),
    ...(done > 0 ? [{ key: `${NAME}:done`, values: { count: done } }] : []),
  ];
  const choices = nextActions(turn, progress).slice(0, MOST_CHOICES);
  return choices.length === 0 ? { lines } : { lines, choices };
}

function villageLine({ review, session, today }: Turn, { villageName, current, cases }: VillageProgress): Line {
  const { step, dueOn } = current!;
  const { name } = review.workflow.steps.find(({ id }) => id === step)!;
  const households = Object.values(cases).reduce((sum, count) => sum + count, 0);
  const values = { village: villageName, step: name[session.language] ?? name.vi, due: dueOn, households };
  return { key: `${NAME}:village${dueOn < today ? "-overdue" : ""}`, values };
}

/** What can be done at each step: for the whole round, or village by village. */
const ACTIONS: Partial<Record<StepId, { operation: Operation; payload: string; each: "round" | "step" | "none" }[]>> = {
  list: [
    { operation: "round.open", payload: `#${NAME}.close-list`, each: "round" },
    { operation: "report.file", payload: `#${NAME}.add`, each: "round" },
  ],
  scoring: [{ operation: "review.fill", payload: "#review-household.start", each: "none" }],
  meeting: [{ operation: "meeting.record", payload: "#village-meeting.start", each: "step" }],
  posting: [{ operation: "posting.record", payload: "#posting.start", each: "step" }],
  recheck: [{ operation: "round.open", payload: "#posting.recheck", each: "step" }],
  decision: [{ operation: "decision.sign", payload: "#sign-decision.start", each: "round" }],
};

function nextActions({ desk }: Turn, { round, villages }: RoundProgress): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { current, villageName } of villages)
    for (const { operation, payload, each } of current === null ? [] : (ACTIONS[current.step] ?? [])) {
      if (!may(desk, operation)) continue;
      const full = each === "none" ? payload : `${payload}.${each === "round" ? round.id : current!.id}`;
      const key = `${NAME}:do-${payload.slice(1).replace(".", "-")}`;
      choices.set(full, { key, values: { village: villageName }, payload: full as `#${string}` });
    }
  return [...choices.values()];
}
