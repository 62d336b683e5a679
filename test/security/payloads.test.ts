// Buttons typed by hand with arguments that break programs: names of an object's own parts, numbers no column holds.
// Whoever types them, at rest or in the middle of something, gets an answer; no step fails.
import { afterAll, beforeAll, expect, it } from "vitest";
import { HANDLERS } from "../../handlers/index.ts";
import type { AccountState } from "../../registry/accounts.ts";
import { actionsInCode } from "../handlers/payloads.ts";
import { commune } from "../setup/commune.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { accountOf, groundOfWalk, walk } from "../setup/walk.ts";

const [PARTS, NUMBER] = ["__proto__.constructor.toString", "99999999999999999999"];
const ACTIONS = [
  ...new Set([...actionsInCode(), ...[...HANDLERS.keys()].flatMap((name) => [`#${name}`, `#${name}.pick`])]),
];

const ground = groundOfWalk();
let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
  await commune(store, {
    people: { officer: "commune-officer", head: "village-head@Thôn An Lạc" },
    households: [{ head: "Phạm Thị Mão" }],
  });
});
afterAll(() => store.close());

const text = (words: string) => ({ kind: "message", content: "text", text: words, attachments: [] }) as never;

/** The account after some words, as the next message meets it. */
async function after(id: string, ...said: string[]): Promise<AccountState> {
  let account = await accountOf(ground, store, { id, language: "vi", consent: "2026-11-21", pausedUntil: null });
  for (const words of said) account = (await walk(ground, store, account, text(words))).account;
  return account;
}

it.each<[string, string[], string]>([
  ["officer", [], PARTS],
  ["head", ["nhà bà Mão sinh cháu hôm qua"], PARTS],
  ["head", ["nhà bà Mão sinh cháu hôm qua"], NUMBER],
])("%s after %j: %s", async (id, said, argument) => {
  const account = await after(id, ...said);
  const silent: string[] = [];
  for (const action of ACTIONS) {
    const { messages } = await walk(ground, store, account, text(`${action}.${argument}`));
    if (messages.length === 0) silent.push(`${action}.${argument}`);
  }
  expect(silent.filter((one) => !one.startsWith("#officer-present"))).toEqual([]);
});
