// The law a second time, as SQL with its own three-valued logic (NULL = unknown). Reads the YAML files by itself and shares
// nothing with the engine: no loader, no compiled rules, no dates, no derivations.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

type Wanted = boolean | number | string[];
type Way = Record<string, Wanted>;
interface LawVersion {
  from: string;
  to: string | null;
  confidence: string;
  who: { level: string; any: Way[] };
}
interface LawPolicy {
  id: string;
  kind: string;
  versions: LawVersion[];
}
interface LawGroup {
  order: string[];
  before: { any: Way[]; except: string[] } | null;
}
interface LawStandard {
  from: string;
  to: string | null;
  lines: Record<string, Record<string, number>>;
  rules: { classes: string[]; above: string | null; at_most: string | null; deprivations_min: number | null }[];
}
interface LawFact {
  id: string;
  type: string;
}
type LawWord = { fact: string; test: string; also?: Way };

export interface LawInSql {
  /** Policy ids in the order of the answers. */
  readonly policies: readonly string[];
  /** Creates the tables household and member. */
  readonly tables: string;
  /** Per household and member: one letter a policy, by its own conditions and after groups: y, n, u, or - when not in force. */
  readonly query: string;
}

/** Writes the law of a knowledge folder as SQL. */
export function lawInSql(folder: string): LawInSql {
  const read = (file: string) => parse(readFileSync(path.join(folder, file), "utf8"));
  const files = (under: string) =>
    readdirSync(path.join(folder, under), { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".yaml"),
    );
  const policies = files("policies").map((file): LawPolicy => read(path.join("policies", file)));
  const standards = files("standards").map((file): LawStandard => read(path.join("standards", file)));
  const groups = Object.values(read("exclusive-groups.yaml")) as LawGroup[];
  const { facts, conditions } = read("facts.yaml") as { facts: LawFact[]; conditions: Record<string, LawWord> };
  const columns = facts.filter(({ id }) => id !== "birth").map(({ id, type }) => ({ id, type: sqlType(type) }));
  return {
    policies: policies.map(({ id }) => id),
    tables: tablesOf(columns),
    query: queryOf(
      policies,
      groups,
      subjectsOf(
        columns.map(({ id }) => id),
        standards,
      ),
      conditions,
    ),
  };
}

const sqlType = (type: string) => ({ flag: "boolean", number: "numeric", date: "date" })[type] ?? "text";

function tablesOf(columns: readonly { id: string; type: string }[]): string {
  const own = columns.map(({ id, type }) => `${id} ${type}`).join(", ");
  return ["household", "member"]
    .map((table) => `CREATE TABLE ${table} (n int, who text, on_day date, birth date, birth_year int, ${own});`)
    .join("\n");
}

// Facts as the rules see them: a member has the household's facts unless it has its own; age, class and the two facts that
// follow from others are worked out here.
function subjectsOf(columns: readonly string[], standards: readonly LawStandard[]): string {
  const inherited = [...columns, "birth", "birth_year"].map((id) => `coalesce(m.${id}, h.${id}) AS ${id}`);
  const kept = (prefix: string, without: readonly string[]) =>
    columns.filter((id) => !without.includes(id)).map((id) => `${prefix}.${id}`);
  return `
    people AS (SELECT m.n, m.who, h.on_day, ${inherited.join(", ")} FROM member m JOIN household h USING (n)),
    allowances AS (
      SELECT n, CASE WHEN bool_or(gets_monthly_sa) THEN true
                     WHEN bool_and(gets_monthly_sa IS NOT NULL) AND NOT bool_or(gets_monthly_sa) THEN false END AS any_member
      FROM people GROUP BY n),
    everybody AS (
      SELECT n, who, on_day, birth, birth_year, ${columns.join(", ")} FROM household
      UNION ALL SELECT n, who, on_day, birth, birth_year, ${columns.join(", ")} FROM people),
    subject AS (
      SELECT e.n, e.who, e.on_day, ${kept("e", ["elderly", "member_gets_monthly_sa", "age"]).join(", ")},
        coalesce(e.member_gets_monthly_sa, a.any_member) AS member_gets_monthly_sa,
        y.low, y.high,
        coalesce(e.elderly, CASE WHEN y.low >= 60 THEN true WHEN y.high < 60 THEN false END) AS elderly,
        CASE WHEN e.hh_class IS NOT NULL THEN ARRAY[e.hh_class]
             WHEN e.income_per_head IS NULL THEN ARRAY['poor', 'near_poor', 'avg_living', 'other']
             ELSE ${classesOf(standards)} END AS classes
      FROM everybody e LEFT JOIN allowances a USING (n), LATERAL (SELECT
        CASE WHEN birth IS NOT NULL THEN date_part('year', age(on_day, birth))
             WHEN birth_year IS NOT NULL THEN date_part('year', age(on_day, make_date(birth_year, 12, 31))) ELSE e.age END AS low,
        CASE WHEN birth IS NOT NULL THEN date_part('year', age(on_day, birth))
             WHEN birth_year IS NOT NULL THEN date_part('year', age(on_day, make_date(birth_year, 1, 1))) ELSE e.age END AS high) y)`;
}

function classesOf(standards: readonly LawStandard[]): string {
  const all = "ARRAY['poor', 'near_poor', 'avg_living', 'other']";
  const cases = standards.map((standard) => {
    const area = (name: string) =>
      `CASE WHEN coalesce(e.area, '${name}') = '${name}' THEN ${classesFrom(standard, name, 0)} ELSE ARRAY[]::text[] END`;
    return `WHEN ${during("e.on_day", standard)} THEN ${area("rural")} || ${area("urban")}`;
  });
  return `CASE ${cases.join(" ")} ELSE ${all} END`;
}

// The rules in order: one that surely holds ends the search, one that may hold leaves its classes possible.
function classesFrom(standard: LawStandard, area: string, at: number): string {
  const rule = standard.rules[at];
  if (!rule) return "ARRAY[]::text[]";
  const next = classesFrom(standard, area, at + 1);
  const line = (name: string) => standard.lines[name]![area]!;
  const income = [
    rule.above === null ? "true" : `e.income_per_head > ${line(rule.above)}`,
    rule.at_most === null ? "true" : `e.income_per_head <= ${line(rule.at_most)}`,
  ].join(" AND ");
  const lacking = rule.deprivations_min === null ? "true" : `(e.deprivations >= ${rule.deprivations_min})`;
  const classes = `ARRAY[${quoted(rule.classes)}]`;
  return `CASE WHEN NOT (${income}) OR NOT ${lacking} THEN ${next} WHEN ${lacking} THEN ${classes} ELSE ${classes} || ${next} END`;
}

const during = (day: string, { from, to }: { from: string; to: string | null }) =>
  to === null ? `${day} >= '${from}'` : `${day} BETWEEN '${from}' AND '${to}'`;
const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(", ");

function queryOf(
  policies: readonly LawPolicy[],
  groups: readonly LawGroup[],
  subjects: string,
  words: Readonly<Record<string, LawWord>>,
): string {
  const place = new Map(policies.map(({ id }, index) => [id, index]));
  const own = policies.flatMap(({ kind, versions }, index) => {
    const each = versions.map((version) => ({
      when: `${during("on_day", version)} AND (who = 'household') = ${version.who.level === "household"}`,
      holds: anyOf(version.who.any, words),
      right: version.confidence !== "uncertain" && kind !== "programme",
    }));
    const cases = (value: (one: (typeof each)[number]) => string) =>
      `CASE ${each.map((one) => `WHEN ${one.when} THEN ${value(one)}`).join(" ")} END`;
    return [`${cases((one) => one.holds)} AS own${index}`, `${cases((one) => String(one.right))} AS right${index}`];
  });
  const stands = groups.map(({ before }, index) => `${before ? anyOf(before.any, words) : "false"} AS stands${index}`);
  const last = new Map<number, string>();
  for (const [index, group] of groups.entries()) settle(group, index, place, last);
  const letter = (index: number, value: string) =>
    `CASE WHEN right${index} IS NULL THEN '-' WHEN ${value} THEN 'y' WHEN NOT (${value}) THEN 'n' ELSE 'u' END`;
  const letters = (value: (index: number) => string) =>
    policies.map((_, index) => letter(index, value(index))).join(" || ");
  return `WITH ${subjects},
    answers AS MATERIALIZED (SELECT n, who, classes, ${[...own, ...stands].join(",\n")} FROM subject)
    SELECT n, who, ${letters((index) => `own${index}`)} AS own,
      ${letters((index) => last.get(index) ?? `own${index}`)} AS final
    FROM answers`;
}

// One of a group, in its order: it holds unless an earlier one does or another scheme stands before the group.
function settle(
  { order, before }: LawGroup,
  group: number,
  place: ReadonlyMap<string, number>,
  last: Map<number, string>,
) {
  let earlier = "false";
  for (const id of order) {
    const index = place.get(id)!;
    const stands = before && !before.except.includes(id) ? `stands${group}` : "false";
    const counts = `right${index} IS TRUE`;
    last.set(index, `(own${index} AND NOT (${counts} AND who <> 'household' AND (${earlier} OR ${stands})))`);
    earlier = `(${earlier} OR (${counts} AND own${index} AND NOT ${stands}))`;
  }
}

function anyOf(ways: readonly Way[], words: Readonly<Record<string, LawWord>>): string {
  return ways.length === 0 ? "false" : `(${ways.map((way) => allOf(way, words)).join(" OR ")})`;
}

function allOf(way: Way, words: Readonly<Record<string, LawWord>>): string {
  return `(${Object.entries(way)
    .map(([word, wanted]) => condition(word, wanted, words))
    .join(" AND ")})`;
}

function condition(name: string, wanted: Wanted, words: Readonly<Record<string, LawWord>>): string {
  const word = words[name];
  if (!word && typeof wanted === "boolean") return `(${name} = ${wanted})`;
  if (!word && name === "hh_class") {
    const list = `ARRAY[${quoted(wanted as string[])}]`;
    return `(CASE WHEN classes <@ ${list} THEN true WHEN NOT classes && ${list} THEN false END)`;
  }
  if (!word) return `(${name} = ANY (ARRAY[${quoted(wanted as string[])}]))`;
  const test = tested(word, Number(wanted));
  return word.also ? `(${test} AND ${allOf(word.also, words)})` : test;
}

function tested({ fact, test }: LawWord, limit: number): string {
  if (test === "within_months") return `(${fact} <= on_day AND (${fact} + interval '${limit} months')::date >= on_day)`;
  const [low, high] = fact === "age" ? ["low", "high"] : [fact, fact];
  if (test === "at_least") return `(CASE WHEN ${low} >= ${limit} THEN true WHEN ${high} < ${limit} THEN false END)`;
  if (test === "below") return `(CASE WHEN ${high} < ${limit} THEN true WHEN ${low} >= ${limit} THEN false END)`;
  return `(CASE WHEN ${high} <= ${limit} THEN true WHEN ${low} > ${limit} THEN false END)`;
}
