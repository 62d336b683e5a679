// Where a conversation stands: one small JSON document per account, with the version of its definition. Documents of
// older versions are brought forward when they are read; one from the future starts afresh rather than be misread.
import { z } from "zod";
import type { Language } from "../foundation/language.ts";

/** Raise it when the shape below changes, and add the step to MIGRATIONS in the same commit. */
export const SESSION_VERSION = 3;

/** One choice that was offered: what it sends when it is pressed, or when its number or its title is typed. */
export interface OfferedChoice {
  title: string;
  payload: string;
}

/** A question that is open: the handler that asked, the step it is at, and what it knows so far. */
export interface OpenForm {
  handler: string;
  step: string;
  data: Record<string, unknown>;
  since: string;
}

/** The state of one conversation. */
export interface Session {
  version: number;
  language: Language;
  form: OpenForm | null;
  choices: OfferedChoice[];
  /** What the person told about the household, after consent: facts of knowledge/facts.yaml. */
  household: Record<string, unknown>;
  /** `called` are the words that named the person: "con trai"; people of one key are told apart by them. */
  members: { key: string; facts: Record<string, unknown>; called?: string | undefined }[];
  /** The inquiry of the last answer about rights and the policies it told, for "vì sao", "giấy tờ" and asking on. */
  about: ({ field: string; subject: string | null; policies: string[] } & Record<string, unknown>) | null;
  /** The end of the pause that the person was told about, so that it is said once. */
  toldOfPause: string | null;
  /** Questions that were left for another one, the latest last: they are taken up again when the other one is done. */
  waiting: OpenForm[];
  /** The role somebody with several chose to act in (registry/actor.ts), or null. */
  role: string | null;
  /** How to address the person (knowledge/address.yaml); null until something shows it. */
  address: "elder" | "peer" | "young" | null;
  /** The person does not want to be asked about the household: questions are answered in general. */
  generalOnly: boolean;
}

const formSchema = z.object({
  handler: z.string(),
  step: z.string(),
  data: z.record(z.string(), z.unknown()),
  since: z.string(),
});

const sessionSchema = z.object({
  version: z.literal(SESSION_VERSION),
  language: z.enum(["vi", "en"]),
  form: formSchema.nullable(),
  choices: z.array(z.object({ title: z.string(), payload: z.string() })),
  household: z.record(z.string(), z.unknown()),
  members: z.array(
    z.object({ key: z.string(), facts: z.record(z.string(), z.unknown()), called: z.string().optional() }),
  ),
  about: z.looseObject({ field: z.string(), subject: z.string().nullable(), policies: z.array(z.string()) }).nullable(),
  toldOfPause: z.string().nullable(),
  waiting: z.array(formSchema),
  role: z.string().nullable(),
  address: z.enum(["elder", "peer", "young"]).nullable(),
  generalOnly: z.boolean(),
});

/** MIGRATIONS[n] turns a document of version n into one of version n + 1. */
const MIGRATIONS: Record<number, (old: Record<string, unknown>) => Record<string, unknown>> = {
  // Version 0 kept the language alone, before conversations had forms.
  0: (old) => ({ ...newSession("vi"), language: old.language === "en" ? "en" : "vi", version: 1 }),
  // Version 1 knew one open question and no roles.
  1: (old) => ({ ...old, waiting: [], role: null, address: null, version: 2 }),
  // Version 2 did not remember that somebody asked for general information only.
  2: (old) => ({ ...old, generalOnly: false, version: 3 }),
};

/** A conversation that begins. */
export function newSession(language: Language): Session {
  return {
    version: SESSION_VERSION,
    language,
    form: null,
    choices: [],
    household: {},
    members: [],
    about: null,
    toldOfPause: null,
    waiting: [],
    role: null,
    address: null,
    generalOnly: false,
  };
}

/** Reads a stored document of this or any older version; whatever cannot be read begins anew. */
export function readSession(document: unknown): Session {
  let state = document as Record<string, unknown>;
  if (typeof state !== "object" || state === null) return newSession("vi");
  for (let version = Number(state.version ?? 0); version < SESSION_VERSION; version += 1) {
    const migrate = MIGRATIONS[version];
    if (migrate === undefined) return newSession("vi");
    state = migrate(state);
  }
  const read = sessionSchema.safeParse(state);
  return read.success ? read.data : newSession("vi");
}
