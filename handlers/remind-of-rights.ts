// A right that is applied for in a part of the year ("45 ngày làm việc từ khai giảng"): the linked people of a household that has it are
// reminded once while it lasts, in the law's own words on time and place.
import { readersOf } from "../registry/accounts.ts";
import { rightsToRemind } from "../registry/take-up/windows.ts";
import type { Choice, Line, Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

/** As many as one reads on a screen. */
const MOST_RIGHTS = 3;

/** At each look a few households, while there is room to send: who was not looked at finds itself. */
export const remindOfRights: Schedule = {
  name: "remind-of-rights",
  due: { every: "look" },
  async run(desk) {
    const notices: Notice[] = [];
    for (const { accounts, rights } of await rightsToRemind(desk)) {
      const readers = await readersOf(desk.tx, desk.store, accounts);
      for (const accountId of accounts) {
        const language = readers.get(accountId)?.language ?? "vi";
        const say = (words: { vi: string; en: string | null }) => words[language] ?? words.vi;
        const lines = rights.slice(0, MOST_RIGHTS).map(({ policy: { name, apply }, version: { clause } }): Line => {
          const values = {
            right: say(name),
            limit: say(apply.time_limit!),
            where: say(apply.where),
            clause: say(clause),
          };
          return { key: "take-up:window-right", values };
        });
        const choices: Choice[] = [
          { key: "take-up:papers", payload: `#entitlements.field.${rights[0]!.policy.domain}` },
          { key: "take-up:officer", payload: "#talk-to-officer" },
        ];
        const opening: Line = { key: "take-up:window-opening" };
        notices.push({ accountId, replies: [{ lines: [opening, ...lines, { key: "take-up:stop" }], choices }] });
      }
    }
    return notices;
  },
};
