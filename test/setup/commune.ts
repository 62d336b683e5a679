// A commune to test in: its units, its people with their roles and Zalo accounts, its households. Written in one call, as data.
import { join } from "node:path";
import { day } from "../../foundation/day.ts";
import { fold } from "../../foundation/vietnamese.ts";
import { loadRoles } from "../../knowledge/roles.ts";
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import { createHouseholds } from "../../registry/households/create.ts";
import { type MemberRecord, type NewHousehold, UNKNOWN_MEMBER } from "../../registry/households/household.ts";
import type { Store } from "../../registry/store.ts";

/** What the commune is made of; what is left out takes the value written behind it. */
export interface CommunePlan {
  /** Five digits: 11074. */
  code?: string;
  /** Two digits: 31. */
  province?: string;
  /** Names, numbered on from 001: Thôn An Lạc, Thôn Đông Phong. */
  villages?: readonly string[];
  /** Zalo account → role, or "role@village" for a role of a village. The person bears the account's name. */
  people?: Readonly<Record<string, string>>;
  households?: readonly HouseholdPlan[];
}

export interface HouseholdPlan {
  head: string;
  /** The first village. */
  village?: string;
  /** Poor. */
  status?: HouseholdClass | null;
  /** From this day, by decision 12/QĐ-UBND: 2026-01-01. */
  since?: string;
  facts?: NewHousehold["facts"];
  deprivations?: readonly string[];
  /** Why it is poor, by the decision. */
  causes?: readonly string[];
  /** Besides the head. */
  members?: readonly (Partial<MemberRecord> & { name: string })[];
  /** Zalo accounts linked to it. */
  linked?: readonly string[];
}

export interface Commune {
  code: string;
  province: string;
  /** Village name → code. */
  villages: ReadonlyMap<string, string>;
  /** Zalo account → id of its person. */
  people: ReadonlyMap<string, string>;
  /** Name of the head → id of the household. */
  households: ReadonlyMap<string, string>;
}

/** The instant at which everything was recorded, before any test's own time. */
const BEFORE = new Date("2026-01-05T08:00:00+07:00");

/** Writes the commune into the store. */
export async function commune(store: Store, plan: CommunePlan = {}): Promise<Commune> {
  const { code = "11074", province = "31", people = {}, households = [] } = plan;
  const names = plan.villages ?? ["Thôn An Lạc", "Thôn Đông Phong"];
  const villages = new Map(names.map((name, at) => [name, `${code}-${String(at + 1).padStart(3, "0")}`]));
  await writeUnits(store, { code, province, villages });
  const persons = new Map<string, string>();
  for (const [account, role] of Object.entries(people)) {
    const [name, village] = role.split("@") as [string, string?];
    const unitCode =
      roles.get(name)!.level === "province" ? province : village === undefined ? code : villages.get(village)!;
    persons.set(account, await writePerson(store, { account, role: name, unitCode }));
  }
  const ids = await writeHouseholds(store, { code, province, villages }, households);
  return { code, province, villages, people: persons, households: ids };
}

const roles = loadRoles(join(import.meta.dirname, "../../knowledge"));

type Place = Pick<Commune, "code" | "province" | "villages">;

async function writeUnits({ client }: Store, { code, province, villages }: Place): Promise<void> {
  const unit = (fields: { code: string; level: string; kind: string; name: string; parentCode: string | null }) => ({
    ...fields,
    nameFolded: fold(fields.name),
    validFrom: new Date("2025-07-01"),
    area: fields.level === "province" ? null : "rural",
  });
  await client.unit.createMany({
    data: [
      unit({ code: province, level: "province", kind: "thành phố", name: "Hải Phòng", parentCode: null }),
      unit({ code, level: "commune", kind: "xã", name: "Xã Tứ Kỳ", parentCode: province }),
      ...[...villages].map(([name, own]) =>
        unit({ code: own, level: "village", kind: "thôn", name, parentCode: code }),
      ),
    ],
    skipDuplicates: true,
  });
}

async function writePerson(
  { client, seal }: Store,
  { account, role, unitCode }: { account: string; role: string; unitCode: string },
): Promise<string> {
  const { id } = await client.person.create({
    data: { nameSealed: seal.seal(account), terms: { create: { role, unitCode, from: BEFORE } } },
  });
  await client.account.upsert({
    where: { id: account },
    create: { id: account, personId: id, follower: true, lastInteractionAt: BEFORE },
    update: { personId: id },
  });
  return id;
}

async function writeHouseholds(
  store: Store,
  { code, province, villages }: Place,
  plans: readonly HouseholdPlan[],
): Promise<Map<string, string>> {
  const list = plans.map((plan, at): NewHousehold => {
    const status = plan.status === undefined ? "poor" : plan.status;
    const from = day(plan.since ?? "2026-01-01");
    const { causes = [] } = plan;
    const decision = { decisionNumber: "12/QĐ-UBND", decidedOn: from, b1: null, b2: null, causes };
    const { head, village, facts = {}, deprivations = [], members = [] } = plan;
    return {
      code: `${code}-${String(at + 1).padStart(5, "0")}`,
      villageCode: village === undefined ? [...villages.values()][0]! : villages.get(village)!,
      communeCode: code,
      provinceCode: province,
      address: null,
      facts,
      status: status === null ? null : { status, standard: "std-2022-2026", from, ...decision },
      deprivations,
      members: [
        { ...UNKNOWN_MEMBER, name: head, relation: "head" },
        ...members.map((one) => ({ ...UNKNOWN_MEMBER, ...one })),
      ],
    };
  });
  const ids = await store.client.$transaction((tx) =>
    createHouseholds(tx, store, list, { actor: "test", now: BEFORE, source: "import" }),
  );
  for (const [at, { linked = [] }] of plans.entries())
    for (const account of linked) await link(store, account, ids[at]!);
  return new Map(plans.map(({ head }, at) => [head, ids[at]!]));
}

async function link({ client }: Store, account: string, householdId: string): Promise<void> {
  await client.account.upsert({ where: { id: account }, create: { id: account, follower: true }, update: {} });
  const state = { kind: "member", state: "linked", method: "code", at: BEFORE };
  await client.householdLink.create({ data: { accountId: account, householdId, ...state } });
}
