// No message keeps the others waiting: what is read of one is bounded, and reading it costs the same for each letter however it is made.
import { join } from "node:path";
import { expect, it } from "vitest";
import { route } from "../../bot/route.ts";
import type { Understanding } from "../../bot/understanding/types.ts";
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

/** As many letters as an event may bring. */
const LONGEST = 10_000;
/** As many as are understood (bot/understanding/normalize.ts). */
const READ = 500;

const of = (piece: string, letters: number) => piece.repeat(Math.ceil(letters / piece.length)).slice(0, letters);

const meant = ({ intents, domains, decision, slots, reports }: Understanding) => ({
  intents,
  domains,
  decision,
  slots,
  reports,
});

it.each(PIECES)(
  "%j, over and over, finds somebody who answers, and no more of it is understood than is read",
  (piece) => {
    const [text, read] = [of(piece, LONGEST), of(piece, READ)];
    const session = { ...newSession("vi"), about: { code: "7KQ2-M4TB" } };
    const message = { kind: "text", text, attachments: [] };
    const understood = understand(text);
    expect([...HANDLERS.keys()]).toContain(
      route(HANDLERS, { ...library, message, understood, session, paused: false, stale: false } as never).handler.name,
    );
    expect(meant(understood)).toEqual(meant(understand(read)));
  },
);

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
