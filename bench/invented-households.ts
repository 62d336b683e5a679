// Invented households as a commune's list has them: three or four people each, most cells filled, names of common syllables.
import { addDays, day } from "../foundation/day.ts";
import type { HouseholdRecord, MemberRecord } from "../registry/households/household.ts";

const FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Lò", "Vàng", "Giàng", "Quàng", "Bùi", "Đặng"];
const MIDDLE = ["Văn", "Thị", "Seo", "Thị Thu", "Đình", "Ngọc", "A", "Minh"];
const GIVEN = ["Xuân", "Hường", "Hương", "Bình", "Lử", "Mai", "Tám", "Sáu", "Đào", "Hạnh", "Sơn", "Thắng", "Ân", "Yến"];
const RELATIONS = ["head", "spouse", "child", "grandchild"] as const;
const INDICATORS = ["employment", "health-insurance", "toilet", "water", "housing-quality", "telecom"];

/** `count` households, the same for the same chance. */
export function* inventedHouseholds(count: number, random: () => number): Generator<HouseholdRecord> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let people = 0;
  const member = (relation: (typeof RELATIONS)[number]): MemberRecord => {
    people += 1;
    const birth = addDays(day("1940-01-01"), Math.floor(random() * 31_000));
    const sex = pick(["male", "female"] as const);
    const century = (birth < "2000" ? 0 : 2) + (sex === "male" ? 0 : 1);
    return {
      name: `${pick(FAMILY)} ${pick(MIDDLE)} ${pick(GIVEN)}`,
      nickname: random() < 0.1 ? pick(GIVEN) : null,
      relation,
      birth,
      sex,
      identity: random() < 0.8 ? `000${century}${birth.slice(2, 4)}${String(people).padStart(6, "0")}` : null,
      ethnicity: pick(["kinh", "tay", "thai", "hmong"]),
      phone: relation === "head" ? `0912${String(people % 1_000_000).padStart(6, "0")}` : null,
      joinedOn: null,
      facts: random() < 0.2 ? { gets_monthly_sa: true, disability: "severe" } : {},
    };
  };
  for (let at = 0; at < count; at += 1) {
    const size = random() < 0.5 ? 3 : 4;
    const status = pick(["poor", "near_poor"] as const);
    const decided = { decisionNumber: "15/QĐ-UBND", decidedOn: day("2025-12-10"), b1: 120, b2: 30 };
    yield {
      code: `HN-${at}`,
      villageCode: `Thôn ${1 + Math.floor(at / 200)}`,
      address: `Xóm ${pick(GIVEN)}`,
      facts: {},
      status: { status, standard: "std-2022-2026", from: day("2026-01-01"), ...decided, causes: ["capital"] },
      deprivations: INDICATORS.filter(() => random() < 0.4),
      members: RELATIONS.slice(0, size).map(member),
    };
  }
}
