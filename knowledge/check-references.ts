// Checks across files: everything that a rule names must exist, and every statement must say where it comes from.
import type { LawFiles } from "./law-files.ts";
import type { Problem } from "./read-yaml.ts";
import type { Fact } from "./schema/fact.ts";
import type { Alternative, Amount, Policy } from "./schema/policy.ts";
import type { Confidence } from "./schema/words.ts";

type Report = (path: string, reason: string) => void;

/** Problems with names that do not exist and statements without a reference. */
export function checkReferences(files: LawFiles): Problem[] {
  const problems: Problem[] = [];
  const reporter =
    (file: string): Report =>
    (path, reason) =>
      problems.push({ file, path, reason });
  for (const policy of files.policies.values()) checkPolicy(files, policy, reporter(files.fileOf.get(policy.id)!));
  for (const parameter of files.parameters.values()) {
    const report = reporter(files.fileOf.get(parameter.id)!);
    for (const [index, value] of parameter.values.entries()) checkBacked(files, value, `values.${index}`, report);
  }
  for (const standard of files.standards) checkStandard(files, standard, reporter(files.fileOf.get(standard.id)!));
  checkFacts(files, reporter("facts.yaml"));
  for (const [id, group] of Object.entries(files.groups)) {
    const report = reporter("exclusive-groups.yaml");
    for (const [index, policy] of group.order.entries()) {
      if (!files.policies.has(policy)) report(`${id}.order.${index}`, `unknown policy ${policy}`);
    }
    checkAlternatives(files, group.before?.any ?? [], `${id}.before.any`, report);
    checkBacked(files, group, id, report);
  }
  const catalogue = new Set(files.standards.flatMap((standard) => standard.indicators.map((one) => one.id)));
  for (const [index, indicator] of files.forms.b2.indicators.entries()) {
    if (!catalogue.has(indicator))
      reporter("scoring/forms.yaml")(`b2.indicators.${index}`, `unknown indicator ${indicator}`);
  }
  return problems;
}

function checkPolicy(files: LawFiles, policy: Policy, report: Report): void {
  if (!files.domains.some((domain) => domain.id === policy.domain)) report("domain", `unknown domain ${policy.domain}`);
  for (const [index, agency] of policy.apply.agencies.entries()) {
    if (!files.agencies[agency]) report(`apply.agencies.${index}`, `unknown agency ${agency}`);
  }
  checkSources(files, policy.apply.sources, "apply.sources", report);
  for (const [index, version] of policy.versions.entries()) {
    const at = `versions.${index}`;
    if (version.legal_basis.length === 0) report(`${at}.legal_basis`, "a rule without a reference");
    checkBacked(files, version, at, report);
    checkAlternatives(files, version.who.any, `${at}.who.any`, report);
    for (const [key, amount] of Object.entries(version.amounts))
      checkAmount(files, key, amount, `${at}.amounts.${key}`, report);
    for (const field of Object.keys(version.weak)) {
      if (!["who", "from", "to", "says", "apply"].includes(field))
        report(`${at}.weak.${field}`, "marks a field that does not exist");
    }
  }
}

function checkAmount(files: LawFiles, key: string, amount: Amount, at: string, report: Report): void {
  for (const formula of [amount, ...(amount.cases ?? [])]) {
    if (formula.of && !files.parameters.has(formula.of)) report(at, `unknown parameter ${formula.of}`);
    for (const pct of formula.pct ?? []) {
      if (typeof pct === "string" && !files.parameters.has(pct)) report(at, `unknown parameter ${pct}`);
    }
    const isMoney = /(^|_)vnd(_|$)/.test(key);
    if (isMoney && formula.value !== undefined && !Number.isSafeInteger(formula.value))
      report(at, "money is a whole number of đồng");
    if (!amount.of && amount.value === undefined && formula !== amount && formula.value === undefined) {
      report(at, "a case without a value, and no parameter to follow");
    }
  }
  const cases = (amount.cases ?? []).flatMap((one) => (one.when ? [one.when] : []));
  checkAlternatives(files, cases, `${at}.cases`, report);
  checkSources(files, amount.sources ?? [], `${at}.sources`, report);
}

function checkStandard(files: LawFiles, standard: LawFiles["standards"][number], report: Report): void {
  checkBacked(files, standard, "", report);
  for (const [index, rule] of standard.rules.entries()) {
    for (const line of [rule.above, rule.at_most]) {
      if (line !== null && !standard.lines[line]) report(`rules.${index}`, `unknown line ${line}`);
    }
  }
}

function checkFacts(files: LawFiles, report: Report): void {
  const names = files.facts.facts.flatMap((fact) => [fact.id, ...fact.aliases]);
  for (const name of names)
    if (names.indexOf(name) !== names.lastIndexOf(name)) report(name, "two facts bear this name");
  for (const [word, condition] of Object.entries(files.facts.conditions)) {
    if (!factOf(files, condition.fact)) report(`conditions.${word}`, `unknown fact ${condition.fact}`);
    checkAlternatives(files, condition.also ? [condition.also] : [], `conditions.${word}.also`, report);
  }
  for (const fact of files.facts.facts) {
    if (fact.type === "choice" && !fact.choices) report(fact.id, "a choice without choices");
    checkAlternatives(files, fact.derived?.any ?? [], `${fact.id}.derived`, report);
    checkAlternatives(
      files,
      fact.obvious.map((one) => one.when),
      `${fact.id}.obvious`,
      report,
    );
  }
  for (const list of ["never_proposed", "may_change"] as const) {
    for (const name of Object.keys(files.facts[list]))
      if (!factOf(files, name)) report(`${list}.${name}`, "unknown fact");
  }
}

function checkAlternatives(files: LawFiles, alternatives: readonly Alternative[], at: string, report: Report): void {
  for (const [index, alternative] of alternatives.entries()) {
    for (const [word, wanted] of Object.entries(alternative)) {
      const where = `${at}.${index}.${word}`;
      const special = files.facts.conditions[word];
      const fact = factOf(files, special?.fact ?? word);
      if (!fact || (special && factOf(files, word))) report(where, `unknown fact ${word}`);
      else if (special ? typeof wanted !== "number" : !fits(fact, wanted))
        report(where, `${JSON.stringify(wanted)} is no value of ${word}`);
    }
  }
}

function fits(fact: Fact, wanted: boolean | number | readonly string[]): boolean {
  if (fact.type === "flag") return typeof wanted === "boolean";
  if (fact.type === "place") return Array.isArray(wanted);
  return (
    fact.type === "choice" && Array.isArray(wanted) && wanted.every((value) => fact.choices?.[value] !== undefined)
  );
}

function factOf(files: LawFiles, name: string): Fact | undefined {
  return files.facts.facts.find((fact) => fact.id === name);
}

// What is called confirmed or seed was read somewhere, and says where.
function checkBacked(
  files: LawFiles,
  entry: { confidence: Confidence; sources: readonly string[] },
  at: string,
  report: Report,
): void {
  if (entry.sources.length === 0 && (entry.confidence === "confirmed" || entry.confidence === "seed")) {
    report(`${at}.sources`, `${entry.confidence} without a source`);
  }
  checkSources(files, entry.sources, `${at}.sources`, report);
}

function checkSources(files: LawFiles, sources: readonly string[], at: string, report: Report): void {
  for (const source of sources) if (files.sources[source] === undefined) report(at, `unknown source ${source}`);
}
