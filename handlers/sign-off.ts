// "Xong phiếu": the reviewer stands by a sheet. With the last one of a village, those who hold its meeting are told.
import { signSheet } from "../registry/review/sheets.ts";
import { unitTitle } from "../registry/units/find.ts";
import type { Choice, Outcome, Turn } from "./handler.ts";
import { tellNext } from "./review-notices.ts";
import { refusal } from "./review-refusal.ts";
import { sheetResult } from "./sheet-result.ts";

const NAME = "review-household";

/** Signs the sheet of a case, or says what is still missing in it. */
export async function signOff(turn: Turn, caseId: string): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const signed = await signSheet(turn.desk, caseId);
  if ("ok" in signed) {
    const { household } = signed.sheet;
    const head = household.members[0]?.name ?? household.code;
    const next: Choice[] = [{ key: `${NAME}:next-household`, payload: `#${NAME}.start` }];
    const reply = signed.villageDone
      ? { key: `${NAME}:village-done`, values: { head } }
      : { key: `${NAME}:signed`, values: { head }, choices: next };
    return { replies: [reply], session, notices: signed.villageDone ? await tellMeeting(turn, household) : [] };
  }
  if (signed.refused !== "incomplete") return { replies: [refusal(turn, signed)], session };
  const { result } = signed.sheet;
  const left = result.kind === "open" ? result.missing.length : 0;
  if (left === 0) return { replies: [sheetResult(turn, signed.sheet)], session: turn.session };
  const choices: Choice[] = [{ key: `${NAME}:go-on`, payload: `#${NAME}.go.${caseId}` }];
  return { replies: [{ key: `${NAME}:incomplete`, values: { count: left }, choices }], session: turn.session };
}

async function tellMeeting({ desk }: Turn, place: { villageCode: string; communeCode: string }) {
  const choices: Choice[] = [{ key: "review-round:see", payload: "#review-round.list" }];
  const values = { village: await unitTitle(desk.tx, place.villageCode) };
  return tellNext(desk, { operation: "meeting.record", ...place }, { key: `${NAME}:told-meeting`, values, choices });
}
