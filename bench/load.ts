// People who write: signed events, posted in a burst or at a steady rate over connections that stay open.
import { Agent, request } from "node:http";
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

/** Posts everything, `atOnce` at a time. Throws when the webhook does not take one. */
export async function burst(url: string, events: Buffer[], atOnce: number): Promise<void> {
  const queue = [...events];
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const post = async () => {
    for (let event = queue.pop(); event !== undefined; event = queue.pop()) await send(url, event, agent);
  };
  await Promise.all(Array.from({ length: atOnce }, post));
  agent.destroy();
}

/** Posts one event every 1/perSecond s whatever the answers do; returns the milliseconds each answer took, sorted. */
export async function steady(url: string, events: Buffer[], perSecond: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const began = performance.now();
  const timed = events.map(async (event, index) => {
    const due = began + (index * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const sent = performance.now();
    await send(url, event, agent);
    return performance.now() - sent;
  });
  const took = await Promise.all(timed);
  agent.destroy();
  return took.sort((a, b) => a - b);
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
