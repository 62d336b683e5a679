// Many hostile webhooks through the real road: read, seal checked, understood, and for some a step taken or the whole way by HTTP. `npm run
// fuzz` sends a million, a test some thousands.
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { loadLanguage } from "../../bot/understanding/language.ts";
import type { ZaloEvent } from "../../bot/zalo/event-types.ts";
import { readEvent, sealedFields } from "../../bot/zalo/events.ts";
import { readJson } from "../../bot/zalo/json.ts";
import { verifySignature } from "../../bot/zalo/signature.ts";
import { clean } from "../../foundation/vietnamese.ts";
import type { AccountState } from "../../registry/accounts.ts";
import type { Running } from "../../server.ts";
import { type FuzzCase, fuzzCases } from "./fuzz-cases.ts";
import { hardMessages } from "./hard-messages.ts";
import { populate, stepOf, WALKERS } from "./random-walk.ts";
import { quiet } from "./talk.ts";
import { accountOf, groundOfWalk } from "./walk.ts";

/** The simulated account of config.ts. */
const ZALO = { appId: "1000000000000000001", oaId: "2000000000000000001", secretKey: "simulated-oa-secret-key" };
const STEP_KINDS: readonly ZaloEvent["kind"][] = [
  "message",
  "follow",
  "unfollow",
  "chatnow",
  "withdraw",
  "submit-info",
  "takeover",
];

/** How much is sent; of the events that can be read, each `stepEvery`th is answered here and each `postEvery`th by the server. */
export interface FuzzRun {
  cases: number;
  slice: number;
  seed: number;
  stepEvery: number;
  postEvery: number;
  /** Called after each slice. */
  done?: (slice: FuzzSlice) => void;
}

/** What a slice showed. Heap and memory in MB, after collecting what is not used. */
export interface FuzzSlice {
  cases: number;
  heap: number;
  memory: number;
  seen: FuzzSeen;
}

/** What became of the cases so far, and the slowest of each stage by this thread's processor time. */
export interface FuzzSeen {
  outcomes: Record<string, number>;
  slowest: Record<string, { ms: number; input: string }>;
}

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;
const ground = groundOfWalk();

/** Sends all; throws at the first that breaks a promise, with its seed and the smallest body that does. */
export async function fuzz(here: Running, run: FuzzRun): Promise<FuzzSlice[]> {
  await populate(here.store);
  const sentences = loadLanguage()
    .utterances()
    .map(({ text }) => text);
  const texts = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...sentences) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
    { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 200 }) },
    { weight: 1, arbitrary: hardMessages(sentences) },
  );
  const cases = fuzzCases(ZALO, await genuineBodies(here), texts);
  const seen: FuzzSeen = { outcomes: {}, slowest: {} };
  const slices: FuzzSlice[] = [];
  for (let sent = 0; sent < run.cases; sent += run.slice) {
    const send = await sender(here, run, seen);
    await fc.assert(fc.asyncProperty(cases, send), { numRuns: run.slice, seed: run.seed + sent, endOnFailure: false });
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    const slice = { cases: sent + run.slice, heap: Math.round(heapUsed / 1e6), memory: Math.round(rss / 1e6), seen };
    slices.push(slice);
    run.done?.(slice);
  }
  await quiet(here as Parameters<typeof quiet>[0]);
  assert.equal(
    await here.store.client.inboundEvent.count({ where: { state: "dead" } }),
    0,
    "an event became a dead letter",
  );
  return slices;
}

/** One case through the road, for people who begin anew with each slice. */
async function sender({ url, store }: Running, { stepEvery, postEvery }: FuzzRun, seen: FuzzSeen) {
  const accounts: AccountState[] = [];
  for (const id of WALKERS)
    accounts.push(await accountOf(ground, store, { id, language: "vi", consent: "1", pausedUntil: null }));
  let read = 0;
  let posted = 0;
  const timed = async <T>(stage: string, { body }: FuzzCase, work: () => T | Promise<T>): Promise<T> => {
    const began = process.threadCpuUsage();
    const result = await work();
    const { user, system } = process.threadCpuUsage(began);
    const ms = (user + system) / 1000;
    if (ms > (seen.slowest[stage]?.ms ?? 0))
      seen.slowest[stage] = { ms, input: `${body.length} bytes: ${JSON.stringify(body.toString().slice(0, 300))}` };
    return result;
  };
  return async (one: FuzzCase): Promise<void> => {
    const reading = await timed("read", one, () => readRequest(one));
    const outcome = "outcome" in reading ? reading.outcome : `read ${reading.event.kind}`;
    seen.outcomes[outcome] = (seen.outcomes[outcome] ?? 0) + 1;
    posted += 1;
    if (posted % postEvery === 0) await timed("post", one, () => post(url, one));
    if (!("event" in reading)) return;
    const { event } = reading;
    if (event.kind === "message")
      await timed("understand", one, () => ground.understand(clean(event.text), { today: ground.clock.today() }));
    if (!STEP_KINDS.includes(event.kind)) return;
    read += 1;
    const at = read % accounts.length;
    if (read % stepEvery === 0) accounts[at] = await timed("step", one, () => stepOf(store, accounts[at]!, event));
  };
}

/** As bot/webhook.ts reads a request; the seal is judged rightly. */
function readRequest({ body, seal, genuine }: FuzzCase): { event: ZaloEvent } | { outcome: string } {
  const json = readJson(body);
  if (!json.ok) return { outcome: "unreadable" };
  const { appId, timestamp } = sealedFields(json.json);
  const believed = appId === ZALO.appId && verifySignature(seal, ZALO.appId, body, timestamp, ZALO.secretKey);
  assert.equal(believed, genuine, "the seal is judged wrongly");
  if (!believed) return { outcome: "wrong seal" };
  const reading = readEvent(json.json, ZALO.oaId);
  return reading.status === "read" ? { event: reading.event } : { outcome: reading.status };
}

/** The same by HTTP: refused or taken as it should be, never a fault. */
async function post(url: string, { body, seal, genuine }: FuzzCase): Promise<void> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    connection: "close", // an idle connection ends while it is taken up again, on a machine this busy
    ...(seal === undefined ? {} : { "X-ZEvent-Signature": seal }),
  };
  const { status } = await fetch(`${url}/webhook/zalo`, { method: "POST", headers, body: new Uint8Array(body) });
  assert.equal(status, readJson(body).ok ? (genuine ? 200 : 401) : 400);
}

/** One body of each kind that the simulated Zalo sends, written but not sent. */
async function genuineBodies({ simulator }: Running): Promise<object[]> {
  const webhookUrl = simulator!.webhookUrl;
  simulator!.webhookUrl = null;
  const person = simulator!.person("4900000000000000007");
  const media = { url: "https://example.org/a.jpg", thumbnail: "https://example.org/b.jpg" };
  const acts = [
    person.chatnow(),
    person.text("xin chào"),
    person.text("chào", "9"),
    person.image(media, "ảnh"),
    person.gif(media),
  ];
  acts.push(
    person.link("https://example.org"),
    person.file({ ...media, name: "a.pdf", size: 12 }),
    person.audio(media),
    person.video(media),
  );
  acts.push(person.sticker({ stickerId: "s1", ...media }), person.location(20.9, 106.4), person.card("0900000001"));
  acts.push(
    person.follow(),
    person.unfollow(),
    person.withdraw(),
    person.submitInfo({ name: "An", phone: "0900000001" }),
  );
  const done = await Promise.all(acts);
  simulator!.webhookUrl = webhookUrl;
  const written = done.flatMap(({ delivery }) =>
    delivery === null ? [] : [JSON.parse(delivery.body.toString()) as Record<string, unknown>],
  );
  const text = written.find((body) => body.event_name === "user_send_text")!;
  const ours = { ...text, sender: text.recipient, recipient: text.sender };
  const status = (event_name: string, message: object) => ({ ...ours, event_name, message });
  return [
    ...written,
    { ...ours, event_name: "oa_send_text" },
    { ...ours, event_name: "oa_send_text", sender: { id: ZALO.oaId, admin_id: "77" } },
    status("user_received_message", { msg_id: "1" }),
    status("user_seen_message", { msg_ids: ["1", "2"] }),
    { ...text, event_name: "user_reacted_message", message: { msg_id: "1", react_icon: "/-heart" } },
    { app_id: ZALO.appId, oa_id: ZALO.oaId, event_name: "add_user_to_tag", tag: { name: "x", user_ids: ["7"] } },
  ];
}
