// The kinds of values that commands take, by the name the help gives them, and what makes one right. Files are looked at before
// anything is opened or made, so that a code is not made for a picture that cannot be written.
import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { isDay } from "../foundation/day.ts";
import { doorCodeIn, readShortCode } from "../foundation/digest.ts";
import { isUuid } from "../foundation/uuid.ts";
import { reportPeriod } from "../knowledge/official-reports.ts";
import { loadRoles } from "../knowledge/roles.ts";
import { communeUnits } from "./commune-units.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";

const roles = () => [...loadRoles(KNOWLEDGE).keys()];

/** What makes a value right; `name` is the kind, `wrong` what is said of a value that is not right, both in the texts. */
interface Kind {
  name: string;
  wrong: string;
  right(value: string): boolean;
}

const kind = (name: string, wrong: string, right: (value: string) => boolean): Kind => ({ name, wrong, right });
const ending = (pattern: RegExp, allowed: (file: string) => boolean) => (file: string) =>
  pattern.test(file) && allowed(file);

const KINDS: Readonly<Record<string, Kind>> = {
  "YYYY-MM-DD": kind("day", "is-not", isDay),
  PERSON: kind("person", "is-not", isUuid),
  CODE: kind("code", "is-not", (value) => (doorCodeIn(value)?.code ?? null) !== null),
  RECEIPT: kind("receipt", "is-not", (value) => readShortCode(value) !== null),
  HEAD: kind("head", "is-not", (value) => /^[0-9a-f]{12,64}$/i.test(value)), // twelve digits are what a digest prints
  PERIOD: kind("period", "is-not", (value) => reportPeriod(value) !== null),
  NUMBER: kind("number", "is-not", (value) => /^\d{1,9}$/.test(value)),
  COMMUNE: kind("commune", "no-commune-code", (value) => communeUnits(value) !== null),
  ROLE: kind("choice", "choice", (value) => roles().includes(value)),
  "FILE.xlsx|csv": kind("list-file", "unreadable", ending(/\.(xlsx|csv)$/i, isReadable)),
  "NEW.xlsx|csv": kind("new-list-file", "unwritable", ending(/\.(xlsx|csv)$/i, canBeWritten)),
  "FILE.gz": kind("backup", "unreadable", ending(/\.gz$/i, isReadable)),
  "NEW.gz": kind("new-backup", "unwritable", ending(/\.gz$/i, canBeWritten)),
  "NEW.xlsx": kind("new-workbook", "unwritable", ending(/\.xlsx$/i, canBeWritten)),
  "NEW.png": kind("new-picture", "unwritable", ending(/\.png$/i, canBeWritten)),
};

/** The kind of a value by the name the help gives it: small letters with bars are a choice, any other capitals any text. */
export function kindOf(written: string): Kind {
  const choices = written.split("|");
  if (/^[a-z|]+$/.test(written)) return kind("choice", "choice", (value) => choices.includes(value));
  return KINDS[written] ?? kind(written.toLowerCase(), "empty", (value) => value.trim() !== "");
}

/** What may be chosen, for a kind that is a choice. */
export function choicesOf(written: string): string[] {
  return written === "ROLE" ? roles() : written.split("|");
}

function isReadable(file: string): boolean {
  return allows(file, constants.R_OK) && statSync(file).isFile();
}

function canBeWritten(file: string): boolean {
  const there = statSync(file, { throwIfNoEntry: false });
  return there === undefined ? allows(dirname(file), constants.W_OK) : there.isFile() && allows(file, constants.W_OK);
}

function allows(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
