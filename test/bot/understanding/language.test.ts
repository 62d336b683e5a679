// The language data: enough of it, no message twice, nothing trained on that is also measured with.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { LANGUAGE_FOLDER, loadLanguage } from "../../../bot/understanding/language.ts";
import { fold } from "../../../foundation/vietnamese.ts";

const utterances = loadLanguage().utterances();
const bare = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function countBy(key: (utterance: (typeof utterances)[number]) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const utterance of utterances) {
    const label = key(utterance);
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

describe("training language", () => {
  test("16 intents, 15 domains and 45 change types are taught", () => {
    expect(countBy(({ intent }) => intent).size).toBe(16);
    expect(countBy(({ domain }) => domain).size).toBe(15);
    expect(countBy(({ changeType }) => changeType).size).toBe(45);
  });

  test.each([
    ["intent", countBy(({ intent }) => intent)],
    ["domain", countBy(({ domain }) => domain)],
    ["change type", countBy(({ changeType }) => changeType)],
  ])("every %s has at least 38 utterances", (_, counts) => {
    expect([...counts].filter(([, count]) => count < 38)).toEqual([]);
  });

  test("no utterance is taught with two different meanings", () => {
    const meanings = new Map<string, Set<string>>();
    for (const { text, intent, changeType } of utterances) {
      const key = bare(text);
      meanings.set(key, (meanings.get(key) ?? new Set()).add(`${intent}/${changeType ?? ""}`));
    }
    expect([...meanings].filter(([, labels]) => labels.size > 1)).toEqual([]);
  });

  test("no message of the validation set is trained on", () => {
    const trained = new Set(utterances.map(({ text }) => bare(text)));
    const set = parse(readFileSync(new URL("validation.yaml", LANGUAGE_FOLDER), "utf8")) as {
      intents: Record<string, string[]>;
      domains: Record<string, string[]>;
      reports: { text: string }[];
    };
    const measured = [...Object.values(set.intents), ...Object.values(set.domains)]
      .flat()
      .concat(set.reports.map(({ text }) => text));
    expect(measured.filter((text) => trained.has(bare(text)))).toEqual([]);
  });
});
