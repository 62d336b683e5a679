// What an attacker can type: every action that the code of the handlers names, with arguments and open questions that name a thing.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HANDLERS } from "../../handlers/index.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import type { OpenForm } from "../../registry/session.ts";
import type { Corner } from "../registry/rights/world.ts";

const ROOT = join(import.meta.dirname, "../..");
const library = loadLibrary(join(ROOT, "knowledge"));

/** Handlers that tell the law or mind the conversation: they ask the registry about nothing that an argument could name. */
const OF_THE_LAW = [
  "ask-criteria",
  "back",
  "cancel",
  "check-eligibility",
  "consent",
  "emergency",
  "entitlements",
  "erase-data",
  "fallback",
  "follow-up",
  "greeting",
  "language",
  "media",
  "menu",
  "refer-to-commune",
  "reopen",
  "resume",
  "sign-in",
  "stop-messages",
  "thanks",
];
const ASKING = [...HANDLERS.keys()].filter((name) => !OF_THE_LAW.includes(name));

/** Every "handler.action" that the code of the handlers names: in a payload, or where an action is told apart. */
export function actionsInCode(): string[] {
  const found = new Set<string>([...HANDLERS.keys()].map((name) => `${name}.start`));
  for (const file of readdirSync(join(ROOT, "handlers"))) {
    const code = readFileSync(join(ROOT, "handlers", file), "utf8");
    const own =
      /const NAME = "([a-z-]+)"/.exec(code)?.[1] ?? /\bname: "([a-z-]+)"/.exec(code)?.[1] ?? file.slice(0, -3);
    for (const [, name = own, action] of code.matchAll(/#(?:([a-z-]+)|\$\{(?:NAME|FORM)\})\.([a-z-]+)/g))
      found.add(`${name}.${action}`);
    for (const [, action] of code.matchAll(/(?:case |name === )"([a-z-]+)"/g)) found.add(`${own}.${action}`);
  }
  return [...found]
    .filter((one) => ASKING.includes(one.split(".")[0]!))
    .sort()
    .map((one) => `#${one}`);
}

export interface Things
  extends Omit<Corner, "report" | "complaint" | "request" | "announcement" | "provinceCode" | "head"> {
  number: number;
}

/** What exists nowhere. Its ids begin as the real ones do, because some actions read the first digits. */
export function unlike({ number: _, ...codes }: Things): Things {
  const other = (id: string) => id.replace(/.$/, (last) => (last === "9" ? "8" : "9"));
  return {
    ...(Object.fromEntries(Object.entries(codes).map(([kind, id]) => [kind, other(id)])) as typeof codes),
    number: 888_888,
  };
}

/** The arguments that name a thing, in every form that some action reads. */
export const argumentsFor = (one: Things): string[] => [
  String(one.number),
  `${one.number} tôi trả lời thay`,
  `${one.number}.refuse.${library.changes.reasons.refuse[0]!.id}`,
  `${one.number}.household.household.${one.householdId}`,
  `household.${one.householdId}`,
  one.householdId,
  one.linkId,
  one.stepId,
  one.caseId,
  `${one.caseId}.C1=yes`,
  one.roundId,
  `${one.roundId} ${one.householdId}`,
  `2026-01-01_2026-11-23_${one.communeCode}`,
  one.villageCode,
];

/** Questions that were opened while the person still had the right: an answer to each comes too late. */
export const formsFor = (one: Things): [Omit<OpenForm, "since">, string][] => [
  [{ handler: "review-reports", step: "refuse", data: { number: one.number } }, "không đúng"],
  [
    { handler: "review-reports", step: "decision", data: { number: one.number, target: "poor" } },
    "15/QĐ-UBND ngày 20/11/2026",
  ],
  [{ handler: "my-reports", step: "answer", data: { number: one.number } }, "đúng vậy"],
  [{ handler: "requests-desk", step: "write", data: { number: one.number } }, "chào bác"],
  [
    {
      handler: "complaints-desk",
      step: "confirm",
      data: { number: one.number, answer: "x", clause: "Nghị định 07/2021/NĐ-CP" },
    },
    "đúng",
  ],
  [
    { handler: "complaint", step: "confirm", data: { text: "x", receipt: null, report: one.number, commune: "11086" } },
    "đúng",
  ],
  [{ handler: "posting", step: "day", data: { step: one.stepId } }, "hôm nay"],
  [{ handler: "posting", step: "dispute", data: { step: one.stepId } }, "An"],
  [
    {
      handler: "village-meeting",
      step: "card",
      data: { step: one.stepId, said: { day: "2026-11-20", attended: "9", agreed: "9", minutes: "1" } },
    },
    "#village-meeting.save",
  ],
  [
    { handler: "sign-decision", step: "card", data: { round: one.roundId, number: "1/QĐ", on: "2026-11-20" } },
    "#sign-decision.sign",
  ],
  [{ handler: "review-household", step: "ask", data: { case: one.caseId, question: "C1" } }, "có"],
  [{ handler: "review-round", step: "add", data: { round: one.roundId } }, "Nguyễn Văn An 0"],
];

/** What an officer of the very commune gets something out of. */
export const OPEN_TO_OFFICER = [
  "#review-reports.open",
  "#complaints-desk.open",
  "#requests-desk.take",
  "#review-household.case",
  "#review-round.pick",
  "#summary.overview",
  "#confirm-link.yes",
];
