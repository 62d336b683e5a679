// Checks of days: periods the right way round, no overlap, no gap that nobody declared.
import { addDays, type Day } from "../foundation/day.ts";
import type { LawFiles } from "./law-files.ts";
import type { Problem } from "./read-yaml.ts";

interface Period {
  readonly from: Day;
  readonly to: Day | null;
}

/** Problems with the days of versions, parameter values and standards. */
export function checkDates(files: LawFiles): Problem[] {
  const problems: Problem[] = [];
  for (const policy of files.policies.values()) {
    problems.push(...checkSeries(fileOf(files, policy.id), "versions", policy.versions, policy.gaps));
  }
  for (const parameter of files.parameters.values()) {
    const file = fileOf(files, parameter.id);
    const national = parameter.values.filter((value) => !value.province);
    problems.push(...checkSeries(file, "values", national, parameter.gaps));
    for (const [index, value] of parameter.values.entries())
      problems.push(...checkPeriod(file, `values.${index}`, value));
  }
  const standards = [...files.standards].sort((a, b) => (a.from < b.from ? -1 : 1));
  problems.push(...checkSeries("standards", "standards", standards, []));
  for (const [id, agency] of Object.entries(files.agencies)) {
    for (const [index, name] of agency.names.entries())
      problems.push(...checkPeriod("agencies.yaml", `${id}.names.${index}`, name));
  }
  return problems;
}

function fileOf(files: LawFiles, id: string): string {
  return files.fileOf.get(id) ?? id;
}

function checkPeriod(file: string, path: string, period: Period): Problem[] {
  if (period.to === null || period.from <= period.to) return [];
  return [{ file, path, reason: `ends on ${period.to}, before it begins on ${period.from}` }];
}

function checkSeries(file: string, path: string, series: readonly Period[], gaps: readonly Period[]): Problem[] {
  const problems = series.flatMap((period, index) => checkPeriod(file, `${path}.${index}`, period));
  for (const [index, period] of series.entries()) {
    const next = series[index + 1];
    if (!next) continue;
    const where = `${path}.${index + 1}.from`;
    if (period.to === null || next.from <= period.to) {
      problems.push({
        file,
        path: where,
        reason: `${next.from} overlaps the entry before, which ends ${period.to ?? "never"}`,
      });
    } else if (addDays(period.to, 1) < next.from && !isDeclared(gaps, addDays(period.to, 1), addDays(next.from, -1))) {
      problems.push({
        file,
        path: where,
        reason: `undeclared gap from ${addDays(period.to, 1)} to ${addDays(next.from, -1)}`,
      });
    }
  }
  for (const [index, gap] of gaps.entries()) {
    const overlapped = series.some(
      (period) => period.from <= (gap.to ?? period.from) && (period.to === null || gap.from <= period.to),
    );
    if (overlapped)
      problems.push({
        file,
        path: `gaps.${index}`,
        reason: `the declared gap from ${gap.from} overlaps an entry in force`,
      });
  }
  return problems;
}

function isDeclared(gaps: readonly Period[], from: Day, to: Day): boolean {
  return gaps.some((gap) => gap.from === from && gap.to === to);
}
