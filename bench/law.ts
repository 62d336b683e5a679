// npm run bench:law [day] — verdicts a second of the law engine and of three others on the same rules, and the time to decide
// all policies for 100,000 households of four. Writes bench/results/law-<version>.json. One process, one core.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { day } from "../foundation/day.ts";
import { type Decision, decide, results } from "../knowledge/eligibility/decide.ts";
import type { Situation } from "../knowledge/eligibility/facts.ts";
import { traceOf } from "../knowledge/eligibility/trace.ts";
import { numberAt, possibleValues } from "../knowledge/eligibility/view.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import { createReceipt, receiptCode } from "../knowledge/receipt.ts";
import { fullHouseholds } from "../test/knowledge/talks.ts";
import { type FlatFacts, jsonLogicJs, jsonRulesEngine, type Peer, plainRules, publicodes } from "./law-peers.ts";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const TODAY = day(process.argv[2] ?? new Date().toISOString().slice(0, 10));
const SECONDS = 3;
const HOUSEHOLDS = 100_000;

const loading = performance.now();
const knowledge = loadKnowledge(path.join(ROOT, "knowledge"));
const loadMs = performance.now() - loading;
const households = fullHouseholds(knowledge, 1000, 42);
const rules = { household: plainRules(knowledge, TODAY, "household"), person: plainRules(knowledge, TODAY, "person") };
const perHousehold = rules.household.length + 4 * rules.person.length;

/** Every fact of every subject, worked out beforehand: what the other engines are given. */
function flatSubjects(situation: Situation): { level: "household" | "person"; facts: FlatFacts; holds: string[] }[] {
  return decide(knowledge, situation, TODAY).subjects.map(({ who, view, rules: own, own: verdicts }) => ({
    level: who === "household" ? "household" : "person",
    facts: Object.fromEntries(
      knowledge.vocabulary.slots
        .filter((slot) => slot.fact.id !== "birth")
        .map((slot): [string, FlatFacts[string]] => {
          if (slot.values.length === 0) {
            const { lowest } = numberAt(view, slot);
            return [slot.fact.id, Number.isFinite(lowest) ? lowest : 9999];
          }
          const value = possibleValues(view, slot)[0]!;
          return [slot.fact.id, slot.fact.type === "flag" ? value === "true" : value];
        }),
    ),
    holds: own.flatMap((rule, index) => (verdicts[index] === 2 ? [rule.policy.id] : [])).sort(),
  }));
}

const subjects = households.map(flatSubjects);
const peersOf = (level: "household" | "person"): Peer[] => [
  jsonRulesEngine(rules[level]),
  publicodes(rules[level], subjects[0]!.find((subject) => subject.level === level)!.facts),
  jsonLogicJs(rules[level]),
];
const peers = { household: peersOf("household"), person: peersOf("person") };

interface Speed {
  readonly name: string;
  readonly trace: boolean;
  readonly verdictsPerSecond: number;
  /** Verdicts that differ from the engine's own, before groups. */
  readonly differing: number;
}

async function peerSpeed(at: number): Promise<Speed> {
  const { name, traced } = peers.person[at]!;
  let differing = 0;
  for (const { level, facts, holds } of subjects.slice(0, 100).flat()) {
    const found = [...(await peers[level][at]!.decide(facts))].sort();
    differing += found.filter((id) => !holds.includes(id)).length + holds.filter((id) => !found.includes(id)).length;
  }
  const verdictsPerSecond = await speed(async (index) => {
    for (const { level, facts } of subjects[index % subjects.length]!) await peers[level][at]!.decide(facts);
  });
  return { name, trace: traced, verdictsPerSecond, differing };
}

async function speed(once: (index: number) => void | Promise<void>): Promise<number> {
  for (let index = 0; index < 20; index += 1) await once(index);
  const until = performance.now() + SECONDS * 1000;
  const from = performance.now();
  let count = 0;
  while (performance.now() < until) {
    await once(count);
    count += 1;
  }
  return Math.round((count * perHousehold * 1000) / (performance.now() - from));
}

const judged = (situation: Situation) => decide(knowledge, situation, TODAY);
function traced(decision: Decision): void {
  for (const result of results(decision)) traceOf(decision, result);
}
const ours: Speed[] = [
  {
    name: "An Sinh, every verdict traced",
    trace: true,
    verdictsPerSecond: await speed((index) => traced(judged(households[index % households.length]!))),
    differing: 0,
  },
  {
    name: "An Sinh, traces on demand",
    trace: false,
    verdictsPerSecond: await speed((index) => void judged(households[index % households.length]!)),
    differing: 0,
  },
];
const others = [await peerSpeed(0), await peerSpeed(1), await peerSpeed(2)];
const best = Math.max(...others.filter(({ trace }) => trace).map(({ verdictsPerSecond }) => verdictsPerSecond));

/** Seconds for 100,000 households, each decided for all policies in force. */
function manyHouseholds(each: (situation: Situation) => unknown): number {
  const from = performance.now();
  for (let index = 0; index < HOUSEHOLDS; index += 1) each(households[index % households.length]!);
  return Math.round(performance.now() - from) / 1000;
}
const held = (situation: Situation) => {
  const decision = judged(situation);
  return { decision, chosen: results(decision, "yes") };
};
const seconds = {
  decided: manyHouseholds(judged),
  withReceiptCode: manyHouseholds((situation) => {
    const { decision, chosen } = held(situation);
    return receiptCode(decision, chosen);
  }),
  withFullReceipt: manyHouseholds((situation) => {
    const { decision, chosen } = held(situation);
    return createReceipt(decision, chosen);
  }),
};

const report = {
  day: TODAY,
  knowledge: knowledge.version,
  machine: `${cpus()[0]?.model ?? "unknown"}, one core, Node ${process.version}`,
  loadMs: Math.round(loadMs),
  rules: { household: rules.household.length, person: rules.person.length, verdictsPerHousehold: perHousehold },
  engines: [...ours, ...others],
  timesBestTracedPeer: Math.round((ours[0]!.verdictsPerSecond / best) * 10) / 10,
  households100000Seconds: seconds,
};
console.table(report.engines);
console.log(`every verdict traced: ${report.timesBestTracedPeer} times the best traced peer`);
console.log(`100,000 households of four, all ${perHousehold} verdicts each: ${seconds.decided} s`);
console.log(
  `with the receipt's code ${seconds.withReceiptCode} s, with the whole receipt ${seconds.withFullReceipt} s`,
);
console.log(`knowledge loaded in ${report.loadMs} ms`);
const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
mkdirSync(path.join(ROOT, "bench/results"), { recursive: true });
writeFileSync(path.join(ROOT, `bench/results/law-${version}.json`), `${JSON.stringify(report, null, 2)}\n`);
