// How well the messages of the fresh sets, never trained on, and those of an outside sample file are understood.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Understand } from "../bot/understanding/types.ts";
import { day } from "../foundation/day.ts";
import { type GoldReport, macroF1, percent, slotScore } from "./understand-measures.ts";

const labelled = z.record(z.string(), z.array(z.string()));
const goldReport = z.object({
  text: z.string(),
  style: z.string(),
  type: z.array(z.string()),
  head: z.string().nullable().default(null),
  date: z.string().nullable().default(null),
  people: z.number().nullable().default(null),
  village: z.string().nullable().default(null),
  amount: z.number().nullable().default(null),
});
const freshFile = z.object({
  as_of: z.string(),
  messages: z.record(z.string(), labelled),
  several: z.array(z.object({ text: z.string(), intents: z.array(z.string()), domains: z.array(z.string()) })),
  reports: z.array(goldReport),
});
const sampleReport = z.object({
  household_head: z.string().nullable(),
  change_type: z.string(),
  date: z.string().nullable(),
  people: z.number().nullable(),
  village: z.string().nullable(),
  amount: z.number().nullable(),
});
const sampleFile = z.object({
  meta: z.object({ as_of: z.string() }),
  utterances: z.array(
    z.object({
      text: z.string(),
      style: z.array(z.string()),
      intents: z.array(z.string()),
      domains: z.array(z.string()).default([]),
      reports: z.array(sampleReport).default([]),
    }),
  ),
});

/** One message with everything that should be understood of it. */
export interface GoldMessage {
  text: string;
  style: string;
  intents: string[];
  domains: string[];
  reports: Omit<GoldReport, "text">[];
}

interface GoldSet {
  today: string;
  messages: GoldMessage[];
}

/** Messages of the project's own that were written before any reading of them was seen: the first set or the second. */
export function readFresh(name: "understand-fresh.yaml" | "understand-fresh2.yaml"): GoldSet {
  const file = freshFile.parse(parse(readFileSync(new URL(name, import.meta.url), "utf8")));
  const single = Object.entries(file.messages).flatMap(([style, labels]) =>
    Object.entries(labels).flatMap(([label, texts]) => {
      const [intent, domain] = label.split("/");
      return texts.map((text) => ({ text, style, intents: [intent!], domains: domain ? [domain] : [], reports: [] }));
    }),
  );
  const several = file.several.map((row) => ({ ...row, style: "several", reports: [] }));
  const reports = file.reports.map(({ text, style, type, ...slots }) => ({
    text,
    style,
    intents: ["report-change"],
    domains: [],
    reports: type.map((one) => ({ ...slots, type: one })),
  }));
  return { today: file.as_of, messages: [...single, ...several, ...reports] };
}

/** A file in the form of the published sample ("utterances" with intents, domains and reports). */
export function readSample(path: string): GoldSet {
  const file = sampleFile.parse(parse(readFileSync(path, "utf8")));
  const messages = file.utterances.map(({ text, style, intents, domains, reports }) => ({
    text,
    style: style.some((one) => ["teen", "typo", "voice"].includes(one))
      ? "noisy"
      : style.includes("nodia")
        ? "bare"
        : "typed",
    intents,
    domains,
    reports: reports.map(({ household_head, change_type, ...slots }) => ({
      ...slots,
      head: household_head,
      type: change_type,
    })),
  }));
  return { today: file.meta.as_of.slice(0, 10), messages };
}

/** Prints accuracy per style, wrong acts, domains, change types and slots; `misses` lists each message misread. */
export function measure(name: string, { today, messages }: GoldSet, understand: Understand, misses: boolean): void {
  const rows = messages.map((gold) => ({ gold, got: understand(gold.text, { today: day(today) }) }));
  console.log(`${name}: ${rows.length} messages`);
  for (const style of [...new Set(messages.map((message) => message.style)), null]) {
    const some = rows.filter(({ gold }) => style === null || gold.style === style);
    const first = some.filter(({ gold, got }) => got.intents[0]!.intent === gold.intents[0]);
    const all = some.filter(({ gold, got }) => got.intents.map(({ intent }) => intent).join() === gold.intents.join());
    const acts = some.filter(({ got }) => got.decision === "act");
    const wrong = acts.filter(({ gold, got }) => !gold.intents.includes(got.intents[0]!.intent));
    const f1 = macroF1(some.map(({ gold, got }) => [gold.intents[0]!, got.intents[0]!.intent] as const));
    console.log(
      `  ${(style ?? "all").padEnd(8)} ${String(some.length).padStart(4)}: first intent ${percent(first.length / some.length)}, all intents ${percent(all.length / some.length)}, macro-F1 ${percent(f1)}, act ${percent(acts.length / some.length)} (wrong ${percent(wrong.length / Math.max(1, acts.length))})`,
    );
  }
  const fields = rows.filter(({ gold }) => gold.domains.length > 0);
  const exact = fields.filter(({ gold, got }) => sorted(gold.domains) === sorted(got.domains));
  const top = fields.filter(({ gold, got }) => gold.domains.includes(got.domains[0] ?? ""));
  console.log(
    `  domains ${percent(exact.length / fields.length)} exact, first one right ${percent(top.length / fields.length)} of ${fields.length}`,
  );
  const gold = rows.flatMap(({ gold, got }) =>
    gold.reports.map((report) => ({ gold: { ...report, text: gold.text }, got: got.reports })),
  );
  const types = gold.filter(({ gold, got }) => got.some(({ change_type }) => change_type === gold.type));
  const given = rows.reduce((sum, { got }) => sum + got.reports.length, 0);
  console.log(
    `  change types ${percent(types.length / gold.length)} of ${gold.length} found (${given} named); slots ${slotScore(gold, false)}`,
  );
  if (misses) for (const { gold, got } of rows) printMiss(gold, got);
}

function printMiss(gold: GoldMessage, got: ReturnType<Understand>): void {
  const wanted = `${gold.intents.join()} ${sorted(gold.domains)} ${sorted(gold.reports.map(({ type }) => type))}`;
  const given = `${got.intents.map(({ intent }) => intent).join()} ${sorted(got.domains)} ${sorted(got.reports.map(({ change_type }) => change_type ?? "?"))}`;
  if (wanted !== given) console.log(`    ${wanted} → ${given} [${got.decision}]: ${gold.text}`);
}

function sorted(list: readonly string[]): string {
  return [...list].sort().join();
}
