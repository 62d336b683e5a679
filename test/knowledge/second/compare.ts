// The engine and the law in SQL, asked about the same random households.
import { PGlite } from "@electric-sql/pglite";
import { day } from "../../../foundation/day.ts";
import { VERDICTS } from "../../../knowledge/eligibility/condition.ts";
import { decide } from "../../../knowledge/eligibility/decide.ts";
import { situationOf } from "../../../knowledge/eligibility/facts.ts";
import type { Knowledge } from "../../../knowledge/knowledge.ts";
import { type LawInSql, lawInSql } from "./law-in-sql.ts";
import { type PlainFacts, type RandomHousehold, randomHousehold, randomSource } from "./random-households.ts";

export interface Comparison {
  readonly households: number;
  readonly subjects: number;
  readonly verdicts: Readonly<Record<string, number>>;
  /** "household 12 m0 bhyt-poor: engine u, sql y", at most the first hundred. */
  readonly differences: readonly string[];
}

const BATCH = 5000;

/** Decides `count` random households both ways, in batches. */
export async function compare(knowledge: Knowledge, folder: string, count: number, seed: number): Promise<Comparison> {
  const law = lawInSql(folder);
  const random = randomSource(seed);
  const store = await PGlite.create();
  const verdicts: Record<string, number> = { y: 0, n: 0, u: 0 };
  const differences: string[] = [];
  let subjects = 0;
  try {
    await store.exec(law.tables);
    for (let done = 0; done < count; done += BATCH) {
      const households = Array.from({ length: Math.min(BATCH, count - done) }, () => randomHousehold(random));
      const bySql = await askSql(store, law, households);
      for (const [n, household] of households.entries()) {
        for (const [who, mine] of Object.entries(askEngine(knowledge, law, household))) {
          subjects += 1;
          const other = bySql.get(`${n} ${who}`) ?? { own: "", final: "" };
          for (const letter of mine.final) if (letter !== "-") verdicts[letter]! += 1;
          if (mine.own === other.own && mine.final === other.final) continue;
          if (differences.length < 100) differences.push(...differing(law, done + n, who, mine, other));
        }
      }
    }
  } finally {
    await store.close();
  }
  return { households: count, subjects, verdicts, differences };
}

interface Letters {
  readonly own: string;
  readonly final: string;
}

async function askSql(
  store: PGlite,
  law: LawInSql,
  households: readonly RandomHousehold[],
): Promise<Map<string, Letters>> {
  const rows = households.map(({ on, household }, n) => ({ n, who: "household", on_day: on, ...sqlFacts(household) }));
  const members = households.flatMap(({ members }, n) =>
    members.map((facts, index) => ({ n, who: `m${index}`, ...sqlFacts(facts) })),
  );
  await store.exec("TRUNCATE household, member");
  await store.query("INSERT INTO household SELECT * FROM json_populate_recordset(NULL::household, $1)", [rows]);
  await store.query("INSERT INTO member SELECT * FROM json_populate_recordset(NULL::member, $1)", [members]);
  const answer = await store.query<{ n: number; who: string; own: string; final: string }>(law.query);
  return new Map(answer.rows.map(({ n, who, own, final }) => [`${n} ${who}`, { own, final }]));
}

// Never on the list = minus infinity; a year of birth has a column of its own.
function sqlFacts({ birth, ...facts }: PlainFacts): Record<string, unknown> {
  const dates = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value === null ? "-infinity" : value]),
  );
  if (birth === undefined) return dates;
  return String(birth).length === 4 ? { ...dates, birth_year: Number(birth) } : { ...dates, birth };
}

function askEngine(
  knowledge: Knowledge,
  law: LawInSql,
  { on, household, members }: RandomHousehold,
): Record<string, Letters> {
  const plain = { household, members: members.map((facts, index) => ({ key: `m${index}`, facts })) };
  const { situation } = situationOf(knowledge.vocabulary, plain, "given");
  const { subjects } = decide(knowledge, situation, day(on));
  return Object.fromEntries(
    subjects.map((subject) => {
      const at = new Map(subject.rules.map((rule, index) => [rule.policy.id, index]));
      const letters = (verdicts: Uint8Array) =>
        law.policies.map((id) => (at.has(id) ? VERDICTS[verdicts[at.get(id)!]!]![0] : "-")).join("");
      return [subject.who, { own: letters(subject.own), final: letters(subject.final) }];
    }),
  );
}

function differing(law: LawInSql, n: number, who: string, mine: Letters, other: Letters): string[] {
  return law.policies.flatMap((id, index) => {
    const [engine, sql] = [mine, other].map(({ own, final }) => `${own[index]}→${final[index]}`);
    return engine === sql ? [] : [`household ${n} ${who} ${id}: engine ${engine}, sql ${sql}`];
  });
}
