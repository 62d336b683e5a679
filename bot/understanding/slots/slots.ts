// All facts that a message holds, found by rules on the text as typed.
import type { Day } from "../../../foundation/day.ts";
import type { NameTables } from "../language.ts";
import type { Slots } from "../types.ts";
import { align } from "./aligned.ts";
import { datesIn } from "./dates.ts";
import { amountsIn } from "./money.ts";
import { personsIn } from "./persons.ts";
import { placesIn } from "./places.ts";
import type { FindProvinces } from "./provinces.ts";
import { quantitiesIn } from "./quantities.ts";

/** Reads every slot; bounded time, never throws. */
export function slotsOf(plain: string, tables: NameTables, provincesIn: FindProvinces, today: Day): Slots {
  const message = align(plain);
  const places = placesIn(message, tables);
  const persons = personsIn(message, tables).filter(
    ({ at }) => !places.some((place) => at >= place.at && at < place.end),
  );
  return {
    amounts: amountsIn(message),
    dates: datesIn(message, today),
    places: places.map(({ name }) => name),
    provinces: provincesIn(message),
    persons: [...new Set(persons.map(({ name }) => name))],
    ...quantitiesIn(message),
  };
}
