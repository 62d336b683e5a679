// What is known about a household and its members, and where each fact came from.
import { AppError } from "../../foundation/errors.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** asked = a person said it; registry = from the records; given = typed in by a program; derived = follows from other facts; supposed = only for the sake of an answer. */
export type Origin = "asked" | "registry" | "given" | "derived" | "supposed";

/** true/false, a choice, a number, a day "YYYY-MM-DD", a list (deprivations), or null = known to be none. */
export type FactValue = boolean | number | string | readonly string[] | null;

export interface Known {
  readonly value: FactValue;
  readonly origin: Origin;
}

/** Facts by id. A fact that is absent is unknown, which is never the same as no. */
export type Facts = Readonly<Record<string, Known>>;

export interface Member {
  readonly key: string;
  readonly facts: Facts;
}

/** A household as the rules see it. Members inherit the household's facts unless they have their own. */
export interface Situation {
  readonly household: Facts;
  readonly members: readonly Member[];
  /** True when other members may exist whom nobody has named: then "no member …" is not concluded. */
  readonly partial?: boolean;
}

export interface PlainSituation {
  readonly household: Readonly<Record<string, FactValue>>;
  readonly members: readonly { readonly key: string; readonly facts: Readonly<Record<string, FactValue>> }[];
  readonly partial?: boolean;
}

/** Marks plain facts with one origin and their proper names ("class" → "hh_class"); unknown names go to `ignored`. */
export function situationOf(
  vocabulary: Vocabulary,
  plain: PlainSituation,
  origin: Origin,
): { situation: Situation; ignored: string[] } {
  const ignored = new Set<string>();
  const mark = (facts: Readonly<Record<string, FactValue>>): Facts => {
    const marked: Record<string, Known> = {};
    for (const [name, value] of Object.entries(facts)) {
      const slot = vocabulary.byName.get(name);
      if (slot) marked[slot.fact.id] = { value, origin };
      else ignored.add(name);
    }
    return marked;
  };
  const situation: Situation = {
    household: mark(plain.household),
    members: plain.members.map((member) => ({ key: member.key, facts: mark(member.facts) })),
    ...(plain.partial ? { partial: true } : {}),
  };
  return { situation, ignored: [...ignored] };
}

/** The same situation with one more fact; `who` is "household" or a member's key (a new member is added). */
export function withFact(situation: Situation, who: string, name: string, known: Known): Situation {
  if (who === "household") return { ...situation, household: { ...situation.household, [name]: known } };
  const found = situation.members.some((member) => member.key === who);
  const members = found ? situation.members : [...situation.members, { key: who, facts: {} }];
  return {
    ...situation,
    members: members.map((member) =>
      member.key === who ? { key: who, facts: { ...member.facts, [name]: known } } : member,
    ),
  };
}

/** A value that does not fit its fact, with the fact's name: input errors, not law. */
export function badValue(name: string, value: FactValue): AppError {
  return new AppError("law:bad-fact", `fact ${name} cannot be ${JSON.stringify(value)}`);
}
