// What becomes of a message after Zalo's answer. Pure: the table of bot/zalo/errors.ts says what a refusal asks for, this
// says what that means for a message in the outbox.
import { vietnamDayOf } from "../foundation/clock.ts";
import { addDays } from "../foundation/day.ts";
import type { Letter } from "./letter.ts";
import type { ZaloAnswer } from "./zalo/answer.ts";

/** `unsure`: Zalo may have the message although no answer came; an echo of it may still say so. */
export type Verdict =
  | { outcome: "sent" }
  | { outcome: "again"; readyAt: Date; fault: string; unsure: boolean; letter: Letter }
  | { outcome: "held" | "dead"; fault: string; tellOperator: boolean };

const SECOND = 1000;
const LONGEST_PAUSE = 300 * SECOND;
/** Long enough for the echo of a message that did arrive. */
const ECHO_PAUSE = 15 * SECOND;
const MOST_RETRIES = 3;
const MOST_UNSURE = 6;
const MOST_UNREACHABLE = 100;

/** @param letter what is still unsent of the message */
export function afterAnswer(
  answer: ZaloAnswer<unknown>,
  letter: Letter,
  { attempts, now }: { attempts: number; now: Date },
): Verdict {
  const again = (pause: number, fault: string, change: { unsure?: boolean; letter?: Letter } = {}): Verdict => {
    const readyAt = new Date(now.getTime() + pause);
    return { outcome: "again", readyAt, fault, unsure: change.unsure ?? false, letter: change.letter ?? letter };
  };
  const dead = (fault: string, tellOperator = false): Verdict => ({ outcome: "dead", fault, tellOperator });
  const growing = Math.min(SECOND * 2 ** Math.min(attempts, 16), LONGEST_PAUSE);

  if (answer.ok) return { outcome: "sent" };
  if ("unreachable" in answer) {
    const { reason, outcomeUnknown } = answer.unreachable;
    if (attempts >= (outcomeUnknown ? MOST_UNSURE : MOST_UNREACHABLE)) return dead(reason, true);
    return outcomeUnknown ? again(Math.max(ECHO_PAUSE, growing), reason, { unsure: true }) : again(growing, reason);
  }

  const { code, action } = answer.refused;
  const fault = `Zalo ${code}`;
  switch (action) {
    case "render-plain":
      if (letter.call !== "message" || letter.plain === null) return dead(fault, true);
      return again(0, fault, { letter: { ...letter, messages: letter.plain, plain: null } });
    case "refresh-token":
    case "back-off":
      return again(growing, fault);
    case "retry":
      return attempts > MOST_RETRIES ? dead(fault) : again(growing, fault);
    case "reschedule-morning":
      return again(untilMorning(now), fault);
    case "wait-for-person":
      return { outcome: "held", fault, tellOperator: false };
    case "drop-person":
    case "give-up":
      return dead(fault);
    case "reupload":
      // The picture waited for its person longer than Zalo keeps it: the words go without.
      if (letter.call !== "message" || letter.messages.length < 2) return dead(fault, true);
      return again(0, fault, {
        letter: { ...letter, messages: letter.messages.slice(1), plain: letter.plain?.slice(1) ?? null },
      });
    case "tell-operator":
      return dead(fault, true);
  }
}

/** Milliseconds until five past six the next morning in Vietnam, when Zalo's night rule (-234) has ended. */
function untilMorning(now: Date): number {
  const at = (day: string) => new Date(`${day}T06:05:00+07:00`).getTime() - now.getTime();
  const today = vietnamDayOf(now);
  return at(today) > 0 ? at(today) : at(addDays(today, 1));
}
