// Three communes of two provinces, with a household, a report, a complaint, a request for an officer, a form of review and a request to
// be linked in every village: whatever somebody may be shown, and whatever nobody else may.
import { day } from "../../../foundation/day.ts";
import type { Library } from "../../../knowledge/library.ts";
import type { Role } from "../../../knowledge/roles.ts";
import type { Term } from "../../../registry/actor.ts";
import type { Desk } from "../../../registry/desk.ts";
import type { Queries, Store } from "../../../registry/store.ts";
import { walled } from "../../../registry/wall.ts";
import { commune } from "../../setup/commune.ts";

/** Everything that lies in one village. */
export interface Corner {
  villageCode: string;
  communeCode: string;
  provinceCode: string;
  householdId: string;
  head: string;
  report: number;
  complaint: number;
  request: number;
  roundId: string;
  stepId: string;
  caseId: string;
  linkId: string;
  announcement: number;
}

const COMMUNES = [
  { code: "11074", province: "31" },
  { code: "11086", province: "31" },
  { code: "13285", province: "37" },
] as const;

export const NOW = new Date("2026-11-23T09:00:00+07:00");
const TODAY = day("2026-11-23");
const SOMEBODY_ELSE = "00000000-0000-4000-8000-000000000002";

/** Builds the world; `households` per village, in all of them the same names. */
export async function buildWorld(store: Store, households: (village: number) => number): Promise<Corner[]> {
  const corners: Corner[] = [];
  for (const place of COMMUNES) {
    const villages = ["Thôn Một", "Thôn Hai"];
    const plans = villages.flatMap((village, at) =>
      Array.from({ length: households(at) }, (_, number) => ({
        head: `Nguyễn Văn ${["An", "Bình"][at]} ${number}`,
        village,
      })),
    );
    const here = await commune(store, { ...place, villages, households: plans });
    for (const [at, village] of villages.entries()) {
      const head = `Nguyễn Văn ${["An", "Bình"][at]} 0`;
      const ids = { villageCode: here.villages.get(village)!, communeCode: place.code, provinceCode: place.province };
      corners.push(await corner(store, { ...ids, householdId: here.households.get(head)!, head }));
    }
  }
  return corners;
}

async function corner(
  { client, seal }: Store,
  place: Pick<Corner, "villageCode" | "communeCode" | "provinceCode" | "householdId" | "head">,
): Promise<Corner> {
  const { villageCode, communeCode, householdId } = place;
  const accountId = `citizen of ${villageCode}`;
  await client.account.create({ data: { id: accountId } });
  const fieldsSealed = seal.seal(JSON.stringify({ fields: {}, members: {}, said: "" }));
  const report = await client.changeReport.create({
    data: { changeType: "birth", state: "open", villageCode, communeCode, householdId, fieldsSealed },
  });
  const complaint = await client.complaint.create({ data: { accountId, communeCode, state: "open" } });
  const request = await client.officerRequest.create({
    data: { accountId, communeCode, state: "open", createdAt: NOW },
  });
  const opensOn = new Date("2026-09-01");
  const round = await client.reviewRound.upsert({
    where: { communeCode_track_opensOn: { communeCode, track: "periodic", opensOn } },
    create: { communeCode, track: "periodic", standard: "std-2022-2026", opensOn, dueOn: new Date("2026-12-14") },
    update: {},
  });
  const roundId = round.id;
  await client.reviewStep.create({ data: { roundId, villageCode, step: "list", doneOn: opensOn, detail: {} } });
  const step = await client.reviewStep.create({ data: { roundId, villageCode, step: "scoring", detail: {} } });
  const review = await client.reviewCase.create({
    data: { roundId, householdId, villageCode, reason: "listed", state: "listed", updatedAt: NOW },
  });
  const link = await client.householdLink.create({
    data: { accountId, householdId, kind: "member", state: "asked", method: "asked", at: NOW },
  });
  const announcement = await client.announcement.create({
    data: {
      unitCode: villageCode,
      audience: { classes: [], policy: null },
      text: "Mời bà con họp.",
      sameHash: villageCode,
      state: "draft",
      createdBy: SOMEBODY_ELSE,
      createdAt: NOW,
    },
  });
  const numbers = {
    report: report.number,
    complaint: complaint.number,
    request: request.number,
    announcement: announcement.number,
  };
  return { ...place, ...numbers, roundId, stepId: step.id, caseId: review.id, linkId: link.id };
}

/** Every role in every unit of its level. */
export function everyTerm(roles: Library["roles"], corners: readonly Corner[]): Term[] {
  const unitsOf = (level: Role["level"]) => [
    ...new Set(
      corners.map(({ villageCode, communeCode, provinceCode }) => {
        return { village: villageCode, commune: communeCode, province: provinceCode, nation: "VN" }[level];
      }),
    ),
  ];
  return [...roles.values()].flatMap(({ id, level }) =>
    unitsOf(level).map((unit) => ({ role: id, unit, until: null })),
  );
}

/** A desk at which somebody acts in this term. */
export function deskOf(tx: Queries, store: Store, library: Library, term: Term | null): Desk {
  const personId = "00000000-0000-4000-8000-000000000001";
  const actor = { accountId: "somebody", personId, term, terms: term === null ? [] : [term], households: [] };
  return { tx: walled(() => tx, actor), store, library, actor, now: NOW, today: TODAY };
}
