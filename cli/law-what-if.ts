// `law what-if`: the households of the store under the law of another day. Nothing is saved; counts are whole, for whoever operates
// the machine.
import { systemClock } from "../foundation/clock.ts";
import type { Day } from "../foundation/day.ts";
import { loadLibrary } from "../knowledge/library.ts";
import { type WhatIf, whatIfEverywhere } from "../registry/what-if/show.ts";
import type { Call, Form, Io } from "./command.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { withStore } from "./open-store.ts";

export const lawWhatIf: Form = {
  call: "law what-if --on YYYY-MM-DD [--unit UNIT]",
  example: "law what-if --on 2027-01-01 --unit 11074",
  does: "today's households under the law of another day: who moves, what is gained, lost and paid; nothing is saved",
  run: runWhatIf,
};

async function runWhatIf(call: Call, io: Io): Promise<number> {
  const config = io.config();
  const library = loadLibrary(KNOWLEDGE);
  const today = systemClock(config.today).today();
  const unit = call.value("unit");
  const progress = (done: number, total: number) => io.err(`${done} of ${total} households`);
  const found = await withStore(config, (store) =>
    whatIfEverywhere({ store, library, today }, { on: call.needed("on") as Day, unit, progress }),
  );
  if (found.length === 0) return unit === null ? 0 : io.refuse("no-unit", { value: unit });
  for (const line of found.flatMap(report)) io.out(line);
  return 0;
}

function report({ scope, today, on, standards, households, total, places, reasons, policies }: WhatIf): string[] {
  const moves = (list: WhatIf["total"]) =>
    list.flatMap(({ was, becomes, count }) => (count === 0 ? [] : [`${was} > ${becomes} ${count}`])).join(", ");
  return [
    `${scope.code} ${scope.name}: ${households} households on ${today} (${standards[0]}) under the law of ${on} (${standards[1]})`,
    `  ${moves(total)}`,
    ...places.map(
      ({ code, name, moves: list }) =>
        `  ${code} ${name}: ${moves(list.filter(({ was, becomes }) => was !== becomes))}`,
    ),
    ...reasons.map(
      ({ was, becomes, income, deprivations, count }) =>
        `  why ${was} > ${becomes}: income ${income || "unknown"}, deprivations ${deprivations || "unknown"}: ${count}`,
    ),
    ...policies.map(
      ({ policy, held, holds, gained, lost, open, monthBefore, monthAfter }) =>
        `  ${policy}: held ${held}, then ${holds} (+${gained} -${lost}, uncertain ${open}); đồng a month ${monthBefore} > ${monthAfter}`,
    ),
  ];
}
