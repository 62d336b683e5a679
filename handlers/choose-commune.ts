// "Bác ở xã nào?": asked only when several communes answer here and the person is linked to no household of any.
import type { ServedCommune } from "../registry/requests/answering-commune.ts";
import { findUnit } from "../registry/units/find.ts";
import type { Reply, Turn } from "./handler.ts";

/** As many as fit under one message; the others are typed. */
const MOST_CHOICES = 5;

/** The question, among those that were named when the name fits several. A choice sends `payload` with the commune's code as its argument. */
export async function askCommune(turn: Turn, served: readonly ServedCommune[], payload: `#${string}`): Promise<Reply> {
  const named = await communesNamed(turn, served);
  const choices = (named.length > 0 ? named : served)
    .slice(0, MOST_CHOICES)
    .map(({ code, name }) => ({ title: name, payload: `${payload}.${code}` as const }));
  return { key: "complaint:which-commune", choices };
}

/** The commune that the person chose or typed, among those that answer here; null when none or several are meant. */
export async function communeChosen(turn: Turn, served: readonly ServedCommune[]): Promise<string | null> {
  const chosen = served.find(({ code }) => code === turn.action?.argument);
  if (chosen !== undefined) return chosen.code;
  if (turn.action !== null) return null;
  const named = await communesNamed(turn, served);
  return named.length === 1 ? named[0]!.code : null;
}

async function communesNamed(
  { desk, unitKinds, message }: Turn,
  served: readonly ServedCommune[],
): Promise<ServedCommune[]> {
  const meant = await findUnit(desk.tx, unitKinds, message.text, { level: "commune" });
  return served.filter((one) => meant.some(({ code }) => code === one.code));
}
