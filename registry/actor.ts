// Who acts: the account that wrote, the person behind it, and the one role in which that person acts now. Someone with
// several roles says which; a village head who asks for the own family is a citizen.
import type { Day } from "../foundation/day.ts";

/** One role held in one unit until a day. */
export interface Term {
  role: string;
  unit: string;
  until: Day | null;
}

/** Who acts. `term` is null for a citizen: then nothing of the registry is open but the own household. */
export interface Actor {
  accountId: string;
  personId: string | null;
  term: Term | null;
  /** All roles held today, to choose from. */
  terms: readonly Term[];
  /** Households this account is linked to. */
  households: readonly string[];
}

/** How a session names the role somebody chose; "citizen" is the choice to act in none. */
export const CITIZEN = "citizen";

/** The name of a term in a session and on a button. */
export function termKey({ role, unit }: Term): string {
  return `${role}@${unit}`;
}

/** The term in which somebody acts: the chosen one while it lasts; the only one when there is one; none otherwise. */
export function activeTerm(terms: readonly Term[], chosen: string | null): Term | null {
  if (chosen === CITIZEN) return null;
  const found = terms.find((term) => termKey(term) === chosen);
  return found ?? (terms.length === 1 ? terms[0]! : null);
}
