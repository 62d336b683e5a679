// "Tổng hợp": the figures of the own place for those who may read them, of any period they name, each count from the registry.
import { addDays, isDay } from "../foundation/day.ts";
import type { Period, SummaryView } from "../knowledge/summaries.ts";
import { scopeOf } from "../registry/summaries/scope.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";
import {
  causeLines,
  changeLine,
  movementLines,
  type Summing,
  silentLine,
  standingLines,
  targetLines,
  unitLines,
  workLine,
} from "./summary-lines.ts";

/** What each view shows under its title. */
const VIEWS: Record<SummaryView, (summing: Summing) => Promise<Line[]>> = {
  overview: async (summing) => [
    ...(await standingLines(summing)),
    await changeLine(summing),
    await workLine(summing),
    await silentLine(summing),
  ],
  target: async (summing) => [...(await standingLines(summing)), ...targetLines(summing)],
  units: unitLines,
  movements: movementLines,
  causes: causeLines,
  cases: async (summing) => [await workLine(summing)],
  silent: async (summing) => [await silentLine(summing)],
};

const OFFERED: SummaryView[] = ["units", "movements", "causes", "silent", "target"];
const DAYS_OF_WEEK = 7;

/** Views are chosen by words or by a choice: `#summary.<view>.<first>_<last>_<unit>`. */
export const summary: Handler = {
  name: "summary",
  intents: ["request-summary"],
  async handle(turn) {
    const { action, session, message, desk } = turn;
    const view =
      action !== null && Object.hasOwn(VIEWS, action.name)
        ? (action.name as SummaryView)
        : turn.summaries.viewIn(message.text);
    const [first = "", last = "", unit] = view === action?.name ? action.argument.split("_") : [];
    const scope = await scopeOf(desk, unit ?? message.text);
    if (scope === null) return { replies: [], session, goOn: "#refer-to-commune.request-summary" };
    if (unit === undefined && !scope.named && namesAnother(turn))
      return { replies: [{ key: "summary:elsewhere", values: { unit: scope.name } }], session };
    const chosen = isDay(first) && isDay(last) ? { first, last } : null;
    const period = chosen ?? periodOf(turn, view);
    const on = [period.last, turn.today].sort()[0]!;
    if (period.first > turn.today) return { replies: [{ key: "summary:not-yet" }], session };
    return tell(view, { desk, scope, period, on, language: session.language }, turn);
  },
};

async function tell(view: SummaryView, summing: Summing, { session }: Turn): Promise<Outcome> {
  const { scope, period, on } = summing;
  const title = { key: `summary:title.${view}`, values: { unit: scope.name, first: period.first, on } };
  const argument = `${period.first}_${period.last}_${scope.code}`;
  const choices = OFFERED.filter((one) => one !== view).map(
    (one): Choice => ({ key: `summary:view.${one}`, payload: `#summary.${one}.${argument}` }),
  );
  return { replies: [{ lines: [title, ...(await VIEWS[view](summing))], choices }], session };
}

/** The period that was named; else the last seven days, and for movements the year so far. */
function periodOf({ summaries, message, today }: Turn, view: SummaryView): Period {
  const named = summaries.periodIn(message.text, today);
  if (named !== null) return named;
  const yearly = view === "movements" ? summaries.thisYear(today) : null;
  return yearly ?? { first: addDays(today, 1 - DAYS_OF_WEEK), last: today };
}

/** A commune or province that is not within reach was named: nothing is told of it. */
function namesAnother({ understood }: Turn): boolean {
  return understood.slots.units.some(({ level }) => level === "commune" || level === "province");
}
