// No message keeps the others waiting: what is read of one is bounded, and reading it costs the same for each letter however it is made.
import { join } from "node:path";
import { expect, it } from "vitest";
import { route } from "../../bot/route.ts";
import { openUnderstanding } from "../../bot/understanding/understand.ts";
import { readEvent } from "../../bot/zalo/events.ts";
import { readJson } from "../../bot/zalo/json.ts";
import { HANDLERS } from "../../handlers/index.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { newSession } from "../../registry/session.ts";

const library = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const understand = openUnderstanding();

/** What stands in the patterns of codes, orders, commands, dates, names, amounts and follow-ups, half-finished. */
const PIECES = ["a", "ậ ", "0", "1/", " ", "abcd-", "7KQ2 ", "hủy ", "ngày 1/", "x@x.", "nhà ông ", "nếu ", "\u0301"];

/** Processor time in milliseconds of understanding and routing a text. */
function cost(text: string): number {
  const session = { ...newSession("vi"), about: { code: "7KQ2-M4TB" } };
  const message = { kind: "text", text, attachments: [] };
  const before = process.cpuUsage().user;
  const told = { message, understood: understand(text), session, paused: false, stale: false };
  route(HANDLERS, { ...library, ...told } as never);
  return (process.cpuUsage().user - before) / 1000;
}

const of = (piece: string, letters: number) => piece.repeat(Math.ceil(letters / piece.length)).slice(0, letters);

it("a longer text costs in proportion", () => {
  for (const piece of PIECES) {
    const least = (letters: number) => Math.min(...[0, 1].map(() => cost(of(piece, letters))));
    // Twice the square of the growth would be sixteen times; what is small is noise.
    expect([piece, least(6000) / Math.max(least(1500), 3)]).toEqual([
      piece,
      expect.toSatisfy((times: number) => times < 12),
    ]);
  }
});

it("of a text of a megabyte only so much is read as any person can write", () => {
  const message = { text: "hộ nghèo ".repeat(110_000), msg_id: "1" };
  const event = {
    event_name: "user_send_text",
    app_id: "1",
    sender: { id: "2" },
    recipient: { id: "3" },
    message,
    timestamp: "1",
  };
  const body = readJson(JSON.stringify(event));
  const reading = readEvent(body.ok ? body.json : null, "3");
  const text = reading.status === "read" && reading.event.kind === "message" ? reading.event.text : "";
  expect(text).toHaveLength(10_000);
});
