// A village head's message as a list of changes: cut where another household begins, one or more changes in each part.
import type { Day } from "../../foundation/day.ts";
import type { Classifier } from "./classifier.ts";
import type { NameTables, Thresholds } from "./language.ts";
import { align, blank, hasCapitals } from "./slots/aligned.ts";
import { datesIn } from "./slots/dates.ts";
import { identifiersIn } from "./slots/identifiers.ts";
import { amountsIn } from "./slots/money.ts";
import { type PersonMention, personsIn } from "./slots/persons.ts";
import { placesIn } from "./slots/places.ts";
import { quantitiesIn } from "./slots/quantities.ts";
import type { DateSlot, Report } from "./types.ts";

export interface ReportTools {
  changes: Classifier;
  tables: NameTables;
  limits: Thresholds;
  wordsOf(plain: string): string[];
  confidence(score: number): number;
}

interface Part {
  text: string;
  head: PersonMention | null;
}

const CLAUSE_END =
  /[;\n)!?]+\s*|[.,](?!\d)\s*|\s[-–]\s|:\s|\s(?=(?:còn|con|với|voi|và|va|rồi|roi|thêm|them)\s(?:nhà|nha|hộ|ho)\s)/giu;
const MOST_PARTS = 8;

/** The reports in order; facts said before the first household ("tháng 10 thôn Lũng Pù: …") belong to all. */
export function reportsOf(plain: string, today: Day, tools: ReportTools): Report[] {
  const cased = hasCapitals(plain);
  const parts = partsOf(plain.replace(/\s*\(/g, " "), cased, tools.tables);
  const first = factsOf(parts[0]!.text, cased, today, tools.tables);
  const shared = parts.length > 1 ? first : null;
  return parts.flatMap((part, at) => {
    if (parts.length > 1 && at === 0 && part.head === null) return [];
    const facts = at === 0 ? first : factsOf(part.text, cased, today, tools.tables);
    const changes = changesOf(part.text, tools);
    return changes.map(({ change, score, clause }) => ({
      household_head: change === "nil_report" ? null : (part.head?.name ?? null),
      change_type: change,
      date: (facts.date ?? shared?.date)?.iso ?? null,
      date_raw: (facts.date ?? shared?.date)?.raw ?? null,
      people: facts.people,
      village: facts.village ?? shared?.village ?? null,
      amount: amountOf(changes, change, clause, facts.amount),
      confidence: tools.confidence(score),
    }));
  });
}

/** Cuts the message at clauses that name another household; the strongest mention of a part is its head. */
function partsOf(plain: string, cased: boolean, tables: NameTables): Part[] {
  const parts: Part[] = [];
  for (const clause of clausesOf(plain)) {
    const head = strongest(clause, cased, tables);
    const last = parts.at(-1);
    const another =
      head !== null &&
      head.strength >= 3 &&
      last?.head != null &&
      last.head.strength >= 3 &&
      head.name !== last.head.name;
    const header =
      last !== undefined &&
      last.head === null &&
      head !== null &&
      parts.length === 1 &&
      / |^/.test(clause) &&
      isHeader(last.text);
    if (last === undefined || ((another || header) && parts.length < MOST_PARTS)) parts.push({ text: clause, head });
    else {
      last.text += `, ${clause}`;
      if (head !== null && (last.head === null || head.strength > last.head.strength)) last.head = head;
    }
  }
  return parts.length > 0 ? parts : [{ text: plain, head: null }];
}

/** A beginning that only says when and where: "biến động tháng 10 thôn Lũng Pù". */
function isHeader(text: string): boolean {
  return /(?:bien dong|bao cao|cap nhat|tong hop)/.test(align(text).folded);
}

function clausesOf(plain: string): string[] {
  return plain
    .split(CLAUSE_END)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
}

function strongest(text: string, cased: boolean, tables: NameTables): PersonMention | null {
  const message = align(text, cased);
  const places = placesIn(message, tables);
  const persons = personsIn(message, tables).filter(
    ({ at }) => !places.some((place) => at >= place.at && at < place.end),
  );
  return persons.reduce<PersonMention | null>(
    (best, person) => (best === null || person.strength > best.strength ? person : best),
    null,
  );
}

function factsOf(
  text: string,
  cased: boolean,
  today: Day,
  tables: NameTables,
): { date: DateSlot | null; people: number | null; village: string | null; amount: number | null } {
  const message = align(text, cased);
  const places = placesIn(message, tables);
  const rest = blank(identifiersIn(message).rest, places);
  const dates = datesIn(rest, today).filter(({ precision }) => precision !== "year");
  return {
    date: dates.find(({ iso }) => iso?.length === 10) ?? dates.find(({ iso }) => iso !== null) ?? dates[0] ?? null,
    people: quantitiesIn(rest).count,
    village: places[0]?.name ?? null,
    amount: amountsIn(rest)[0] ?? null,
  };
}

/** An amount belongs to the change whose clause says it, else to the first change of the part. */
function amountOf(
  changes: readonly Change[],
  change: string | null,
  clause: string | null,
  any: number | null,
): number | null {
  const said = (text: string | null): number | null =>
    text === null ? null : (amountsIn(identifiersIn(align(text)).rest)[0] ?? null);
  if (any === null) return null;
  const own = said(clause);
  if (own !== null || changes.length === 1) return own ?? any;
  const claimed = changes.some((other) => said(other.clause) !== null);
  return !claimed && change === changes[0]!.change ? any : null;
}

interface Change {
  change: string | null;
  score: number;
  /** The clause that says it; null when only the whole part does. */
  clause: string | null;
}

/** The likeliest change of the whole part, and those that a single clause says clearly, in the order they are said. */
function changesOf(text: string, tools: ReportTools): Change[] {
  const all = scoresOf(text, tools);
  const whole = best(all, tools);
  const found: Change[] = [];
  const clauses = clausesOf(text);
  if (clauses.length < 2) return [named(whole, tools)];
  for (const clause of clauses) {
    const one = best(scoresOf(clause, tools), tools);
    const denied = all[tools.changes.labels.indexOf(one.change)]! < tools.limits.denied_change_score;
    const clear =
      one.score >= tools.limits.second_change_score && one.change !== "nil_report" && one.change !== "other";
    const same = one.change === whole.change;
    if ((same || (clear && !denied && clause.includes(" "))) && !found.some(({ change }) => change === one.change))
      found.push({ ...one, clause });
  }
  if (!found.some(({ change }) => change === whole.change)) {
    const likely = named(whole, tools);
    if (likely.change !== null || found.length === 0) found.unshift(likely);
  }
  return found;
}

/** The change when it is likely enough to be named, for the whole part. */
function named({ change, score }: { change: string; score: number }, { limits }: ReportTools): Change {
  return { change: score >= limits.change_score ? change : null, score, clause: null };
}

function scoresOf(text: string, { changes, wordsOf }: ReportTools): Float64Array {
  return changes.scoreWords(wordsOf(text));
}

function best(scores: Float64Array, { changes }: ReportTools): { change: string; score: number } {
  let top = 0;
  for (let at = 1; at < scores.length; at += 1) if (scores[at]! > scores[top]!) top = at;
  return { change: changes.labels[top]!, score: scores[top]! };
}
