// "Bác ở xã nào?": asked only when several communes answer here and the person is linked to no household of any.
import type { ServedCommune } from "../registry/requests/answering-commune.ts";
import { findUnit } from "../registry/units/find.ts";
import type { Reply, Turn } from "./handler.ts";

/** As many as fit under one message; the others are typed. */
const MOST_CHOICES = 5;

/** The question. A choice sends `payload` with the commune's code as its argument. */
export function askCommune(served: readonly ServedCommune[], payload: `#${string}`): Reply {
  const choices = served
    .slice(0, MOST_CHOICES)
    .map(({ code, name }) => ({ title: name, payload: `${payload}.${code}` as const }));
  return { key: "complaint:which-commune", choices };
}

/** The commune that the person chose or typed, among those that answer here; null when none or several are meant. */
export async function communeChosen(turn: Turn, served: readonly ServedCommune[]): Promise<string | null> {
  const chosen = served.find(({ code }) => code === turn.action?.argument);
  if (chosen !== undefined) return chosen.code;
  if (turn.action !== null) return null;
  const meant = await findUnit(turn.desk.tx, turn.unitKinds, turn.message.text, { level: "commune" });
  const answering = meant.filter(({ code }) => served.some((one) => one.code === code));
  return answering.length === 1 ? answering[0]!.code : null;
}
