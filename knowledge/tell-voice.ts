// How a receipt is put into one language: words, frame sentences, values, names of conditions.
import { addMonths, type Day, formatDay, isDay, isPartialDay } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import type { FactValue } from "./eligibility/facts.ts";
import type { ConditionTrace } from "./eligibility/trace.ts";
import { type Fillable, fill } from "./fill.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Receipt, ReceiptResult } from "./receipt.ts";
import type { Words } from "./schema/words.ts";
import type { LawTextKey } from "./text-keys.ts";

export interface Voice {
  readonly knowledge: Knowledge;
  readonly receipt: Receipt;
  readonly language: Language;
  readonly names: Readonly<Record<string, string>>;
  say(key: LawTextKey, values?: Readonly<Record<string, Fillable>>): string;
  words(words: Words): string;
  /** The sentence of a result with its figures; the name alone when a figure is missing. */
  says(result: ReceiptResult, form: "short" | "full"): string;
  nameWithWhom(result: ReceiptResult): string;
  agency(result: ReceiptResult): string;
  /** "tuổi: 74, cần từ đủ 75 tuổi" or, when it holds, "tuổi: 76". */
  reason(condition: ConditionTrace): string;
  wanted(condition: ConditionTrace): string;
}

/** Binds a receipt to a language. */
export function voiceOf(
  knowledge: Knowledge,
  receipt: Receipt,
  language: Language,
  names: Readonly<Record<string, string>>,
): Voice {
  const words = (value: Words) => value[language] ?? value.vi;
  const say: Voice["say"] = (key, values = {}) => fill(knowledge.texts[language][key]!, values, language) ?? "";
  const voice: Voice = {
    knowledge,
    receipt,
    language,
    names,
    say,
    words,
    says: (result, form) => saysOf(voice, result, form),
    nameWithWhom: (result) => (names[result.who] ? `${names[result.who]}: ${words(result.name)}` : words(result.name)),
    agency: (result) => result.apply.agency_names.map(words).join(", "),
    wanted: (condition) => wantedOf(voice, condition),
    reason: (condition) => {
      const denied = deniedBy(voice, condition);
      if (denied !== null) return denied;
      const values = {
        name: words(condition.name),
        value: shownValue(voice, condition),
        wanted: wantedOf(voice, condition),
      };
      return say(condition.verdict === "yes" ? "reason" : "reason_wanted", values);
    },
  };
  return voice;
}

/** A condition whose name denies something, in its own words: "có lương hưu", where it holds "không có lương hưu"; null for others. */
function deniedBy({ knowledge, words }: Voice, { fact, value, name }: ConditionTrace): string | null {
  const contrary = knowledge.facts.facts.find(({ id }) => id === fact)?.contrary;
  return contrary === undefined || typeof value !== "boolean" ? null : words(value ? name : contrary);
}

function saysOf(voice: Voice, result: ReceiptResult, form: "short" | "full"): string {
  const template = voice.words(result.says[form]);
  const values: Record<string, Fillable> = {};
  for (const [key, amount] of Object.entries(result.amounts)) values[key] = amount.value;
  const marked = template.replace(/\{\{\s*([a-z0-9_]+)/g, (place, key: string) =>
    result.amounts[key]?.exact === false ? voice.say("at_least") + place : place,
  );
  return fill(marked, values, voice.language) ?? voice.words(result.name);
}

function shownValue(voice: Voice, condition: ConditionTrace): string {
  const { value } = condition;
  if (Array.isArray(value) && value.length === 0) return voice.say("unknown");
  if (Array.isArray(value)) return value.map((one) => label(voice, condition, one)).join(voice.say("or"));
  return label(voice, condition, value as Exclude<FactValue, readonly string[]>);
}

function label(voice: Voice, condition: ConditionTrace, value: Exclude<FactValue, readonly string[]>): string {
  if (value === null) return voice.say("none");
  if (typeof value === "boolean") return voice.say(value ? "yes" : "no");
  if (typeof value === "string" && (isDay(value) || isPartialDay(value))) return formatDay(value);
  const words = condition.labels[String(value)];
  if (words) return lowerFirst(voice.words(words));
  return typeof value === "number"
    ? new Intl.NumberFormat(voice.language === "vi" ? "vi-VN" : "en-GB").format(value)
    : value;
}

function wantedOf(voice: Voice, condition: ConditionTrace): string {
  const { wanted, test, value } = condition;
  if (!test) {
    const values = Array.isArray(wanted) ? (wanted as readonly string[]) : [wanted as boolean];
    return values.map((one) => label(voice, condition, one)).join(voice.say("or"));
  }
  const text = voice.words(test).includes("…")
    ? voice.words(test).replace("…", String(wanted))
    : `${voice.words(test)} ${wanted}`;
  const deadline =
    typeof value === "string" && isDay(value) && typeof wanted === "number" ? addMonths(value as Day, wanted) : null;
  return deadline ? voice.say("deadline", { wanted: text, deadline }) : text;
}

function lowerFirst(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** The sentence alone of one result of a receipt, for lists that print clause, day and code beside it. */
export function sentenceOf(knowledge: Knowledge, receipt: Receipt, result: ReceiptResult, language: Language): string {
  return voiceOf(knowledge, receipt, language, {}).says(result, "short");
}
