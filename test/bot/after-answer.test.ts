// Zalo's whole table of refusals, and what becomes of a message after each.
import { describe, expect, it } from "vitest";
import { afterAnswer } from "../../bot/after-answer.ts";
import type { Letter } from "../../bot/letter.ts";
import { actionFor, KNOWN_CODES, type RefusalAction } from "../../bot/zalo/errors.ts";

const letter: Letter = { call: "message", messages: [{ text: "Chào bác." }], plain: [{ text: "1. Có" }], taken: [] };
const EVENING = new Date("2026-11-21T22:00:00+07:00");
const MORNING = new Date("2026-11-22T06:05:00+07:00");

function refusedWith(code: number, attempts = 1, body = letter) {
  const refused = { code, message: "", action: actionFor(code) };
  return afterAnswer({ ok: false, refused }, body, { attempts, now: EVENING });
}

const BECOMES: Record<RefusalAction, object> = {
  "refresh-token": { outcome: "again" },
  "back-off": { outcome: "again" },
  retry: { outcome: "again", unsure: false },
  reupload: { outcome: "dead", tellOperator: true },
  "render-plain": { outcome: "again", readyAt: EVENING, letter: { messages: [{ text: "1. Có" }], plain: null } },
  "wait-for-person": { outcome: "held" },
  "drop-person": { outcome: "dead", tellOperator: false },
  "reschedule-morning": { outcome: "again", readyAt: MORNING },
  "tell-operator": { outcome: "dead", tellOperator: true },
  "give-up": { outcome: "dead", tellOperator: false },
};

describe("after a refusal", () => {
  it.each(KNOWN_CODES.oa)("Zalo %i", (code) => {
    expect(refusedWith(code)).toMatchObject(BECOMES[actionFor(code)]);
  });

  it("nobody has described is told to an operator", () => {
    expect(refusedWith(-987654)).toEqual({ outcome: "dead", fault: "Zalo -987654", tellOperator: true });
  });

  it("of plain text the operator is told", () => {
    expect(refusedWith(-233, 1, { ...letter, plain: null })).toMatchObject({ outcome: "dead", tellOperator: true });
  });

  it("the pauses grow to five minutes, and a passing failure is tried three times more", () => {
    const pauses = [1, 2, 5, 60].map((attempts) => refusedWith(-32, attempts));
    const seconds = pauses.map((one) => ("readyAt" in one ? (one.readyAt.getTime() - EVENING.getTime()) / 1000 : null));
    expect(seconds).toEqual([2, 4, 32, 300]);
    expect(refusedWith(-200, 3).outcome).toBe("again");
    expect(refusedWith(-200, 4).outcome).toBe("dead");
  });
});

describe("without an answer", () => {
  const silent = (outcomeUnknown: boolean, attempts: number) =>
    afterAnswer({ ok: false, unreachable: { reason: "timeout", outcomeUnknown } }, letter, { attempts, now: EVENING });

  it("what may have arrived waits for its echo and is given up sooner", () => {
    expect(silent(true, 1)).toMatchObject({ outcome: "again", unsure: true });
    expect(silent(true, 6)).toMatchObject({ outcome: "dead", tellOperator: true });
  });

  it("what never left is tried for hours", () => {
    expect(silent(false, 6)).toMatchObject({ outcome: "again", unsure: false });
    expect(silent(false, 100)).toMatchObject({ outcome: "dead", tellOperator: true });
  });
});
