// People who write: signed events, posted in a burst or at a steady rate over connections that stay open.
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { signature } from "../bot/zalo/signature.ts";
import { ACCOUNT } from "./account.ts";

/** Each brings exactly one answer from any state of a conversation. */
const TEXTS = ["menu", "hủy", "gặp cán bộ", "cảm ơn", "chuẩn nghèo là gì"];

let made = 0;

/** `count` events of `people` persons in turn, who say different things at any one time; no event is the same twice. */
export function makeEvents(count: number, people: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    made += 1;
    const event = {
      app_id: ACCOUNT.appId,
      sender: { id: String(8_000_000_000_000_000 + (index % people)) },
      user_id_by_app: "5000",
      recipient: { id: ACCOUNT.oaId },
      event_name: "user_send_text",
      message: {
        text: TEXTS[(index + Math.floor(index / people)) % TEXTS.length],
        msg_id: made.toString(16).padStart(20, "0"),
      },
      timestamp: String(Date.now()),
    };
    return Buffer.from(JSON.stringify(event));
  });
}

const AT_ONCE = 50;

/** Posts everything, to each of `urls` in turn, and returns when Zalo has all answers. Throws when the webhook does not take one. */
export async function answeredAll(urls: string[], zaloUrl: string, events: Buffer[]): Promise<void> {
  const before = await countOf(zaloUrl);
  const queue = [...events];
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const post = async () => {
    for (let event = queue.pop(); event !== undefined; event = queue.pop())
      await send(urls[queue.length % urls.length]!, event, agent);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
  agent.destroy();
  await counted(zaloUrl, before + events.length);
}

/** Returns when Zalo has been told `count` messages in all; throws after two minutes. */
export async function counted(zaloUrl: string, count: number): Promise<void> {
  const patience = performance.now() + 120_000;
  while ((await countOf(zaloUrl)) < count) {
    if (performance.now() > patience) throw new Error(`${await countOf(zaloUrl)} of ${count} answers came`);
    await sleep(10);
  }
}

/** How many messages Zalo was told. */
export async function countOf(zaloUrl: string): Promise<number> {
  return Number(await (await fetch(zaloUrl)).text());
}

/** How long each webhook call took in milliseconds, and when (Date.now) each person wrote. */
export interface Steady {
  acknowledgedMs: number[];
  writtenAt: Map<string, number[]>;
}

/** Posts one event every 1/perSecond s whatever the answers do, to each of `urls` in turn. */
export async function steady(urls: string[], events: Buffer[], perSecond: number): Promise<Steady> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const writtenAt = new Map<string, number[]>();
  const began = performance.now();
  const timed = events.map(async (event, index) => {
    const due = began + (index * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const { sender } = JSON.parse(event.toString("utf8")) as { sender: { id: string } };
    writtenAt.set(sender.id, [...(writtenAt.get(sender.id) ?? []), Date.now()]);
    const sent = performance.now();
    await send(urls[index % urls.length]!, event, agent);
    return performance.now() - sent;
  });
  const acknowledgedMs = await Promise.all(timed);
  agent.destroy();
  return { acknowledgedMs, writtenAt };
}

function send(url: string, body: Buffer, agent: Agent): Promise<void> {
  const { timestamp } = JSON.parse(body.toString("utf8")) as { timestamp: string };
  const headers = {
    "content-type": "application/json",
    "content-length": String(body.length),
    "x-zevent-signature": signature(ACCOUNT.appId, body, timestamp, ACCOUNT.secretKey),
  };
  return new Promise((resolve, reject) => {
    const post = request(`${url}/webhook/zalo`, { method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`the webhook answered ${response.statusCode}`));
      });
    });
    post.on("error", reject).end(body);
  });
}
