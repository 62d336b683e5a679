// Errors in what many policies share: groups, words of conditions, derived facts, the poverty standards.
import { addDays } from "../../foundation/day.ts";
import type { Condition } from "../../knowledge/eligibility/condition.ts";
import type { Rule } from "../../knowledge/eligibility/rules.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Group } from "../../knowledge/schema/directory.ts";
import type { Alternative } from "../../knowledge/schema/policy.ts";
import type { Standard } from "../../knowledge/schema/standard.ts";
import { type Mutant, rebuild, sign } from "./mutants.ts";

/** Every mutant of groups, words, derived facts and standards. */
export function sharedMutants(knowledge: Knowledge): Mutant[] {
  return [
    ...groupMutants(knowledge),
    ...wordMutants(knowledge),
    ...derivedMutants(knowledge),
    ...standardMutants(knowledge),
  ];
}

function groupMutants(knowledge: Knowledge): Mutant[] {
  return Object.entries(knowledge.groups).flatMap(([id, group]) => {
    const make = (what: string, change: Partial<Group>): Mutant => ({
      kind: "group",
      where: id,
      what,
      policies: new Set(group.order),
      from: null,
      harmless: false,
      make: () => rebuild(knowledge, { groups: { ...knowledge.groups, [id]: { ...group, ...change } } }),
    });
    const meets = (one: string, other: string) => one !== other && canMeet(knowledge, one, other);
    const swaps = group.order.slice(1).flatMap((later, at) => {
      const earlier = group.order[at]!;
      const order = group.order.with(at, later).with(at + 1, earlier);
      return meets(earlier, later) ? [make(`${later} before ${earlier}`, { order })] : [];
    });
    const drops = group.order
      .filter((one) => group.order.some((other) => meets(one, other)))
      .map((one) => make(`without ${one}`, { order: group.order.filter((other) => other !== one) }));
    const { before } = group;
    if (!before) return [...swaps, ...drops];
    return [
      ...swaps,
      ...drops,
      make("nothing before it", { before: null }),
      ...before.except.map((one) =>
        make(`no exception for ${one}`, {
          before: { ...before, except: before.except.filter((other) => other !== one) },
        }),
      ),
    ];
  });
}

// Two policies that no person can fulfil on one day have no order: swapping them changes nothing.
function canMeet(knowledge: Knowledge, one: string, other: string): boolean {
  const rulesOf = (id: string): Rule[] =>
    knowledge.policies
      .get(id)!
      .versions.flatMap((version) =>
        knowledge.rules.on(version.from).person.filter((rule) => rule.version === version),
      );
  return rulesOf(one).some((a) =>
    rulesOf(other).some(
      (b) =>
        a.version.from <= (b.version.to ?? "9") &&
        b.version.from <= (a.version.to ?? "9") &&
        a.alternatives.some((x) => b.alternatives.some((y) => canHold([...x, ...y]))),
    ),
  );
}

function canHold(conditions: readonly Condition[]): boolean {
  return [...Map.groupBy(conditions, (condition) => condition.slot).values()].every((on) => {
    const bits = on.filter(({ test }) => test === "one_of").reduce((left, { limit }) => left & limit, -1);
    const least = Math.max(...on.filter(({ test }) => test === "at_least").map(({ limit }) => limit), -Infinity);
    const under = Math.min(...on.filter(({ test }) => test === "below").map(({ limit }) => limit), Infinity);
    return bits !== 0 && least < under;
  });
}

const TESTS = ["at_least", "below", "at_most"] as const;

function wordMutants(knowledge: Knowledge): Mutant[] {
  return Object.entries(knowledge.facts.conditions).flatMap(([word, condition]) => {
    const make = (what: string, change: Partial<typeof condition>): Mutant => ({
      kind: "operator",
      where: word,
      what,
      policies: null,
      from: null,
      harmless: false,
      make: () => {
        const conditions = { ...knowledge.facts.conditions, [word]: { ...condition, ...change } };
        return rebuild(knowledge, { facts: { ...knowledge.facts, conditions } });
      },
    });
    const now = condition.test === "within_months" ? "at_most" : condition.test;
    const tests = TESTS.filter((test) => test !== now).map((test) => make(`${condition.test} → ${test}`, { test }));
    const { also } = condition;
    if (!also) return tests;
    return [
      ...tests,
      make("nothing also", { also: undefined }),
      ...listMutants(knowledge, also).map((next) => make(next.what, { also: next.also })),
    ];
  });
}

function listMutants(knowledge: Knowledge, also: Alternative): { what: string; also: Alternative }[] {
  return Object.entries(also).flatMap(([word, wanted]) => {
    if (!Array.isArray(wanted)) return [];
    return knowledge.vocabulary.byName.get(word)!.values.map((value) => {
      const has = wanted.includes(value);
      const next = has ? wanted.filter((one) => one !== value) : [...wanted, value];
      return { what: `also ${word} ${has ? "without" : "with"} ${value}`, also: { ...also, [word]: next } };
    });
  });
}

function derivedMutants(knowledge: Knowledge): Mutant[] {
  return knowledge.facts.facts.flatMap((fact) => {
    const { derived } = fact;
    if (!derived) return [];
    return derived.any.flatMap((alternative, at) =>
      Object.entries(alternative).flatMap(([word, wanted]) => {
        const others = typeof wanted === "number" ? [wanted - 1, wanted + 1] : [!wanted];
        return others.map((other): Mutant => {
          const any = derived.any.with(at, { ...alternative, [word]: other });
          const facts = knowledge.facts.facts.map((one) =>
            one === fact ? { ...fact, derived: { ...derived, any } } : one,
          );
          return {
            kind: "derived",
            where: fact.id,
            what: `${word} ${other}`,
            policies: null,
            from: null,
            harmless: false,
            make: () => rebuild(knowledge, { facts: { ...knowledge.facts, facts } }),
          };
        });
      }),
    );
  });
}

function standardMutants(knowledge: Knowledge): Mutant[] {
  return knowledge.standards.flatMap((standard, index) => {
    const make = (what: string, change: Partial<Standard>): Mutant => ({
      kind: "standard",
      where: standard.id,
      what,
      policies: new Set(["standard"]),
      from: null,
      harmless: false,
      make: () => ({ ...knowledge, standards: knowledge.standards.with(index, { ...standard, ...change }) }),
    });
    const lines = Object.entries(standard.lines).flatMap(([name, line]) =>
      (["rural", "urban"] as const).flatMap((area) =>
        [-1, 1].map((by) =>
          make(`${name} ${area} ${sign(by)} đồng`, {
            lines: { ...standard.lines, [name]: { ...line, [area]: (line[area] ?? 0) + by } },
          }),
        ),
      ),
    );
    const rules = standard.rules.flatMap((rule, at) => {
      const next = (what: string, change: Partial<typeof rule>) =>
        make(`rule ${at} ${what}`, { rules: standard.rules.with(at, { ...rule, ...change }) });
      const least = rule.deprivations_min;
      return [
        make(`without rule ${at}`, { rules: standard.rules.toSpliced(at, 1) }),
        ...(least === null
          ? []
          : [-1, 1].map((by) => next(`deprivations ${sign(by)}`, { deprivations_min: least + by }))),
        ...rule.classes.flatMap((one) =>
          (["poor", "near_poor", "avg_living", "other"] as const)
            .filter((other) => !rule.classes.includes(other))
            .map((other) =>
              next(`${other} for ${one}`, { classes: rule.classes.map((was) => (was === one ? other : was)) }),
            ),
        ),
      ];
    });
    const dates = [-1, 1].flatMap((by) => [
      make(`from ${sign(by)} day`, { from: addDays(standard.from, by) }),
      ...(standard.to ? [make(`to ${sign(by)} day`, { to: addDays(standard.to, by) })] : []),
    ]);
    return [...lines, ...rules, ...dates];
  });
}
