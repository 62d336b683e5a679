// The language data: enough of it, no message twice, nothing trained on that is also measured with.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { nearDuplicates, textsOf } from "../../../bench/near-duplicates.ts";
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
    expect(new Set(utterances.flatMap(({ domains }) => domains)).size).toBe(15);
    expect(countBy(({ changeType }) => changeType).size).toBe(45);
  });

  test.each([
    ["intent", countBy(({ intent }) => intent)],
    ["domain", countBy(({ domains }) => domains[0] ?? null)],
    ["change type", countBy(({ changeType }) => changeType)],
  ])("every %s has at least 40 utterances", (_, counts) => {
    expect([...counts].filter(([, count]) => count < 40)).toEqual([]);
  });

  test("no utterance is taught with two different meanings", () => {
    const meanings = new Map<string, Set<string>>();
    for (const { text, intent, changeType } of utterances) {
      const key = bare(text);
      meanings.set(key, (meanings.get(key) ?? new Set()).add(`${intent}/${changeType ?? ""}`));
    }
    expect([...meanings].filter(([, labels]) => labels.size > 1)).toEqual([]);
  });

  test("no message of the validation set is nearly the same as one trained on", () => {
    const measured = textsOf(parse(readFileSync(new URL("validation.yaml", LANGUAGE_FOLDER), "utf8")));
    expect(measured.length).toBeGreaterThan(350);
    expect(
      nearDuplicates(
        measured,
        utterances.map(({ text }) => text),
      ),
    ).toEqual([]);
  });

  test("hardly an utterance repeats another of its class", () => {
    const classes = Object.values(
      Object.groupBy(utterances, ({ intent, domains, changeType }) => changeType ?? (domains.join("+") || intent)),
    ).map((rows) => rows!.map(({ text }) => text));
    const twins = classes.flatMap((texts) =>
      texts.filter((text, at) => nearDuplicates([text], texts.slice(at + 1))[0]),
    );
    expect(twins.length / utterances.length).toBeLessThan(0.015);
  });
});
