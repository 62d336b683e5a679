// What the machine knows of itself, judged: queues, token, quota, disk, backup. Pure, so that each finding can be tried.
import type { TokenPair } from "../bot/zalo/token-store.ts";
import type { Condition, MachineState } from "../knowledge/operations.ts";
import { ageOf, type Finding } from "./finding.ts";
import { operatorNeed } from "./token.ts";

/** What is looked at. */
export interface Examined {
  state: MachineState;
  /** What of it an operator is needed for (knowledge/operations.ts). */
  conditions: readonly Condition[];
  now: Date;
}

/** Below so many times the share that alerts, a disk or quota is worth a word. */
const SOON = 2;

/** Queues and dead letters. */
export function queueFindings({ state, conditions, now }: Examined): Finding[] {
  const slow = (name: "inbox-slow" | "outbox-slow", whose: string, remedy: string): Finding => {
    const { waiting, oldestWaiting } = state[name === "inbox-slow" ? "inbox" : "outbox"];
    const oldest = oldestWaiting === null ? "" : `, the oldest for ${ageOf(now.getTime() - oldestWaiting.getTime())}`;
    const what = `${whose} waiting: ${waiting}${oldest}`;
    return holds(conditions, name) ? { state: "bad", what, remedy } : { state: "good", what };
  };
  return [
    slow("inbox-slow", "events", "see that a server runs and what its log says"),
    slow("outbox-slow", "messages", "see that a server runs, then ansinh token and what its log says of Zalo"),
    state.deadLetters === 0
      ? { state: "good", what: "nothing was given up" }
      : {
          state: "note",
          what: `${state.deadLetters} events or messages were given up`,
          remedy: "see ansinh dead-letters list",
        },
  ];
}

/** How long the access to Zalo lasts. @param renewed when the pair was last stored */
export function tokenFinding(pair: TokenPair | null, renewed: Date | null, now: Date): Finding {
  const need = operatorNeed(pair);
  const remedy = "see ansinh token, and docs/operating.md";
  if (pair === null || need !== null) return { state: "bad", what: `an operator is ${need}`, remedy };
  const age = renewed === null ? "" : `given ${ageOf(now.getTime() - renewed.getTime())} ago, `;
  if (pair.expiresAt === null)
    return {
      state: "note",
      what: `the access to Zalo was ${age}pasted by hand: its end is not known`,
      remedy: "nothing: it is renewed once Zalo refuses it",
    };
  const left = pair.expiresAt - now.getTime();
  if (left <= 0 && pair.refreshToken === null)
    return { state: "bad", what: "the access to Zalo has ended and cannot be renewed", remedy };
  if (left <= 0)
    return {
      state: "note",
      what: "the access to Zalo has ended",
      remedy: "a running server renews it at its next call",
    };
  return { state: "good", what: `the access to Zalo renews itself: ${age}ends in ${ageOf(left)}` };
}

/** Whether Zalo still calls: only its own events prove that. */
export function eventsFinding({ state: { lastEvent }, conditions, now }: Examined): Finding {
  const remedy = "look whether the webhook is switched on, and with which address, in Zalo's console";
  if (lastEvent === null) return { state: "note", what: "no event of Zalo is known of", remedy };
  const what = `the last event of Zalo came ${ageOf(now.getTime() - lastEvent.getTime())} ago`;
  return holds(conditions, "silent") ? { state: "bad", what, remedy } : { state: "good", what };
}

/** What Zalo leaves the account. */
export function quotaFinding({ state: { quota }, conditions }: Examined, alertPercent: number): Finding {
  if (quota === null)
    return { state: "note", what: "the account's quota is not known", remedy: "a running server asks Zalo every hour" };
  const what = `messages left of the account's package: ${quota.left} of ${quota.total}`;
  const remedy = "buy more at Zalo or send fewer notices";
  if (holds(conditions, "quota")) return { state: "bad", what, remedy };
  return quota.left < (quota.total * alertPercent * SOON) / 100
    ? { state: "note", what, remedy }
    : { state: "good", what };
}

/** How full a disk is. */
export function diskFinding(
  folder: string,
  disk: { freeBytes: number; totalBytes: number },
  alertPercent: number,
): Finding {
  const percent = (100 * disk.freeBytes) / disk.totalBytes;
  const what = `free on the disk of ${folder}: ${Math.floor(percent)} % (${(disk.freeBytes / 2 ** 30).toFixed(1)} GiB)`;
  const remedy = "clear the disk or add space: a full one takes no messages";
  if (percent < alertPercent) return { state: "bad", what, remedy };
  return percent < alertPercent * SOON ? { state: "note", what, remedy } : { state: "good", what };
}

/** How old the last backup is. @param backedUp null when none is known of */
export function backupFinding({ conditions, now }: Examined, backedUp: Date | null): Finding {
  const what =
    backedUp === null
      ? "no backup is known of"
      : `the last backup was made ${ageOf(now.getTime() - backedUp.getTime())} ago`;
  const remedy = "set BACKUP_DIR for a backup every night, or run ansinh backup; keep copies on another machine";
  if (holds(conditions, "backup")) return { state: "bad", what, remedy };
  return backedUp === null ? { state: "note", what, remedy } : { state: "good", what };
}

function holds(conditions: readonly Condition[], name: Condition["name"]): boolean {
  return conditions.some((condition) => condition.name === name && condition.holds === true);
}
