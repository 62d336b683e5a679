// All facts that a message holds, found by rules on the text as typed.
import type { Day } from "../../../foundation/day.ts";
import type { NameTables } from "../language.ts";
import type { Slots } from "../types.ts";
import { align, blank } from "./aligned.ts";
import { datesIn } from "./dates.ts";
import { identifiersIn } from "./identifiers.ts";
import { amountsIn } from "./money.ts";
import type { FindNamed } from "./named.ts";
import { personsIn } from "./persons.ts";
import { placesIn } from "./places.ts";
import { quantitiesIn } from "./quantities.ts";
import type { FindUnits } from "./units.ts";

/** What slots are read with. */
export interface SlotTools {
  tables: NameTables;
  unitsIn: FindUnits;
  namedIn: FindNamed;
}

/** Reads every slot; bounded time, never throws. */
export function slotsOf(plain: string, { tables, unitsIn, namedIn }: SlotTools, today: Day): Slots {
  const { found, rest: message } = identifiersIn(align(plain));
  const { other: _, ...identifiers } = found;
  const places = placesIn(message, tables);
  const { units, spans } = unitsIn(message);
  const taken = [...places, ...spans];
  const persons = personsIn(message, tables).filter(
    ({ at }) => !taken.some((place) => at >= place.at && at < place.end),
  );
  // "ấp 14 tháng 11" is no span of 14 months, and "khóm 2 con trai" tells of no two sons.
  const rest = blank(message, places);
  return {
    amounts: amountsIn(rest),
    dates: datesIn(rest, today),
    places: places.map(({ name }) => name),
    units,
    ...namedIn(message),
    persons: [...new Set(persons.map(({ name }) => name))],
    ...identifiers,
    ...quantitiesIn(rest),
  };
}
