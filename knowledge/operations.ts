// When the machine needs its operator (process/operations.yaml), and what of it holds now.
import { z } from "zod";
import { beginningOf, vietnamDayOf } from "../foundation/clock.ts";
import { addDays } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { type Holidays, isWorkingDay } from "./working-days.ts";

const figure = z.number().int().positive();
const percent = z.number().positive().max(100);
const fileSchema = z.strictObject({
  source: z.string().min(1),
  confidence: z.literal("house"),
  again_after_hours: figure,
  rest_minutes: figure,
  look_minutes: figure,
  ask_quota_minutes: figure,
  backup_at: z.string().regex(/^\d{2}:\d{2}$/),
  backups_kept: figure,
  alerts: z.strictObject({
    "dead-letters": z.strictObject({ count: figure }),
    "inbox-slow": z.strictObject({ minutes: figure }),
    "outbox-slow": z.strictObject({ minutes: figure }),
    token: z.strictObject({ minutes: figure }),
    quota: z.strictObject({ left_percent: percent }),
    disk: z.strictObject({ free_percent: percent }),
    silent: z.strictObject({ hours: figure }),
    backup: z.strictObject({ days: figure }),
  }),
});

type OperationsFile = z.infer<typeof fileSchema>;

/** The names of everything an operator is alerted to; the texts have two for each (knowledge/texts, operators). */
export type AlertName = keyof OperationsFile["alerts"];

export interface Operations {
  readonly againAfterMs: number;
  readonly restMs: number;
  readonly lookMs: number;
  readonly askQuotaMs: number;
  /** Time of day ("HH:MM", Vietnam) from which the nightly backup is made, and how many are kept. */
  readonly backupAt: string;
  readonly backupsKept: number;
  readonly alerts: OperationsFile["alerts"];
}

/** How the machine stands, as far as it is known; null is what nobody found out yet. */
export interface MachineState {
  inbox: { waiting: number; oldestWaiting: Date | null };
  outbox: { waiting: number; oldestWaiting: Date | null };
  deadLetters: number;
  lastEvent: Date | null;
  token: { endsAt: Date | null; operatorNeeded: boolean } | null;
  quota: { left: number; total: number } | null;
  /** Of the fullest disk of all machines. */
  disk: { freeBytes: number; totalBytes: number } | null;
  /** The last backup, or since when this installation is known. */
  backup: Date | null;
}

/** Whether something holds, with figures for its words; `holds` null: not known. */
export interface Condition {
  name: AlertName;
  holds: boolean | null;
  values: Readonly<Record<string, number>>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Reads process/operations.yaml; throws AppError "operations:invalid" naming what is wrong. */
export function loadOperations(directory: string): Operations {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/operations.yaml", fileSchema);
  if (file === null) throw new AppError("operations:invalid", describeProblems(reading.problems));
  return {
    againAfterMs: file.again_after_hours * HOUR,
    restMs: file.rest_minutes * MINUTE,
    lookMs: file.look_minutes * MINUTE,
    askQuotaMs: file.ask_quota_minutes * MINUTE,
    backupAt: file.backup_at,
    backupsKept: file.backups_kept,
    alerts: file.alerts,
  };
}

/** Every condition at this instant. */
export function conditionsOf(state: MachineState, { alerts }: Operations, holidays: Holidays, now: Date): Condition[] {
  const age = (since: Date | null) => (since === null ? 0 : now.getTime() - since.getTime());
  const slow = (name: "inbox-slow" | "outbox-slow", { waiting, oldestWaiting }: MachineState["inbox"]): Condition => {
    const minutes = Math.floor(age(oldestWaiting) / MINUTE);
    return { name, holds: minutes >= alerts[name].minutes, values: { waiting, minutes } };
  };
  const { deadLetters, token, quota, disk, lastEvent, backup } = state;
  const left = quota === null || quota.total === 0 ? null : share(quota.left, quota.total);
  const free = disk === null ? null : share(disk.freeBytes, disk.totalBytes);
  const silent = lastEvent === null ? null : workedHours(lastEvent, now, holidays);
  const days = Math.floor(age(backup) / DAY);
  return [
    { name: "dead-letters", holds: deadLetters >= alerts["dead-letters"].count, values: { count: deadLetters } },
    slow("inbox-slow", state.inbox),
    slow("outbox-slow", state.outbox),
    { name: "token", holds: token && mustBeGiven(token, now, alerts.token.minutes), values: {} },
    {
      name: "quota",
      holds: left && left.percent < alerts.quota.left_percent,
      values: { left: quota?.left ?? 0, total: quota?.total ?? 0 },
    },
    {
      name: "disk",
      holds: free && free.percent < alerts.disk.free_percent,
      values: { percent: Math.floor(free?.percent ?? 0) },
    },
    {
      name: "silent",
      holds: silent === null ? null : silent >= alerts.silent.hours,
      values: { hours: Math.floor(age(lastEvent) / HOUR) },
    },
    { name: "backup", holds: backup === null ? null : days >= alerts.backup.days, values: { days } },
  ];
}

const share = (part: number, whole: number) => ({ percent: (100 * part) / whole });

function mustBeGiven(
  { endsAt, operatorNeeded }: NonNullable<MachineState["token"]>,
  now: Date,
  minutes: number,
): boolean {
  return operatorNeeded || (endsAt !== null && endsAt.getTime() - now.getTime() < minutes * MINUTE);
}

/** Hours of working days between two instants, by Vietnam's calendar. */
function workedHours(from: Date, to: Date, holidays: Holidays): number {
  let worked = 0;
  for (let on = vietnamDayOf(from), last = vietnamDayOf(to); on <= last; on = addDays(on, 1)) {
    if (!isWorkingDay(on, holidays)) continue;
    const midnight = beginningOf(on).getTime();
    worked += Math.min(to.getTime(), midnight + DAY) - Math.max(from.getTime(), midnight);
  }
  return worked / HOUR;
}
