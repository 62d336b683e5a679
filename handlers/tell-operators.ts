// Operators are told when the machine needs them: at the beginning of a condition, daily while it lasts, and when it has ended.
import { conditionsOf } from "../knowledge/operations.ts";
import { endAlert, takeAlert } from "../registry/operations/alerts.ts";
import { machineState } from "../registry/operations/state.ts";
import { accountsThatMayAnywhere } from "../registry/recipients.ts";
import type { Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

/** At each look; while nobody could be told, nothing counts as told. */
export const tellOperators: Schedule = {
  name: "tell-operators",
  due: { every: "look" },
  async run({ tx, library, now, today }) {
    const operators = await accountsThatMayAnywhere(tx, library, "system.operate", today);
    if (operators.length === 0) return [];
    const { operations, holidays } = library;
    const notices: Notice[] = [];
    for (const { name, holds, values } of conditionsOf(await machineState(tx, now), operations, holidays, now)) {
      if (holds === null) continue;
      const told = holds ? await takeAlert(tx, name, operations, now) : await endAlert(tx, name, operations, now);
      if (!told) continue;
      const replies = [{ key: `tell-operators:${name}${holds ? "" : "-ended"}`, values }];
      notices.push(...operators.map((accountId) => ({ accountId, replies, topic: `alert ${name}` })));
    }
    return notices;
  },
};
