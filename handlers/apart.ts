// An inquiry about somebody else's household, or about a class in general, has facts of its own: the asker's are put aside
// while it takes a step, and given back after it, so that neither is ever mixed into the other.
import { ofNobody } from "./answer-rights.ts";
import type { Outcome, Turn } from "./handler.ts";
import { INQUIRY_FORM, type Inquiry } from "./inquiry.ts";

/** Takes a step of an inquiry on the facts it is about. */
export function onItsFacts(turn: Turn, inquiry: Inquiry, step: (turn: Turn) => Outcome): Outcome {
  if (inquiry.apart === null) return step(turn);
  const own = turn.session;
  const outcome = step({ ...turn, session: { ...own, ...inquiry.apart } });
  const { household, members, form, about } = outcome.session;
  const apart = { household, members };
  return {
    ...outcome,
    effects: ofNobody(outcome.effects ?? []),
    session: {
      ...outcome.session,
      household: own.household,
      members: own.members,
      form: form?.handler !== INQUIRY_FORM || form === own.form ? form : { ...form, data: { ...form.data, apart } },
      about: about === null || about === own.about ? about : { ...about, apart },
    },
  };
}
