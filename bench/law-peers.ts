// The rules in force on a day, written for other rule engines. They get more than they could work out: ages in years, months
// since a day and the household's class are prepared for them. What they cannot say is left out for them alone: unknown
// facts (except publicodes), one-of-a-group, versions by date, class by the standard.

import jsonLogic from "json-logic-js";
import { Engine } from "json-rules-engine";
import Publicodes from "publicodes";
import type { Day } from "../foundation/day.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Alternative } from "../knowledge/schema/policy.ts";

export type FlatFacts = Readonly<Record<string, boolean | number | string>>;

interface PlainCondition {
  readonly fact: string;
  readonly test: "is" | "in" | "at_least" | "below" | "at_most";
  readonly wanted: boolean | number | readonly string[];
}
export interface PlainRule {
  readonly id: string;
  readonly ways: readonly (readonly PlainCondition[])[];
}

/** Rules of one level that are in force on a day and have conditions; those without any hold for nobody. */
export function plainRules(knowledge: Knowledge, on: Day, level: "household" | "person"): PlainRule[] {
  const rules = knowledge.rules.on(on)[level];
  return rules
    .filter(({ alternatives }) => alternatives.length > 0)
    .map(({ policy, version }) => ({
      id: policy.id,
      ways: version.who.any.map((way) => plainWay(knowledge, way)),
    }));
}

function plainWay(knowledge: Knowledge, way: Alternative): PlainCondition[] {
  return Object.entries(way).flatMap(([word, wanted]): PlainCondition[] => {
    const special = knowledge.facts.conditions[word];
    if (!special) return [{ fact: word, test: Array.isArray(wanted) ? "in" : "is", wanted }];
    const test = special.test === "within_months" ? "at_most" : special.test;
    return [{ fact: special.fact, test, wanted }, ...(special.also ? plainWay(knowledge, special.also) : [])];
  });
}

/** Decides all rules for one subject: the ids that hold. */
export interface Peer {
  readonly name: string;
  readonly traced: boolean;
  decide(facts: FlatFacts): Promise<readonly string[]> | readonly string[];
}

/** json-rules-engine: any of all; its results name every condition with its outcome. */
export function jsonRulesEngine(rules: readonly PlainRule[]): Peer {
  const operators = {
    is: "equal",
    in: "in",
    at_least: "greaterThanInclusive",
    below: "lessThan",
    at_most: "lessThanInclusive",
  };
  const engine = new Engine(
    rules.map(({ id, ways }) => ({
      name: id,
      event: { type: id },
      conditions: {
        any: ways.map((way) => ({
          all: way.map(({ fact, test, wanted }) => ({ fact, operator: operators[test], value: wanted })),
        })),
      },
    })),
  );
  return {
    name: "json-rules-engine 7.3.1",
    traced: true,
    decide: async (facts) => (await engine.run({ ...facts })).results.map(({ name }) => name),
  };
}

/** json-logic-js: a verdict without reasons. */
export function jsonLogicJs(rules: readonly PlainRule[]): Peer {
  const operators = { is: "===", in: "in", at_least: ">=", below: "<", at_most: "<=" };
  const logic = rules.map(({ id, ways }) => ({
    id,
    rule: {
      or: ways.map((way) => ({
        and: way.map(({ fact, test, wanted }) => ({ [operators[test]]: [{ var: fact }, wanted] })),
      })),
    } as jsonLogic.RulesLogic,
  }));
  return {
    name: "json-logic-js 2.0.5",
    traced: false,
    decide: (facts) => logic.filter(({ rule }) => jsonLogic.apply(rule, facts)).map(({ id }) => id),
  };
}

/** publicodes: every evaluation returns the tree of its explanation. */
export function publicodes(rules: readonly PlainRule[], facts: FlatFacts): Peer {
  const types = { boolean: "booléen", number: "nombre", string: "texte" } as const;
  const inputs = Object.entries(facts).map(([fact, value]) => [
    nameOf(fact),
    { type: types[typeof value as keyof typeof types] },
  ]);
  const outputs = rules.map(({ id, ways }) => [
    nameOf(id),
    { "une de ces conditions": ways.map((way) => ({ "toutes ces conditions": way.map(publicodesCondition) })) },
  ]);
  const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };
  const engine = new Publicodes(Object.fromEntries([...inputs, ...outputs]), { logger: quiet });
  const names = rules.map(({ id }) => ({ id, name: nameOf(id) }));
  const inText = (value: FlatFacts[string]) =>
    typeof value === "boolean" ? (value ? "oui" : "non") : typeof value === "string" ? `'${value}'` : value;
  return {
    name: "publicodes 1.10.3",
    traced: true,
    decide: (given) => {
      engine.setSituation(
        Object.fromEntries(Object.entries(given).map(([fact, value]) => [nameOf(fact), inText(value)])),
      );
      return names.filter(({ name }) => engine.evaluate(name).nodeValue === true).map(({ id }) => id);
    },
  };
}

function publicodesCondition({ fact, test, wanted }: PlainCondition): unknown {
  const name = nameOf(fact);
  if (test === "is") return `${name} = ${wanted ? "oui" : "non"}`;
  if (test === "in")
    return { "une de ces conditions": (wanted as readonly string[]).map((value) => `${name} = '${value}'`) };
  const signs = { at_least: ">=", below: "<", at_most: "<=" };
  return `${name} ${signs[test]} ${wanted}`;
}

// publicodes reads names as words: letters only.
function nameOf(id: string): string {
  const digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  return id
    .replace(/[0-9]/g, (digit) => ` ${digits[Number(digit)]} `)
    .replace(/[_-]+/g, " ")
    .replace(/ +/g, " ")
    .trim();
}
