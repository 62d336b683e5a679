// Facts of the law in a person's words: what a conversation holds, told back to the one who said it, or to the officer who was let read it.
import { formatDay, isDay } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { SharedTalk } from "../registry/requests/request.ts";
import type { Line } from "./handler.ts";

/** One line a fact, the household's first; a member's fact bears the member's place in the family. */
export function factLines(
  { facts, texts }: Pick<Knowledge, "facts" | "texts">,
  { household, members }: Pick<SharedTalk, "household" | "members">,
  language: Language,
): Line[] {
  const named = new Map(facts.facts.map((fact) => [fact.id, fact]));
  const line = (id: string, value: unknown, member: number | null): Line[] => {
    const fact = named.get(id);
    if (fact === undefined || value === null || value === undefined) return [];
    const choice = (one: unknown): string => {
      const words = fact.choices?.[String(one)];
      return words === undefined ? String(one) : (words[language] ?? words.vi);
    };
    const told = Array.isArray(value)
      ? value.map(choice).join(", ")
      : typeof value === "boolean"
        ? (texts[language][value ? "yes" : "no"] ?? String(value))
        : typeof value === "string" && isDay(value)
          ? formatDay(value)
          : choice(value);
    const name = fact.name[language] ?? fact.name.vi;
    return member === null
      ? [{ key: "my-data:fact", values: { name, value: told } }]
      : [{ key: "my-data:fact-of-member", values: { member, name, value: told } }];
  };
  return [
    ...Object.entries(household).flatMap(([id, value]) => line(id, value, null)),
    ...members.flatMap(({ facts: own }, at) => Object.entries(own).flatMap(([id, value]) => line(id, value, at + 1))),
  ];
}
