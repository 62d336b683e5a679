// A village of a round with all that its page shows, read once.
import { covers, reachOf } from "../../registry/desk.ts";
import type { Round, VillageProgress } from "../../registry/review/round.ts";
import { readVillage, type VillageCase, villageCases } from "../../registry/review/village.ts";
import type { Visit } from "../page.ts";

export interface SeenVillage {
  round: Round;
  village: VillageProgress;
  /** None for whoever may not read households. */
  cases: VillageCase[];
  /** This person may put a household on the list. */
  mayAdd: boolean;
  /** This person may record the step that comes next. */
  mayRecord: boolean;
}

/** The village in the address; null when there is none within the reach. */
export async function seenVillage({ desk, params }: Visit): Promise<SeenVillage | null> {
  const place = { roundId: params.round ?? "", villageCode: params.village ?? "" };
  const found = await readVillage(desk, place);
  if (found === null) return null;
  const { round, village } = found;
  const { current, villageCode } = village;
  const here = { villageCode, communeCode: round.communeCode };
  const operation = desk.library.review.workflow.steps.find(({ id }) => id === current?.step)?.operation;
  return {
    round,
    village,
    cases: await villageCases(desk, place),
    mayAdd: current?.step === "list" && covers(reachOf(desk, "report.file"), here),
    mayRecord: operation !== undefined && covers(reachOf(desk, operation), here),
  };
}
