// What the pages are built of: made once in server.ts and handed on as a plain argument.
import type { Clock } from "../foundation/clock.ts";
import type { Language } from "../foundation/language.ts";
import type { Logger } from "../foundation/log.ts";
import type { Notice } from "../handlers/handler.ts";
import type { Library } from "../knowledge/library.ts";
import type { Shelf } from "../registry/evidence/shelf.ts";
import type { Queries, Store } from "../registry/store.ts";
import type { Values } from "./page.ts";

export interface House {
  store: Store;
  clock: Clock;
  library: Library;
  texts: {
    say(language: Language, key: string, values?: Values): string;
    has(key: string): boolean;
  };
  /** Where people reach this installation, without a slash at the end; https makes the cookies secure. */
  publicUrl: string;
  shelf: Pick<Shelf, "get">;
  /** Stores messages to others, each in the language of their own conversation, in the transaction of what caused them. */
  tell(tx: Queries, notices: readonly Notice[], now: Date): Promise<void>;
  /** What was stored is to be sent. */
  wake(): void;
  log: Logger;
}

/** Whether people reach the pages over https alone. */
export function isSecure({ publicUrl }: Pick<House, "publicUrl">): boolean {
  return publicUrl.startsWith("https:");
}

/** Says texts in a language, officers being addressed as those with a role are in the chat. */
export function wordsIn({ texts, library }: House, language: Language): (key: string, values?: Values) => string {
  const you = library.address.you("peer");
  const forms = { you, You: you.slice(0, 1).toUpperCase() + you.slice(1) };
  return (key, values) => texts.say(language, key, { ...forms, ...values });
}
