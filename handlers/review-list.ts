// Putting a household that asked on the list of a round: found by the name of its head, chosen when there are several.
import { householdsNamed } from "../registry/reports/find-household.ts";
import { addToList } from "../registry/review/lists.ts";
import type { Choice, Outcome, Turn } from "./handler.ts";
import { refusal } from "./review-refusal.ts";

const NAME = "review-round";

/** Asks for the name, or looks for the one that was written. */
export async function add(turn: Turn, roundId: string): Promise<Outcome> {
  const { action, desk, message, now } = turn;
  const form = { handler: NAME, step: "add", data: { round: roundId }, since: now.toISOString() };
  const session = { ...turn.session, form };
  if (action !== null) return { replies: [{ key: `${NAME}:add-whom` }], session };
  const found = await householdsNamed(desk, message.text, "report.file");
  const [only, ...others] = found;
  if (only === undefined) return { replies: [{ key: `${NAME}:add-nobody` }], session };
  if (others.length === 0) return pick(turn, `${roundId} ${only.id}`);
  const choices = found.map(
    ({ id, head, birthYear }): Choice => ({
      title: birthYear === null ? head : `${head}, ${birthYear}`,
      payload: `#${NAME}.pick.${roundId} ${id}`,
    }),
  );
  return { replies: [{ key: `${NAME}:add-which`, choices }], session };
}

/** Puts the chosen household on the list; the argument holds the ids of round and household. */
export async function pick(turn: Turn, argument: string): Promise<Outcome> {
  const [roundId = "", householdId = ""] = argument.split(" ");
  const added = await addToList(turn.desk, { roundId, householdId });
  const session = { ...turn.session, form: null };
  const choices: Choice[] = [
    { key: `${NAME}:add-more`, payload: `#${NAME}.add.${roundId}` },
    { key: `${NAME}:see`, payload: `#${NAME}.list` },
  ];
  if ("ok" in added) return { replies: [{ key: `${NAME}:added`, choices }], session };
  const why =
    added.refused === "no-right" ? refusal(turn, { refused: "no-right" }) : { key: `${NAME}:${added.refused}` };
  return { replies: [{ ...why, choices }], session };
}
