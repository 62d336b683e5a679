// Invented households for the tests of the registry.
import { day } from "../../../foundation/day.ts";
import type { Reach } from "../../../registry/desk.ts";
import type { MemberRecord, NewHousehold, StatusRecord } from "../../../registry/households/household.ts";

export const NOW = new Date("2026-11-21T03:00:00Z");
export const BY = { actor: "operator", now: NOW, source: "test" };

/** The whole of the invented commune 30001 of province 31. */
export const COMMUNE: Reach = { villages: [], communes: ["30001"], provinces: [], nation: false };

export function member(more: Partial<MemberRecord> = {}): MemberRecord {
  return {
    name: "Lò Thị Xuân",
    nickname: null,
    relation: "head",
    birth: "1950-09-02",
    sex: "female",
    identity: null,
    ethnicity: null,
    phone: null,
    joinedOn: null,
    facts: {},
    ...more,
  };
}

export function status(more: Partial<StatusRecord> = {}): StatusRecord {
  return {
    status: "poor",
    standard: "std-2022-2026",
    from: day("2026-01-01"),
    decisionNumber: "15/QĐ-UBND",
    decidedOn: day("2025-12-10"),
    b1: null,
    b2: null,
    causes: [],
    ...more,
  };
}

export function household(more: Partial<NewHousehold> = {}): NewHousehold {
  return {
    code: "HN-1",
    villageCode: "30001-001",
    communeCode: "30001",
    provinceCode: "31",
    address: null,
    facts: {},
    status: null,
    deprivations: [],
    members: [member()],
    ...more,
  };
}
