// Conversations as data, walked over the real wire: what is said, what must be heard, what must not. A handler that no
// dialogue reaches fails the build.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { HANDLERS } from "../handlers/index.ts";
import type { ChatMessage } from "../simulator/world.ts";
import { type CommunePlan, commune } from "./setup/commune.ts";
import { type Installation, startInstallation } from "./setup/installation.ts";
import { quiet, say } from "./setup/talk.ts";

const dialogueFile = z.array(
  z.strictObject({
    name: z.string(),
    /** The person agreed before the dialogue begins. */
    consent: z.boolean().default(false),
    /** A commune of its own, with people in roles and households (test/setup/commune.ts), by short names. */
    commune: z
      .strictObject({
        people: z.record(z.string(), z.string()).default({}),
        households: z
          .array(
            z.strictObject({
              head: z.string(),
              village: z.string().optional(),
              status: z.enum(["poor", "near_poor", "other"]).optional(),
              causes: z.array(z.string()).default([]),
              members: z.array(z.looseObject({ name: z.string() })).default([]),
              linked: z.array(z.string()).default([]),
            }),
          )
          .default([]),
      })
      .optional(),
    turns: z.array(
      z.strictObject({
        /** Who speaks, by the short name; the one person of the dialogue when nobody is named. */
        as: z.string().optional(),
        say: z.string(),
        hear: z.array(z.coerce.string()),
        not: z.array(z.string()).default([]),
        /** What others hear of it, by their short names. */
        told: z.record(z.string(), z.array(z.coerce.string())).default({}),
      }),
    ),
    /** Whether facts of the household may lie in the store afterwards. */
    kept: z.boolean().optional(),
  }),
);

const FOLDER = join(import.meta.dirname, "dialogues");
const files = readdirSync(FOLDER).map((file) => ({
  file,
  dialogues: dialogueFile.parse(parse(readFileSync(join(FOLDER, file), "utf8"))),
}));

let here: Installation;
beforeAll(async () => {
  here = await startInstallation();
});
afterAll(() => here.stop());

describe.each(files)("$file", ({ file, dialogues }) => {
  it.each(dialogues)("$name", async ({ name, consent, turns, kept, commune: plan }) => {
    const named = (short?: string) => [file, name, short ?? []].flat().join(" ");
    if (plan !== undefined) await commune(here.store, planFor(plan, named));
    const listeners = new Set(turns.flatMap(({ told }) => Object.keys(told)));
    for (const short of listeners) await say(here, named(short), "menu"); // Zalo lets those be told who wrote lately
    if (consent) await say(here, named(), "#consent.yes");
    for (const turn of turns) {
      const told = Object.keys(turn.told).map((short) => ({
        short,
        before: here.simulator.messagesTo(named(short)).length,
      }));
      const heard = asRead(await say(here, named(turn.as), turn.say));
      for (const words of turn.hear) expect(heard, `after "${turn.say}"`).toContain(words);
      for (const words of turn.not) expect(heard, `after "${turn.say}"`).not.toContain(words);
      for (const { short, before } of told) {
        const read = asRead(here.simulator.messagesTo(named(short)).slice(before));
        for (const words of turn.told[short]!) expect(read, `${short}, after "${turn.say}"`).toContain(words);
      }
    }
    if (kept === false) expect(await factsKept(named())).toEqual({});
  });
});

type Plan = NonNullable<(typeof files)[number]["dialogues"][number]["commune"]>;
let communes = 90_000;

/** The plan with the accounts of this dialogue, in a commune nobody else has. */
function planFor({ people, households }: Plan, named: (short: string) => string): CommunePlan {
  communes += 1;
  return {
    code: String(communes),
    people: Object.fromEntries(Object.entries(people).map(([short, role]) => [named(short), role])),
    households: households.map(({ village, status, ...one }) => ({
      ...one,
      ...(village === undefined ? {} : { village }),
      ...(status === undefined ? {} : { status }),
      linked: one.linked.map(named),
    })),
  };
}

function asRead(messages: readonly ChatMessage[]): string {
  return messages.flatMap(({ text, buttons }) => [text, ...buttons.map(({ title }) => title)]).join("\n");
}

it("answers every kind of message that is not words, and makes room for an officer", async () => {
  const person = here.simulator.person("media");
  await person.sticker({ stickerId: "46a4e98b4ecea790fedf" });
  await person.location(21.0, 105.8);
  await here.simulator.waitForMessages("media", 2);
  await quiet(here);
  here.simulator.officer.reply("media", "Chào bác, tôi là cán bộ xã.");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await say(here, "media", "thế còn giấy tờ thì sao"))[0]?.text).toContain("Cán bộ đang trả lời");
  expect((await say(here, "media", "menu"))[0]?.text).toContain("An Sinh giúp được");
});

it("opens an answer again by its code, for the one it was given to and nobody else", async () => {
  await say(here, "giver", "#consent.yes");
  await say(here, "giver", "#entitlements.field.credit");
  const [told] = await say(here, "giver", "Hộ nghèo");
  const code = /Mã trả lời: (\S+)/.exec(told!.text)![1]!;
  const [again] = await say(here, "giver", `cho tôi xem lại mã ${code.toLowerCase()}`);
  expect(again?.text).toContain(told?.text);
  const [other] = await say(here, "another", `mã ${code}`);
  expect(other?.text).toContain("không còn giữ");
});

it("has reached every handler by now", async () => {
  const metrics = await (await fetch(`${here.url}/metrics`)).text();
  const reached = new Set([...metrics.matchAll(/ansinh_turns_total\{handler="([^"]+)"\}/g)].map((match) => match[1]));
  expect([...HANDLERS.keys()].filter((name) => !reached.has(name))).toEqual([]);
});

/** The facts of the household and its members in the person's stored session. */
async function factsKept(accountId: string): Promise<object> {
  const row = await here.store.client.session.findUniqueOrThrow({ where: { accountId } });
  const { household, members } = JSON.parse(here.store.seal.open(row.stateSealed));
  return members.length === 0 ? household : { household, members };
}
