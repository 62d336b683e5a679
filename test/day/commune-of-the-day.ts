// The commune in which the day takes place: five villages of eighty households, invented names, one of each role, twenty citizens.
import type { HouseholdPlan } from "../setup/commune.ts";

export const VILLAGES = ["Thôn An Lạc", "Thôn Đông Phong", "Thôn Quế Lĩnh", "Thôn Tân Hòa", "Thôn Mỹ Trạch"];
/** Households of one village. */
const HOUSEHOLDS = 80;

const FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Bùi", "Đặng", "Hoàng", "Ngô"];
const MIDDLES = ["Văn", "Đình", "Hữu", "Xuân"];
const GIVEN = ["Bắc", "Cường", "Dũng", "Hải", "Khoa", "Lâm", "Mạnh", "Nghĩa", "Phúc", "Quân"];

/** The head of household `at` (from 1) of village `village` (from 1): no two in the commune bear the same name. */
export function headOf(village: number, at: number): string {
  const n = (village - 1) * HOUSEHOLDS + (at - 1);
  return `${FAMILIES[Math.floor(n / 40)]} ${MIDDLES[n % 4]} ${GIVEN[Math.floor(n / 4) % 10]}`;
}

/** The name of the member at this place of a household; 0 is the head. */
export function memberOf(village: number, at: number, place: number): string {
  const head = headOf(village, at);
  const given = head.split(" ").at(-1)!;
  return [head, `Tạ Thị ${given}`, `${head.split(" ")[0]} Thị Út ${given}`][place]!;
}

export const citizen = (number: number) => `citizen-${number}`;
export const CITIZENS = Array.from({ length: 20 }, (_, at) => citizen(at + 1));
export const headAccount = (village: number) => `head-${village}`;
export const OFFICER = "officer";
export const LEADER = "leader";

/** Roles by account. */
export const PEOPLE: Record<string, string> = {
  ...Object.fromEntries(VILLAGES.map((name, at) => [headAccount(at + 1), `village-head@${name}`])),
  [OFFICER]: "commune-officer",
  [LEADER]: "commune-leader",
};

/** Citizens 1–20 are linked to the households 1–4 of each village in turn: the ones that most reports are about. */
export const linkOf = (number: number) => ({ village: ((number - 1) % 5) + 1, at: Math.ceil(number / 5) });

/** Households 1–20 of a village are poor, 21–40 near-poor, the others neither; 8 of the first village is one person alone. */
export function households(): HouseholdPlan[] {
  const links = CITIZENS.map((account, at) => ({ account, ...linkOf(at + 1) }));
  return VILLAGES.flatMap((name, index) =>
    Array.from({ length: HOUSEHOLDS }, (_, at): HouseholdPlan => {
      const [village, number] = [index + 1, at + 1];
      const alone = village === 1 && number === 8;
      return {
        head: headOf(village, number),
        village: name,
        status: number <= 20 ? "poor" : number <= 40 ? "near_poor" : null,
        members: alone
          ? []
          : [
              { name: memberOf(village, number, 1), relation: "spouse" },
              { name: memberOf(village, number, 2), relation: "child" },
            ],
        linked: links.filter((link) => link.village === village && link.at === number).map(({ account }) => account),
      };
    }),
  );
}
