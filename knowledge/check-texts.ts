// Checks of texts: places that can be filled on every day of a version, the same keys in both languages, none missing.
import { addDays } from "../foundation/day.ts";
import { LANGUAGES } from "../foundation/language.ts";
import { KNOWN_FORMATS, placesIn } from "./fill.ts";
import type { LawFiles } from "./law-files.ts";
import type { Problem } from "./read-yaml.ts";
import type { Policy, Version } from "./schema/policy.ts";
import { TEXT_KEYS } from "./text-keys.ts";

/** Problems with the sentences of policies and with the frame texts of both languages. */
export function checkTexts(files: LawFiles): Problem[] {
  const problems: Problem[] = [];
  for (const policy of files.policies.values()) {
    for (const [index, version] of policy.versions.entries()) {
      const file = files.fileOf.get(policy.id)!;
      for (const problem of checkSays(files, policy, version)) {
        problems.push({ file, path: `versions.${index}.says.${problem.path}`, reason: problem.reason });
      }
    }
  }
  for (const language of LANGUAGES) {
    const file = `texts/${language}/law.yaml`;
    const keys = Object.keys(files.texts[language]);
    for (const key of TEXT_KEYS)
      if (!keys.includes(key)) problems.push({ file, path: key, reason: "a text is missing" });
    for (const key of keys)
      if (!(TEXT_KEYS as readonly string[]).includes(key))
        problems.push({ file, path: key, reason: "no text bears this key" });
    for (const [key, text] of Object.entries(files.texts[language])) {
      for (const { format } of placesIn(text)) {
        if (format && !KNOWN_FORMATS.includes(format))
          problems.push({ file, path: key, reason: `unknown format ${format}` });
      }
    }
  }
  return problems;
}

function checkSays(files: LawFiles, policy: Policy, version: Version): { path: string; reason: string }[] {
  const problems: { path: string; reason: string }[] = [];
  for (const form of ["short", "full"] as const) {
    for (const language of LANGUAGES) {
      for (const { name, format } of placesIn(version.says[form][language] ?? "")) {
        const path = `${form}.${language}`;
        const amount = version.amounts[name];
        if (!amount) problems.push({ path, reason: `no amount of ${policy.id} is called ${name}` });
        if (format && !KNOWN_FORMATS.includes(format)) problems.push({ path, reason: `unknown format ${format}` });
        for (const parameter of [amount, ...(amount?.cases ?? [])].flatMap((one) => parametersOf(one))) {
          if (!covers(files, parameter, version)) {
            problems.push({
              path,
              reason: `${parameter} has no figure on some day of this version, so {{${name}}} cannot be told`,
            });
          }
        }
      }
    }
  }
  return problems;
}

function parametersOf(
  formula: { of?: string | undefined; pct?: readonly (number | string)[] | undefined } | undefined,
): string[] {
  const names = (formula?.pct ?? []).filter((pct) => typeof pct === "string");
  return formula?.of ? [formula.of, ...names] : names;
}

function covers(files: LawFiles, parameter: string, version: Version): boolean {
  const values = (files.parameters.get(parameter)?.values ?? []).filter((value) => !value.province);
  let day = version.from;
  for (const value of values) {
    if (value.from > day || (value.to !== null && value.to < day)) continue;
    if (value.to === null) return true;
    day = addDays(value.to, 1);
  }
  return version.to !== null && day > version.to;
}
