// The questions of one household's review forms, in the order they are asked: where it lies, form A, form B1, form B2, or the
// income alone; last of all why the household is poor. Pure data in, pure data out.
import type { Knowledge } from "./knowledge.ts";
import type { HouseholdClass, Standard } from "./schema/standard.ts";
import type { Words } from "./schema/words.ts";
import type { ReviewForms, Track } from "./schema/workflow.ts";

/** The form a question belongs to; "place" decides the column of points, "C" (the causes) bears none. */
export type FormPart = "place" | "A" | "B1" | "B2" | "income" | "C";

/** One line that may be chosen. */
export interface FormOption {
  id: string;
  name: Words;
}

/** One question. flag: yes or no; one: one line or none; several: any lines; amount: a figure in đồng. */
export interface FormQuestion {
  /** "B1:members", "A:villa", "B2:water". */
  id: string;
  part: FormPart;
  kind: "flag" | "one" | "several" | "amount";
  ask: Words;
  options: FormOption[];
  /** What it means that no line holds; null where one must be chosen. */
  none: Words | null;
  /** Asked only when the other answers propose one of these classes, and counted for nothing; left out: always asked. */
  onlyFor?: readonly HouseholdClass[];
}

/** What decides which questions there are. */
export interface FormSubject {
  forms: Track["forms"];
  standard: Standard;
  /** Households that ask are screened by form A first; those of the list are not. */
  screened: boolean;
  /** null: the registry does not say whether the place is rural. */
  area: "rural" | "urban" | null;
  /** The provinces of before the merger that the place may have been in; more than one is asked. */
  provinces: readonly string[];
  /** Why a household may be poor. */
  causes: readonly FormOption[];
}

/** The question why the household is poor. */
export const CAUSES = "C:causes";

/** All questions in order. */
export function questionsOf(knowledge: Knowledge, forms: ReviewForms, subject: FormSubject): FormQuestion[] {
  const place = [...(subject.area === null ? [areaQuestion(forms)] : []), ...provinceQuestion(forms, subject)];
  if (subject.forms === "income") {
    const income: FormQuestion = {
      id: "income:head",
      part: "income",
      kind: "amount",
      ask: forms.income,
      options: [],
      none: null,
    };
    return [...(subject.area === null ? [areaQuestion(forms)] : []), income, causesQuestion(forms, subject)];
  }
  const screening = subject.screened ? formA(knowledge) : [];
  const scored = [...formB1(knowledge, forms), ...formB2(knowledge, subject.standard)];
  return [...screening, ...place, ...scored, causesQuestion(forms, subject)];
}

/** An income of twelve digits is beyond any household's. */
const AMOUNT = /^\d{1,12}$/;

/** Whether these are lines that may answer the question: ones it has, as many as it takes; null (not known) always may. */
export function mayAnswer({ kind, options, none }: FormQuestion, value: readonly string[] | null): boolean {
  if (value === null) return true;
  const [first, ...others] = value;
  if (kind === "amount") return first !== undefined && AMOUNT.test(first) && others.length === 0;
  if (first === undefined) return kind === "flag" || none !== null;
  if (kind === "flag") return first === "yes" && others.length === 0;
  const lines = new Set(options.map(({ id }) => id));
  const once = new Set(value).size === value.length;
  return once && value.every((id) => lines.has(id)) && (kind === "several" || others.length === 0);
}

function areaQuestion({ area, areas }: ReviewForms): FormQuestion {
  const options = Object.entries(areas).map(([id, name]) => ({ id, name }));
  return { id: "place:area", part: "place", kind: "one", ask: area, options, none: null };
}

function provinceQuestion({ province }: ReviewForms, { provinces }: FormSubject): FormQuestion[] {
  if (provinces.length < 2) return [];
  const options = provinces.map((name) => ({ id: name, name: { vi: name, en: name } }));
  return [{ id: "place:province", part: "place", kind: "one", ask: province, options, none: null }];
}

function formA({ forms }: Knowledge): FormQuestion[] {
  const { exclusions, items } = forms.quick_look;
  return [...exclusions, ...items].map(({ id, name }) => flag("A", id, name));
}

function formB1({ points }: Knowledge, { b1, none }: ReviewForms): FormQuestion[] {
  return b1.map((question) => {
    const lines = points.items.filter((item) =>
      question.exclusive === undefined
        ? item.group === question.group && item.exclusive === undefined
        : item.exclusive === question.exclusive,
    );
    return {
      id: `B1:${question.id}`,
      part: "B1",
      kind: question.exclusive === undefined ? "several" : "one",
      ask: question.ask,
      options: lines.map(({ id, name }) => ({ id, name })),
      none: question.none ?? none,
    };
  });
}

function formB2({ forms }: Knowledge, standard: Standard): FormQuestion[] {
  return forms.b2.indicators.flatMap((id) => {
    const indicator = standard.indicators.find((one) => one.id === id);
    if (indicator === undefined) return [];
    const { name, deprived_if: lacking } = indicator;
    const both = (words: string, when: string | null) => (when === null ? words : `${words}: ${when}`);
    const en = both(name.en ?? name.vi, lacking.en ?? lacking.vi);
    return [flag("B2", id, { vi: both(name.vi, lacking.vi), en })];
  });
}

function causesQuestion({ causes: { ask, classes } }: ReviewForms, { causes }: FormSubject): FormQuestion {
  return { id: CAUSES, part: "C", kind: "several", ask, options: [...causes], none: null, onlyFor: classes };
}

function flag(part: "A" | "B2", id: string, ask: Words): FormQuestion {
  return { id: `${part}:${id}`, part, kind: "flag", ask, options: [], none: null };
}
