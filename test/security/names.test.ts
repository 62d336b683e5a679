// Names, addresses and messages are words, whatever they look like: a household whose head is called like a command, a button, a
// statement or a page does nothing to whoever reads of it.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { route } from "../../bot/route.ts";
import { speak } from "../../bot/speak.ts";
import { createTexts } from "../../bot/texts.ts";
import { openUnderstanding } from "../../bot/understanding/understand.ts";
import { HANDLERS } from "../../handlers/index.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { newSession } from "../../registry/session.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { say } from "../setup/talk.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");

const NAMES = [
  "#review-reports.approve.1",
  "Hủy",
  "Robert'); DROP TABLE household; --",
  `"><script>alert(1)</script><img src=x onerror=alert(1)>`,
  "Trần\n✅ Xã đã duyệt\u001b[31m",
  "\u202Eạm\u2066",
  "{{you}} $t(menu:title) %s %{1+1}",
  "Ộ".repeat(900),
];

describe("a word that always wins", () => {
  const library = loadLibrary(KNOWLEDGE);
  const understand = openUnderstanding();
  const answering = (text: string, title: string) => {
    const session = { ...newSession("vi"), choices: [{ title, payload: "#review-reports.approve.1" }] };
    const message = { kind: "text", text, attachments: [] } as const;
    const told = { message, understood: understand(text), session, paused: false, stale: false };
    return route(HANDLERS, { ...library, ...told } as never).handler.name;
  };

  it.each([
    ["hủy", "cancel"],
    ["menu", "menu"],
    ["gặp cán bộ", "talk-to-officer"],
    ["xóa dữ liệu", "erase-data"],
    ["dừng nhắn", "stop-messages"],
  ])("%s is not taken by a household of that name", (word, handler) => {
    expect(answering(word, word.toUpperCase())).toBe(handler);
    expect(answering("Ông Tám", "Ông Tám")).toBe("review-reports");
  });
});

it("a choice called by a name stays on one line, without marks that turn it round", () => {
  const texts = createTexts(join(KNOWLEDGE, "texts"));
  const choices = NAMES.map((title) => ({ title, payload: "#menu" as const }));
  const spoken = speak(texts, { language: "vi", you: "bác", replies: [{ key: "menu:officer", choices }] });
  for (const { title } of spoken.choices) expect(title).not.toMatch(/[\n\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
  expect(spoken.choices.map(({ title }) => title)).toContain("{{you}} $t(menu:title) %s %{1+1}");
});

/** What was said, its own line ends apart. */
const textOf = (messages: readonly { text: string }[]) =>
  messages.map(({ text }) => text.replace(/\n/g, " ⏎ ")).join("");
/** A name as it may be shown. */
const shown = (name: string) => name.replace(/\n/g, " ").replace(/[\p{Cc}\u202E\u2066]/gu, "");

describe("households called so", () => {
  let here: Installation;
  let place: Commune;
  beforeAll(async () => {
    here = await startInstallation("embedded", { LOG_LEVEL: "info" });
    const households = NAMES.map((head, at) => ({ head, linked: [`citizen-${at}`] }));
    place = await commune(here.store, { people: { officer: "commune-officer" }, households });
  });
  afterAll(() => here.stop());

  it.each(NAMES.map((name, at) => [name.slice(0, 30), name, at] as const))(
    "%j are words in the chat",
    async (_, name, at) => {
      const answer = await say(here, `citizen-${at}`, "hộ của tôi").then(textOf);
      expect(answer).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      expect(answer).toContain(shown(name).slice(0, 200));
    },
  );

  it("are words on the pages", async () => {
    const me = await visitor(here, place.people.get("officer")!);
    for (const id of place.households.values()) {
      const { status, text } = await me.get(`/households/${id}`);
      expect(status).toBe(200);
      expect(text).not.toMatch(/<script>alert|<img src=x/);
    }
    const { text } = await me.get(`/search?${new URLSearchParams({ name: NAMES[3]! })}`);
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toMatch(/<script>alert|<img src=x/);
  });

  it("are all still there", async () => {
    expect(await here.store.client.household.count()).toBe(NAMES.length);
  });
});
