// When this place hands in which report, and whom to remind of it.
import { addDays, type Day } from "../../foundation/day.ts";
import { nextLastDay } from "../../knowledge/official-reports.ts";
import type { Deadline } from "../../knowledge/schema/official-report.ts";
import type { Desk } from "../desk.ts";
import { held } from "../role-terms.ts";

/** A deadline on its next last day. */
export interface Due {
  deadline: Deadline;
  on: Day;
}

/** The deadlines that a commune or province has from today on, the nearest first. Other units have none. */
export async function deadlinesOf(
  { tx, library, today }: Pick<Desk, "tx" | "library" | "today">,
  unit: string,
): Promise<Due[]> {
  const found = await tx.unit.findFirst({
    where: { code: unit, validTo: null },
    select: { level: true },
  });
  return library.officialReports.deadlines
    .filter(({ sender, plan }) => sender === found?.level && holdsIn(library.plans, plan, unit))
    .flatMap((deadline) => {
      const on = nextLastDay(deadline, today);
      return on === null ? [] : [{ deadline, on }];
    })
    .toSorted((a, b) => a.on.localeCompare(b.on));
}

/** A plan's deadline holds in the units that the plan names; one of no plan everywhere. */
function holdsIn(plans: Desk["library"]["plans"], plan: string | null, unit: string): boolean {
  if (plan === null) return true;
  const units = plans.find(({ id }) => id === plan)?.unit.today ?? [];
  return units.some(({ code }) => code === unit);
}

/** A reminder that is due today: `key` names the occasion, once for all. */
export interface DeadlineReminder extends Due {
  key: string;
  accounts: string[];
}

/** For the reminders: deadlines within the days of the data, with the accounts of those who send. What is not certain is not told. */
export async function deadlineReminders(desk: Pick<Desk, "tx" | "library" | "today">): Promise<DeadlineReminder[]> {
  const { tx, library, today } = desk;
  const { remind, deadlines } = library.officialReports;
  const near = deadlines.flatMap((deadline) => {
    const on = nextLastDay(deadline, today);
    const step = remind.at.toSorted((a, b) => a - b).find((days) => on !== null && on <= addDays(today, days));
    const isCertain = deadline.confidence === "confirmed" || deadline.confidence === "seed";
    return on === null || step === undefined || !isCertain ? [] : [{ deadline, on, step }];
  });
  const reminders: DeadlineReminder[] = [];
  for (const { deadline, on, step } of near) {
    const holders = await tx.$queryRaw<{ id: string; unit: string }[]>`
      SELECT DISTINCT a.id, t.unit_code AS unit FROM account a JOIN role_term t ON t.person_id = a.person_id
      WHERE t.role = ANY(${remind.roles[deadline.sender]}::text[]) AND a.erased_at IS NULL
        AND ${held(today)} ORDER BY a.id`;
    const own = holders.filter(({ unit }) => holdsIn(library.plans, deadline.plan, unit));
    const accounts = [...new Set(own.map(({ id }) => id))];
    reminders.push({ deadline, on, key: `deadline ${deadline.id} ${on} ${step}`, accounts });
  }
  return reminders;
}
