import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifySignature } from "../../bot/zalo/signature.ts";
import type { VariantKind } from "../../simulator/variants.ts";
import { startReceiver } from "./receiver.ts";
import { APP, HOUR, openTown, type Town } from "./town.ts";

const MINUTE = 60_000;

let town: Town;
beforeEach(async () => {
  town = await openTown({ webhookDeadlineMs: 150 });
});
afterEach(() => town.close());

async function pass(milliseconds: number): Promise<void> {
  town.clock.advance(milliseconds);
  await town.simulator.webhook.idle();
}

it("an event is signed over its raw bytes", async () => {
  await town.simulator.person("1001").text("Hộ nghèo\n2.000 đồng / tháng");
  const [{ body, headers, event } = { body: "", headers: {}, event: { event_name: "" } }] = town.receiver.received;
  const mac = String(headers["x-zevent-signature"]);
  expect(verifySignature(mac, APP.appId, body, String(event.timestamp), APP.oaSecretKey)).toBe(true);
  expect(verifySignature(mac, APP.appId, `${body} `, String(event.timestamp), APP.oaSecretKey)).toBe(false);
  expect(headers).not.toHaveProperty("num_retry");
});

describe("an event that is not taken", () => {
  it("comes again after 30 s, 5, 15, 30 and 60 minutes with the same bytes; then the webhook is off", async () => {
    town.receiver.status = 500;
    await town.simulator.person("1001").text("có ai không");
    const waits = [30_000, 5 * MINUTE - 30_000, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE];
    for (const [index, wait] of waits.entries()) {
      await pass(wait - 1);
      expect(town.receiver.received).toHaveLength(index + 1);
      await pass(1);
      expect(town.receiver.received).toHaveLength(index + 2);
    }
    const { received } = town.receiver;
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers["x-zevent-signature"])).size).toBe(1);
    expect(received.map(({ headers }) => headers.num_retry)).toEqual([undefined, "1", "2", "3", "4", "5"]);
    expect([town.simulator.webhook.disabled, town.simulator.webhook.pending.size]).toEqual([true, 0]);

    town.receiver.status = 200;
    expect((await town.simulator.person("1001").text("alo")).delivery?.outcome).toBe("dropped");
    town.simulator.webhook.enable();
    expect((await town.simulator.person("1001").text("alo")).delivery?.outcome).toBe("delivered");
  });

  it("is delivered by a redelivery and then left alone", async () => {
    town.receiver.status = 503;
    const { delivery } = await town.simulator.person("1001").text("a");
    town.receiver.status = 200;
    await pass(30_000);
    expect(delivery).toMatchObject({ outcome: "delivered", attempts: 2 });
    await pass(2 * HOUR);
    expect(town.receiver.received).toHaveLength(2);
  });

  it("may have been answered too late", async () => {
    town.receiver.status = null;
    const { delivery } = await town.simulator.person("1001").text("a");
    expect(delivery).toMatchObject({ outcome: "pending", status: null });
    expect(town.simulator.webhook.attempts.at(-1)?.result).toEqual({ kind: "late" });
  });

  it("with retryOn connect comes again only when there was no connection", async () => {
    town.simulator.settings.retryOn = "connect";
    town.receiver.status = 500;
    expect((await town.simulator.person("1001").text("a")).delivery?.outcome).toBe("failed");
    await town.receiver.close();
    const { delivery } = await town.simulator.person("1001").text("b");
    expect(delivery?.outcome).toBe("pending");
    town.receiver = await startReceiver(Number(new URL(town.receiver.url).port));
    await pass(30_000);
    expect(delivery?.outcome).toBe("delivered");
  });
});

describe("after the OA sends", () => {
  it("the webhook hears the echo and the receipt, and that it was seen while the chat is open", async () => {
    const { data } = await town.cs({ text: "Chào bác" });
    town.simulator.person("1001").open();
    await town.cs({ text: "Bác cần gì" });
    await town.simulator.webhook.idle();
    expect(town.receiver.names().sort()).toEqual(
      ["oa_send_text", "oa_send_text", "user_received_message", "user_received_message", "user_seen_message"].sort(),
    );
    const echo = town.receiver.received.find(({ event }) => event.event_name === "oa_send_text")?.event;
    expect(echo).toMatchObject({
      sender: { id: APP.oaId },
      recipient: { id: "1001" },
      message: { msg_id: data.message_id },
    });
    expect(echo?.sender).not.toHaveProperty("admin_id");
  });

  it("a quiet simulator says none of it", async () => {
    town.simulator.settings.quiet = { echo: true, received: true, seen: true };
    town.simulator.person("1001").open();
    await town.cs({ text: "Chào bác" });
    await town.simulator.webhook.idle();
    expect(town.receiver.names()).toEqual([]);
  });

  it("an officer who answers by hand is named in the echo", async () => {
    town.simulator.officer.reply("1001", "Tôi là cán bộ", "77");
    await town.simulator.webhook.idle();
    const echo = town.receiver.received.find(({ event }) => event.event_name === "oa_send_text")?.event;
    expect(echo?.sender).toEqual({ id: APP.oaId, admin_id: "77" });
  });
});

describe("odd deliveries", () => {
  const verdicts: Record<string, boolean> = {
    "tampered-body": false,
    "wrong-secret": false,
    "no-signature": false,
    "wrong-app-id": false,
    "old-timestamp": true,
    "number-ids": true,
    "escaped-slashes": true,
    "escaped-unicode": true,
    "unknown-event": true,
    "missing-fields": true,
    "no-timestamp": true,
    duplicate: true,
  };

  it("are all in this table", () => {
    expect([...town.simulator.variants.kinds].sort()).toEqual(Object.keys(verdicts).sort());
  });

  it.each(Object.entries(verdicts))("%s: correct signature %s", async (kind, good) => {
    await town.simulator.variants.send(kind as VariantKind, "1001", "thôn 1/2 ở đâu");
    expect(town.receiver.received).toHaveLength(kind === "duplicate" ? 2 : 1);
    for (const { body, headers, event } of town.receiver.received) {
      const timestamp = event.timestamp === undefined ? "" : String(event.timestamp);
      const mac = headers["x-zevent-signature"] as string | undefined;
      expect(verifySignature(mac, APP.appId, body, timestamp, APP.oaSecretKey)).toBe(good);
    }
  });

  it.each(["escaped-slashes", "escaped-unicode"] as const)("%s does not survive being written again", async (kind) => {
    await town.simulator.variants.send(kind, "1001", "thôn 1/2 ở đâu");
    const { body } = town.receiver.received[0]!;
    expect(JSON.stringify(JSON.parse(body))).not.toBe(body);
    expect(body).toContain(kind === "escaped-slashes" ? "1\\/2" : "th\\u00f4n");
  });

  it("number-ids carries bare numbers", async () => {
    await town.simulator.variants.send("number-ids", "7123456789012345678", "a");
    expect(town.receiver.received[0]?.body).toMatch(/"id":7123456789012345678\b/);
  });
});
