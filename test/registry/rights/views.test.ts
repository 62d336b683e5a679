// Every look at a household by somebody with a role is noted, whichever way it was opened: the household may ask who looked. A new reader
// of households that notes nothing fails here.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadLibrary } from "../../../knowledge/library.ts";
import type { Desk } from "../../../registry/desk.ts";
import { viewsOfOwn } from "../../../registry/links/views.ts";
import { householdsNamed, peopleOf } from "../../../registry/reports/find-household.ts";
import { claimReport } from "../../../registry/reports/move-report.ts";
import { reportFor, reportsIn } from "../../../registry/reports/read-reports.ts";
import { postedCases } from "../../../registry/review/posting.ts";
import { casesToFill, openSheet } from "../../../registry/review/sheets.ts";
import { villageCases } from "../../../registry/review/village.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { buildWorld, type Corner, deskOf } from "./world.ts";

const ROOT = join(import.meta.dirname, "../../..");
const library = loadLibrary(join(ROOT, "knowledge"));

/** Files that open what is sealed of households and note nothing, and why that is right. */
const NOTHING_TO_NOTE: Record<string, string> = {
  "links/links.ts": "the asker is told the same whatever is found",
  "links/on-behalf.ts": "names of rights for the relative, by the word of the household itself",
  "links/own-household.ts": "the household's own people",
  "official-reports/inside.ts": "counts by unit: no household is shown",
  "official-reports/named-list.ts": "hands back whose households are on the list, for whoever lets it out to note",
  "reports/apply-change.ts": "behind reportFor, which notes it",
  "reports/approve-report.ts": "behind reportFor, which notes it",
  "reports/consequences.ts": "behind reportFor, which notes it",
  "reports/due.ts": "on time: what is due is told by its number",
  "reports/file-report.ts": "what the reporter told just now",
  "review/settle-reports.ts": "what the signature made of reports, told to those who reported",
  "spreadsheets/plan.ts": "compared with a file, nothing of it is shown",
};

const OPENS = /\b(openHouseholds|readHousehold|findByName|findByIdentity|openMember|openDetails|openReport)\(/;

it("every file that opens households notes it, or says why not", () => {
  const folder = join(ROOT, "registry");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const opening = files.filter((file) => {
    const code = readFileSync(join(folder, file), "utf8");
    const makesThem = /export (async )?function (openHouseholds|findByName|openMember|openReport)\(/.test(code);
    return !makesThem && OPENS.test(code) && !/\bnoteViews?\(/.test(code);
  });
  expect(opening.filter((file) => !(file in NOTHING_TO_NOTE))).toEqual([]);
});

type Way = [role: string, level: "villageCode" | "communeCode", look: (desk: Desk, corner: Corner) => Promise<unknown>];

const WAYS: Record<string, Way> = {
  "a report": ["village-head", "villageCode", (desk, { report }) => reportFor(desk, report, "report.read")],
  "a report claimed": ["commune-officer", "communeCode", (desk, { report }) => claimReport(desk, report)],
  "the reports that wait": ["commune-officer", "communeCode", (desk) => reportsIn(desk, "report.review", ["open"])],
  "those of a name": ["village-head", "villageCode", (desk, { head }) => householdsNamed(desk, head, "report.file")],
  "its people": ["village-head", "villageCode", (desk, { householdId }) => peopleOf(desk, householdId)],
  "the forms that wait": ["reviewer", "villageCode", (desk) => casesToFill(desk)],
  "its forms": ["reviewer", "villageCode", (desk, { caseId }) => openSheet(desk, caseId)],
  "its place in a round": ["village-head", "villageCode", (desk, corner) => villageCases(desk, corner)],
  "the results posted": ["commune-officer", "communeCode", lookAtPosted],
};

/** The round as it is when results are posted. */
async function lookAtPosted(desk: Desk, { roundId, villageCode, caseId }: Corner): Promise<unknown> {
  await desk.tx.reviewStep.updateMany({ where: { roundId, villageCode }, data: { doneOn: new Date("2026-11-20") } });
  for (const [step, doneOn] of [
    ["meeting", new Date("2026-11-21")],
    ["posting", new Date("2026-11-22")],
    ["recheck", null],
  ] as const)
    await desk.tx.reviewStep.create({ data: { roundId, villageCode, step, doneOn, detail: {} } });
  await desk.tx.reviewCase.update({ where: { id: caseId }, data: { state: "posted" } });
  const { id } = await desk.tx.reviewStep.findFirstOrThrow({ where: { roundId, villageCode, step: "recheck" } });
  return postedCases(desk, id);
}

class RolledBack extends Error {}

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let corner: Corner;
  beforeAll(async () => {
    store = await openStore(kind);
    corner = (await buildWorld(store, () => 1))[0]!;
  });
  afterAll(() => store.close());

  it.each(Object.keys(WAYS))("a look at %s is noted once in an hour, and the household sees it", async (name) => {
    const [role, level, look] = WAYS[name]!;
    const attempt = store.client.$transaction(async (tx) => {
      const desk = deskOf(tx, store, library, { role, unit: corner[level], until: null });
      const looked = (later: number) => ({ ...desk, now: new Date(desk.now.getTime() + later) });
      await look(looked(0), corner);
      const citizen = { ...desk, actor: { ...desk.actor, term: null, households: [corner.householdId] } };
      const seen = async () => (await viewsOfOwn(citizen)).map((view) => view.role);
      expect(await seen()).toEqual([role]);
      if (name === "the results posted") throw new RolledBack(); // the stage is set only once
      await look(looked(60_000), corner);
      expect(await seen()).toEqual([role]);
      await look(looked(3_700_000), corner);
      expect(await seen()).toEqual([role, role]);
      throw new RolledBack();
    });
    await expect(attempt).rejects.toThrow(RolledBack);
  });
});
