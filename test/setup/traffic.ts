// Many people who each write several things at once, and how to tell from what they got back whether each thing was
// answered, once, and in the order in which they wrote.
import { join } from "node:path";
import { createTexts } from "../../bot/texts.ts";
import type { ChatMessage } from "../../simulator/world.ts";
import type { OutsideZalo } from "./outside-zalo.ts";
import { shuffled } from "./random.ts";

type Simulator = OutsideZalo["simulator"];
type Person = ReturnType<Simulator["person"]>;

/** What can be written, each with an answer of its own that does not depend on what came before. */
const ASKS: Record<string, (person: Person) => ReturnType<Person["text"]>> = {
  "menu:title": (person) => person.text("menu"),
  "cancel:nothing": (person) => person.text("hủy"),
  "media:sticker": (person) => person.sticker({ stickerId: "s1", url: "https://example.org/s1" }),
  "media:voice": (person) => person.audio({ url: "https://example.org/a1" }),
  "media:location": (person) => person.location(20.9, 106.4),
};

const texts = createTexts(join(import.meta.dirname, "../../knowledge/texts"));
const FORMS = { you: "bác", You: "Bác" };
const ANSWERS = new Map(Object.keys(ASKS).map((key) => [texts.say("vi", key, FORMS), key]));

/** One event as Zalo would post it. */
export interface Parcel {
  body: Buffer;
  signature: string;
}

/** What one person writes, in order, and the answers that this must bring. */
export interface Script {
  personId: string;
  parcels: Parcel[];
  answers: string[];
}

/** Lets `people` persons each write `each` different things, at instants of their own, without delivering them yet. */
export async function writeScripts(
  { simulator, clock }: OutsideZalo,
  { people, each, random }: { people: number; each: number; random: () => number },
): Promise<Script[]> {
  const webhookUrl = simulator.webhookUrl;
  simulator.webhookUrl = null; // dropped events still show the bytes that would have been posted
  const scripts: Script[] = [];
  for (let index = 0; index < people; index += 1) {
    const personId = String(7_000_000_000_000_000 + index);
    const answers = shuffled(Object.keys(ASKS), random).slice(0, each);
    const parcels: Parcel[] = [];
    for (const key of answers) {
      clock.advance(10);
      const { delivery } = await ASKS[key]!(simulator.person(personId));
      parcels.push(delivery!);
    }
    scripts.push({ personId, parcels, answers });
  }
  simulator.webhookUrl = webhookUrl;
  return scripts;
}

/** Posts one parcel; resolves true when the webhook took it. */
export async function deliver(simulator: Simulator, { body, signature }: Parcel): Promise<boolean> {
  return (await simulator.webhook.sendRaw("scripted", body, signature)).outcome === "delivered";
}

/** Posts everything, `atOnce` at a time, to the given webhooks in turn; returns how many were not taken. */
export async function deliverAll(
  simulator: Simulator,
  parcels: readonly Parcel[],
  { atOnce, webhooks }: { atOnce: number; webhooks: readonly string[] },
): Promise<number> {
  const queue = [...parcels];
  let refused = 0;
  const lane = async () => {
    for (let parcel = queue.pop(); parcel !== undefined; parcel = queue.pop()) {
      simulator.webhookUrl = webhooks[queue.length % webhooks.length]!; // read at once by the call below
      if (!(await deliver(simulator, parcel))) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return refused;
}

/** Which answers a person got, in order, by the keys of their texts; an answer to nothing they wrote is "?". */
export function answersTo(simulator: Simulator, personId: string): string[] {
  return simulator.messagesTo(personId).map(({ text }: ChatMessage) => ANSWERS.get(text) ?? `? ${text}`);
}

/** Resolves when every person of `scripts` has an answer to each thing they wrote (one that came twice counts once), or when nothing new came for `quietMs`. */
export async function settled(simulator: Simulator, scripts: readonly Script[], quietMs: number): Promise<void> {
  const count = () => scripts.map(({ personId }) => simulator.messagesTo(personId).length);
  const complete = () =>
    scripts.every(({ answers, personId }) => new Set(answersTo(simulator, personId)).size >= answers.length);
  let [last, since] = [-1, performance.now()];
  while (!complete() && performance.now() - since < quietMs) {
    const now = count().reduce((sum, one) => sum + one, 0);
    if (now !== last) [last, since] = [now, performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
