// Rights that are applied for in a part of the year: which households are reminded while it lasts, each once, and only of what the law
// surely gives them and they did not say they have or do not want.
import { type OpenWindow, windowsOn } from "../../knowledge/apply-window.ts";
import type { Result } from "../../knowledge/eligibility/decide.ts";
import { roomToSend } from "../announcements/send.ts";
import { refusesNotices } from "../consents.ts";
import type { Desk } from "../desk.ts";
import { sayOnce } from "../said.ts";
import { sureRights } from "./ask.ts";

/** What a household is reminded of, and the linked accounts that did not say "dừng nhắn". */
export interface RightsToRemind {
  accounts: string[];
  rights: Result[];
}

/** The next households on the list that nobody looked at in this year's windows; as many as there is room to send. */
export async function rightsToRemind(desk: Desk): Promise<RightsToRemind[]> {
  const { library, today } = desk;
  const open = windowsOn(library, today, library.service.takeUp.remindLeaveDays);
  const reminders: RightsToRemind[] = [];
  if (open.length === 0) return reminders;
  let room = await roomToSend(desk);
  for (const [opens, windows] of Map.groupBy(open, (one) => one.opens)) {
    const mark = `rights-window ${opens} `;
    const households = room > 0 ? await notLookedAt(desk, mark, room) : [];
    room -= households.length;
    for (const { householdId, accounts } of households) {
      if (!(await sayOnce(desk.tx, mark + householdId, desk.now))) continue;
      const rights = await rightsWithin(desk, householdId, windows);
      if (rights.length > 0) reminders.push({ accounts, rights });
    }
  }
  return reminders;
}

function notLookedAt({ tx, today }: Desk, mark: string, most: number) {
  return tx.$queryRaw<{ householdId: string; accounts: string[] }[]>`
    SELECT h.id::text AS "householdId", array_agg(DISTINCT a.id ORDER BY a.id) AS accounts
    FROM household_status s JOIN household h ON h.id = s.household_id
    JOIN household_link l ON l.household_id = h.id AND l.state = 'linked' JOIN account a ON a.id = l.account_id
    WHERE s.superseded_at IS NULL AND s.status IN ('poor', 'near_poor') AND s."from" <= ${today}::date
      AND (s."to" IS NULL OR s."to" >= ${today}::date) AND h.closed_on IS NULL AND a.erased_at IS NULL
      AND NOT ${refusesNotices("a.id")} AND NOT EXISTS (SELECT 1 FROM said WHERE key = ${mark} || h.id::text)
    GROUP BY h.id ORDER BY h.id LIMIT ${most}`;
}

/** The surest result of each policy whose window is open. */
async function rightsWithin(desk: Desk, householdId: string, windows: readonly OpenWindow[]): Promise<Result[]> {
  const settled = await desk.tx.takeUp.findMany({
    where: { householdId, state: { in: ["received", "not_wanted"] }, answeredAt: { gte: new Date(windows[0]!.opens) } },
  });
  const done = new Set(settled.map(({ policyId }) => policyId));
  const sure = await sureRights(desk, householdId);
  return windows.flatMap(({ policy: { id } }) =>
    done.has(id) ? [] : (sure.find(({ policy }) => policy.id === id) ?? []),
  );
}
