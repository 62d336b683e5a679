// npm run law:coverage — do the cases reach every clause of the law, and does some case fail for every error put into it?
import { day } from "../../foundation/day.ts";
import { CLAUSE_KINDS, clauseCoverage, type DomainCoverage } from "./clause-coverage.ts";
import { figureMutants } from "./figure-mutants.ts";
import { knowledge } from "./knowledge.ts";
import { policyMutants, survivorsOf } from "./mutants.ts";
import { agrees, type PolicyCase, readPolicyCases } from "./policy-cases.ts";
import { sharedMutants } from "./shared-mutants.ts";

const TODAY = day(process.argv[2] ?? new Date().toISOString().slice(0, 10));
const print = (line: string) => process.stdout.write(`${line}\n`);

/** True when every clause is reached. */
function reportCoverage(cases: readonly PolicyCase[]): boolean {
  const rows = clauseCoverage(knowledge, cases);
  print(`Clause coverage by ${cases.length} cases (reached / all)`);
  print(["domain".padEnd(20), "versions".padStart(9), ...CLAUSE_KINDS.map((kind) => kind.padStart(14))].join(""));
  for (const row of [...rows, total(rows)]) {
    const columns = CLAUSE_KINDS.map((kind) => `${row.reached[kind]}/${row.all[kind]}`.padStart(14));
    print([row.domain.padEnd(20), String(row.versions).padStart(9), ...columns].join(""));
  }
  const missed = rows.flatMap((row) => row.missed);
  for (const clause of missed) print(`  not reached: ${clause}`);
  const all = sum(Object.values(total(rows).all));
  print(`Clause coverage ${(((all - missed.length) / all) * 100).toFixed(missed.length > 0 ? 2 : 0)} %`);
  return missed.length === 0;
}

function total(rows: readonly DomainCoverage[]): DomainCoverage {
  const add = (pick: (row: DomainCoverage) => DomainCoverage["all"]) =>
    Object.fromEntries(
      CLAUSE_KINDS.map((kind) => [kind, sum(rows.map((row) => pick(row)[kind]))]),
    ) as DomainCoverage["all"];
  return {
    domain: "total",
    versions: sum(rows.map((row) => row.versions)),
    reached: add((row) => row.reached),
    all: add((row) => row.all),
    missed: [],
  };
}

/** True when no error in today's or past law goes unnoticed. */
function reportMutants(cases: readonly PolicyCase[]): boolean {
  const all = [...policyMutants(knowledge), ...sharedMutants(knowledge), ...figureMutants(knowledge)];
  const mutants = all.filter(({ harmless }) => !harmless);
  const survivors = survivorsOf(mutants, cases);
  print("\nErrors put into the law (noticed / all)");
  print(
    `Left aside: ${all.length - mutants.length} that change no answer, because another way of the same policy covers them`,
  );
  for (const [kind, some] of Map.groupBy(mutants, ({ kind }) => kind)) {
    const left = survivors.filter((mutant) => mutant.kind === kind).length;
    print(`${kind.padEnd(12)}${`${some.length - left}/${some.length}`.padStart(12)}`);
  }
  const future = survivors.filter(({ from }) => from !== null && from > TODAY);
  for (const { where, what } of survivors) print(`  survivor: ${where}: ${what}`);
  print(
    `Survivors: ${survivors.length - future.length} in force or past, ${future.length} to come, of ${mutants.length}`,
  );
  return survivors.length === future.length;
}

const sum = (numbers: readonly number[]) => numbers.reduce((left, right) => left + right, 0);

const cases = readPolicyCases();
const wrong = cases.filter((one) => !agrees(knowledge, one));
for (const one of wrong) print(`does not hold: ${one.file}: ${one.name}`);
const covered = reportCoverage(cases);
const noticed = reportMutants(cases);
process.exitCode = wrong.length === 0 && covered && noticed ? 0 : 1;
