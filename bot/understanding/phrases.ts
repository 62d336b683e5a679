// Whole messages that mean one thing: commands that always win, and bare answers to a question.
import { fold } from "../../foundation/vietnamese.ts";
import type { WordTables } from "./language.ts";
import type { Command, Understanding } from "./types.ts";

/** Polite endings that change nothing: "hủy đi ạ" is "hủy". */
const ENDING = /(?: (?:a|nhe|nha|nghe|di|voi|em|con|chau|ban|bot|ad|oi|giup|please|da|cai|luon|hen|thoi))+$/;

/** The command that the whole message is, in the form of `bare`, else null. */
export function commandOf(phrase: string, commands: ReadonlyMap<string, string>): Command | null {
  const found = commands.get(phrase) ?? commands.get(phrase.replace(ENDING, ""));
  return (found as Command | undefined) ?? null;
}

/** Letters of the longest bare answer, politeness and all; whoever writes more says more. */
const LONGEST_ANSWER = 60;

/** A bare yes, no or number of a choice ("2", "số 2", "chọn 2"), in the form of `bare`; null when the message says more. */
export function answerOf(phrase: string, tables: WordTables): Understanding["answer"] {
  if (phrase.length > LONGEST_ANSWER) return null;
  const choice = /^(?:so |chon |chon so |cau |muc |y |dap an )?(\d{1,2})$/.exec(phrase.replace(ENDING, ""));
  if (choice) return Number(choice[1]);
  for (const form of [phrase, phrase.replace(ENDING, ""), phrase.replace(/^da /, "").replace(ENDING, "")]) {
    if (tables.no.has(form)) return "no";
    if (tables.yes.has(form)) return "yes";
  }
  return null;
}

/** Folded, without punctuation, single spaces. */
export function bare(plain: string): string {
  return fold(plain)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
