// What a report tells of health or of a child is for those who may read such things; the others learn that there is a report.
import { covers, type Desk, reachOf } from "../desk.ts";
import type { Report } from "./report.ts";

/** Whether the answers, words and files of a report that the caller found are open to the actor. */
export function mayReadContent(desk: Desk, { changeType, villageCode, communeCode }: Report): boolean {
  const { sensitive } = desk.library.changes.types.get(changeType)!;
  return !sensitive || covers(reachOf(desk, "household.read-sensitive"), { villageCode, communeCode });
}
