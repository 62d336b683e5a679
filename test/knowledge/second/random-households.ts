// Random households on random days, the same for the same seed. Facts are left out as often as people leave them out.
export type PlainFacts = Record<string, boolean | number | string | null>;

export interface RandomHousehold {
  readonly on: string;
  readonly household: PlainFacts;
  readonly members: readonly PlainFacts[];
}

/** A small repeatable source of numbers from 0 up to 1. */
export function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOUSEHOLD_FLAGS =
  "hh_agri_avg emm_region poor_district commune_left_hard grid postpaid_contract no_device_before bad_house house_destroyed house_damaged must_relocate water_or_toilet_missing hunger hh_sudden_hardship land_recovered merit_family low_fertility_province".split(
    " ",
  );
const PERSON_FLAGS =
  "ethnic very_small_ethnic labour_contract regular_admission stem stem_grades_ok finished_thcs_only far_from_school border_boarding_school parent_resident_hard studying no_support_child had_sa_before_16 gets_monthly_sa gets_social_pension no_pension no_supporter accused vulnerable merit hiv single_parent has_child_under16_or_student inpatient pregnant gave_birth newborn two_children_before_35 worker worker_or_seeker abroad_contract joins_voluntary_si deceased".split(
    " ",
  );
const HOUSEHOLD_CHOICES: Record<string, readonly string[]> = {
  area: ["rural", "urban"],
  province: "Hà Nam,Hà Nội,Hải Dương,Hải Phòng,Ninh Bình,Quảng Ninh,TP. Hồ Chí Minh,Tuyên Quang,Cà Mau".split(","),
  hard: ["none", "kk", "dbkk", "island"],
  commune: ["none", "kv1", "kv2", "kv3"],
};
const PERSON_CHOICES: Record<string, readonly string[]> = {
  level:
    "none nursery kindergarten primary lower-secondary upper-secondary continuing vocational college university".split(
      " ",
    ),
  school: ["none", "public", "private"],
  disability: ["none", "light", "severe", "extreme"],
  orphan: ["none", "one", "both"],
};
const CLASSES = ["poor", "near_poor", "avg_living", "other"];
const KNOWN = 0.7;

/** One household of one to five members. */
export function randomHousehold(random: () => number): RandomHousehold {
  const below = (count: number) => Math.floor(random() * count);
  const pick = (values: readonly string[]) => values[below(values.length)]!;
  const maybe = (facts: PlainFacts, name: string, value: () => PlainFacts[string], share = KNOWN) => {
    if (random() < share) facts[name] = value();
  };
  const date = (first: number, years: number) =>
    new Date(Date.UTC(first, 0, 1 + below(years * 365.25))).toISOString().slice(0, 10);
  const on = date(2014, 18);
  const year = Number(on.slice(0, 4));
  const household: PlainFacts = {};
  for (const flag of HOUSEHOLD_FLAGS) maybe(household, flag, () => random() < 0.4);
  for (const [name, values] of Object.entries(HOUSEHOLD_CHOICES)) maybe(household, name, () => pick(values));
  if (random() < 0.5) maybe(household, "hh_class", () => pick(CLASSES), 0.8);
  else {
    maybe(household, "income_per_head", () => below(40) * 100_000);
    maybe(household, "deprivations", () => below(6));
  }
  maybe(household, "exit_date", () => (random() < 0.2 ? null : date(year - 4, 5)));
  maybe(household, "commune_left_hard_on", () => (random() < 0.2 ? null : date(year - 4, 5)));
  maybe(household, "kwh_month", () => 45 + below(10));
  maybe(household, "ethnic", () => random() < 0.5, 0.3);
  maybe(household, "member_gets_monthly_sa", () => random() < 0.5, 0.15);
  const members = Array.from({ length: 1 + below(5) }, () => {
    const facts: PlainFacts = {};
    for (const flag of PERSON_FLAGS) maybe(facts, flag, () => random() < 0.4);
    for (const [name, values] of Object.entries(PERSON_CHOICES)) maybe(facts, name, () => pick(values));
    maybe(facts, "elderly", () => random() < 0.5, 0.1);
    const age = random();
    if (age < 0.5) facts.birth = date(year - 90, 90);
    else if (age < 0.65) facts.birth = String(year - below(90));
    else if (age < 0.85) facts.age = below(90);
    return facts;
  });
  return { on, household, members };
}
