// Questions that wait. A question left for another one is kept and asked again when the other one is done; one that was left
// alone for long is not taken up blindly: the person is asked whether to go on or begin again. Pure.
import type { Handler } from "../handlers/handler.ts";
import type { OpenForm, Session } from "../registry/session.ts";

/** More than this nobody remembers. */
const MOST_WAITING = 2;

/**
 * The session after a handler's outcome, with the question that was open before kept or taken up again.
 * @param returns whether the handler of that question can ask it again
 */
export function keepQuestions(before: Session, handler: Handler, session: Session, returns: boolean): Session {
  const { form: left } = before;
  const { form: now, waiting } = session;
  if (now === null) {
    const finished = left === null || left.handler === handler.name;
    if (!finished) return { ...session, waiting: [] }; // "hủy", "menu", "gặp cán bộ": the person wants none of it
    const next = waiting.at(-1);
    return next === undefined ? session : { ...session, form: next, waiting: waiting.slice(0, -1) };
  }
  const begunAnew = waiting.filter(({ handler: name }) => name !== now.handler);
  const interrupted = returns && left !== null && left.handler !== now.handler && left.handler !== handler.name;
  const kept = interrupted ? [...begunAnew.filter(({ handler: name }) => name !== left.handler), left] : begunAnew;
  return { ...session, waiting: kept.slice(-MOST_WAITING) };
}

/** Whether a question has been open for so long that the next words may be about something else. */
export function isStale({ since }: OpenForm, now: Date, minutes: number): boolean {
  return now.getTime() - Date.parse(since) > minutes * 60_000;
}
