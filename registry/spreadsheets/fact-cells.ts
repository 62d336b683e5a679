// Facts of the law in cells: one fact in a column of its own, or any of them as "id=value; id=value".
import { isDay } from "../../foundation/day.ts";
import type { FactValue } from "../../knowledge/eligibility/facts.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Fact } from "../../knowledge/schema/fact.ts";
import type { SpreadsheetValues } from "../../knowledge/spreadsheet.ts";
import type { PlainFacts } from "../households/household.ts";
import { type CellReader, choiceReader, flagReader } from "./cell-readers.ts";

/** Reads the column of one fact: yes or no, or one of its choices in Vietnamese. */
export function factReader(fact: Fact, values: SpreadsheetValues): CellReader {
  if (fact.type === "flag") return flagReader(values);
  const choices = Object.entries(fact.choices ?? {}).map(([id, { vi }]) => ({ id, label: vi, also: [] }));
  return choiceReader(choices);
}

/** What the column of one fact shows; null when the value is not one that the column can show. */
export function writeFact(fact: Fact, value: FactValue | undefined, { yes, no }: SpreadsheetValues): string | null {
  if (fact.type === "flag") return typeof value === "boolean" ? (value ? yes[0]! : no[0]!) : null;
  return typeof value === "string" ? (fact.choices?.[value]?.vi ?? null) : null;
}

/** Reads "id=value; id=value". */
export function factsReader(knowledge: Knowledge): CellReader {
  return (raw) => {
    const facts: Record<string, FactValue> = {};
    for (const part of String(raw)
      .split(";")
      .filter((text) => text.trim() !== "")) {
      const [, name = "", text = ""] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
      const fact = knowledge.vocabulary.byName.get(name)?.fact;
      const value = fact === undefined ? undefined : readValue(fact, text);
      if (fact === undefined || value === undefined) return { reason: "facts" };
      facts[fact.id] = value;
    }
    return { value: facts };
  };
}

/** Facts as "id=value; id=value", in the order of their ids; null when there are none. */
export function writeFacts(facts: PlainFacts): string | null {
  const entries = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? null : entries.map(([id, value]) => `${id}=${String(value)}`).join("; ");
}

function readValue(fact: Fact, text: string): FactValue | undefined {
  if (text === "null") return null;
  switch (fact.type) {
    case "flag":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "number":
      return text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "choice":
      return fact.choices !== undefined && text in fact.choices ? text : undefined;
    case "date":
      return isDay(text) || /^\d{4}$/.test(text) || text === "none" ? text : undefined;
    case "place":
      return text === "" ? undefined : text;
  }
}
