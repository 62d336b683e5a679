// Each morning: steps of reviews that are due soon or overdue, to whoever records them; and on the first day of a round, to the
// officers, that it may be opened.
import type { Desk } from "../registry/desk.ts";
import { accountsThatMay } from "../registry/recipients.ts";
import { type DueStep, dueSteps } from "../registry/review/due-steps.ts";
import { communesToOpen } from "../registry/review/to-open.ts";
import type { Choice, Line, Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

const NAME = "review-round";
const MOST_LINES = 8;

/** After the offices' first look at the day, before the digest. */
export const remindOfReviews: Schedule = {
  name: "remind-of-reviews",
  due: { every: "day", at: "07:15" },
  run: async (desk) => [...(await remindOfSteps(desk)), ...(await remindToOpen(desk))],
};

async function remindOfSteps(desk: Desk): Promise<Notice[]> {
  const byAccount = new Map<string, DueStep[]>();
  for (const step of await dueSteps(desk))
    for (const account of await recordersOf(desk, step))
      byAccount.set(account, [...(byAccount.get(account) ?? []), step]);
  const choices: Choice[] = [{ key: `${NAME}:see`, payload: `#${NAME}.list` }];
  return [...byAccount].map(([accountId, steps]) => {
    const lines: Line[] = [{ key: `${NAME}:reminder` }, ...steps.slice(0, MOST_LINES).map(line)];
    if (steps.length > MOST_LINES) lines.push({ key: `${NAME}:more`, values: { count: steps.length - MOST_LINES } });
    return { accountId, replies: [{ lines, choices }] };
  });
}

/** Those of the village before those of the commune: an officer is not reminded of what a village head does, unless it is overdue. */
async function recordersOf(desk: Desk, { step, villageCode, communeCode, daysLeft }: DueStep): Promise<string[]> {
  const { operation } = desk.library.review.workflow.steps.find(({ id }) => id === step)!;
  const { today } = desk;
  const near = { operation, place: { villageCode, communeCode: null }, today };
  const village = await accountsThatMay(desk.tx, desk.library, near);
  if (village.length > 0 && daysLeft >= 0) return village;
  return accountsThatMay(desk.tx, desk.library, { operation, place: { villageCode, communeCode }, today });
}

/** The step is named by the text itself: the reader's language is not known here. */
function line({ step, villageName, dueOn, daysLeft }: DueStep): Line {
  const key = `${NAME}:due-${step}${daysLeft < 0 ? "-late" : ""}`;
  return { key, values: { village: villageName, due: dueOn } };
}

async function remindToOpen(desk: Desk): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { communeCode, track, span } of await communesToOpen(desk)) {
    const place = { villageCode: null, communeCode };
    const wanted = { operation: "round.open" as const, place, today: desk.today };
    const choices: Choice[] = [{ key: `${NAME}:open-now`, payload: `#${NAME}.open.${track.id}` }];
    const reply = { key: `${NAME}:may-open-${track.id}`, values: { from: span.opensOn, to: span.dueOn }, choices };
    for (const accountId of await accountsThatMay(desk.tx, desk.library, wanted))
      notices.push({ accountId, replies: [reply] });
  }
  return notices;
}
