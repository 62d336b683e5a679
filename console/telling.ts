// What handlers need to tell people of something that was done on a page.
import type { Telling } from "../handlers/notice-each.ts";
import { newSession } from "../registry/session.ts";
import type { Visit } from "./page.ts";

/** The visit as a teller: each notice is said in its reader's own language later. */
export function telling({ desk, language }: Pick<Visit, "desk" | "language">): Telling {
  const { library, today, now } = desk;
  return { ...library, desk, session: newSession(language), today, now };
}
