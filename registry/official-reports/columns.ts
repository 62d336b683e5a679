// A layout's columns for one sheet: those that stand for several (an indicator, an ethnicity, a kind of change each) written out.
import type { Layout } from "../../knowledge/official-reports.ts";
import type { Condition, Count, LayoutColumn, Said } from "../../knowledge/schema/official-report.ts";

/** Something that a column of its own stands for. */
export interface Turn {
  id: string;
  name: Said;
}

/** What there is of each kind. */
export type Turns = Readonly<Record<"indicator" | "ethnicity" | "change", readonly Turn[]>>;

/** A column of a sheet. */
export interface Column {
  key: string;
  no: string;
  header: readonly Said[];
  /** The column stands for one of several. */
  ofEach: boolean;
  /** Counted for a share and not drawn. */
  unseen: boolean;
  kind: LayoutColumn["is"] | null;
  count: Count["count"] | null;
  when: Condition;
  whole: boolean;
  move: LayoutColumn["move"] | null;
  /** Keys of the column counted and of the one it is a share of. */
  share: { of: string; in: string } | null;
  notKept: Said | null;
  says: readonly Said[];
}

/** The columns in order, those that are not drawn last. */
export function columnsOf(layout: Layout, turns: Turns): Column[] {
  const all = layout.columns.flatMap((column) =>
    column.each === undefined
      ? written(layout, column, null, 0)
      : turns[column.each].flatMap((turn, at) => written(layout, column, turn, at + 1)),
  );
  return [...all.filter(({ unseen }) => !unseen), ...all.filter(({ unseen }) => unseen)];
}

function written(layout: Layout, column: LayoutColumn, turn: Turn | null, n: number): Column[] {
  const id = (text: string) => text.replaceAll("{id}", turn?.id ?? "");
  const inWords = (text: string, language: "vi" | "en") =>
    text.replace(/\{(\w+)(?:\+(\d))?\}/g, (place, name: string, plus: string | undefined) => {
      if (name === "n") return String(n + Number(plus ?? 0));
      return (name === "name" ? turn?.name : layout.words[name])?.[language] ?? place;
    });
  const both = (said: Said): Said => ({ vi: inWords(said.vi, "vi"), en: inWords(said.en, "en") });
  const key = id(column.key);
  const { share } = column;
  const counted = typeof share === "object" ? share : null;
  const base: Column = {
    key,
    no: inWords(column.no, "vi"),
    header: column.header.map(both),
    ofEach: turn !== null,
    unseen: false,
    kind: column.is ?? null,
    count: column.count ?? null,
    when: own(layout, column.when, id),
    whole: column.whole,
    move: column.move ?? null,
    share: share === undefined ? null : { of: counted === null ? String(share) : `${key}#`, in: column.in! },
    notKept: column.not_kept ?? null,
    says: column.says,
  };
  if (counted === null) return [base];
  const when = own(layout, counted.when, id);
  return [base, { ...base, key: `${key}#`, unseen: true, share: null, count: counted.count, when }];
}

/** The condition with the report's class and the column's turn in it. */
function own({ ownClass }: Layout, when: Condition, id: (text: string) => string): Condition {
  const texts = Object.entries(when).map(([name, value]) => [name, typeof value === "string" ? id(value) : value]);
  const filled = Object.fromEntries(texts) as Condition;
  return filled.class === "own" && ownClass !== null ? { ...filled, class: ownClass } : filled;
}
