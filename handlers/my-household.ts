// "Hộ của tôi": what the commune has recorded about the household this account is linked to, who looked at it, and parting from it.

import { vietnamDayOf } from "../foundation/clock.ts";
import { formatDay } from "../foundation/day.ts";
import type { Household } from "../registry/households/household.ts";
import { unlink } from "../registry/links/links.ts";
import { linkedFacts, ownHouseholds } from "../registry/links/own-household.ts";
import { viewsOfOwn } from "../registry/links/views.ts";
import { unitTitle } from "../registry/units/find.ts";
import { askConsent } from "./consent.ts";
import type { Choice, Handler, Line, Outcome, Reply, Turn } from "./handler.ts";
import { waysToLink } from "./link-household.ts";

const NAME = "my-household";
const SELF_CHECK: Choice = { key: "menu:self-check", payload: "#check-eligibility" };

/** Actions: show, views, rights (go on to the rights with the commune's facts), unlink and part (done). */
export const myHousehold: Handler = {
  name: NAME,
  intents: [],
  async handle(turn) {
    const { desk, action, session } = turn;
    if (desk.actor.households.length === 0)
      return { replies: [{ key: `${NAME}:not-linked`, choices: [SELF_CHECK, ...waysToLink()] }], session };
    switch (action?.name) {
      case "views":
        return views(turn);
      case "rights":
        return rights(turn);
      case "unlink":
        return { replies: [sure()], session, alone: true };
      case "part":
        await unlink(desk);
        return { replies: [{ key: `${NAME}:parted` }], session };
      default:
        return show(turn);
    }
  },
};

async function show(turn: Turn): Promise<Outcome> {
  const households = await ownHouseholds(turn.desk);
  const lines: Line[] = [];
  for (const household of households) lines.push(...(await describe(turn, household)));
  const choices = [
    { key: `${NAME}:rights`, payload: `#${NAME}.rights` as const },
    { key: `${NAME}:who`, payload: `#${NAME}.views` as const },
    { key: `${NAME}:unlink`, payload: `#${NAME}.unlink` as const },
  ];
  return { replies: [{ lines, choices }], session: turn.session };
}

async function describe({ desk, knowledge, session }: Turn, household: Household): Promise<Line[]> {
  const { status, members, villageCode } = household;
  const head = members.find(({ relation }) => relation === "head")?.name ?? household.code;
  const who = {
    key: `${NAME}:who-it-is`,
    values: { head, people: members.length, village: await unitTitle(desk.tx, villageCode) },
  };
  if (status === null) return [who, { key: `${NAME}:no-status` }];
  const { name } = knowledge.statuses.statuses[status.status]!;
  const values = { class: name[session.language] ?? name.vi, from: status.from };
  const { decisionNumber: number, decidedOn } = status;
  const decided = number !== null && decidedOn !== null;
  return [
    who,
    { key: `${NAME}:status`, values },
    ...(decided ? [{ key: `${NAME}:decision`, values: { number, on: decidedOn } }] : []),
  ];
}

async function views({ desk, roles, session }: Turn): Promise<Outcome> {
  const found = await viewsOfOwn(desk);
  const lines = found.map(({ role, at }): Line => {
    const values = { role: roles.get(role)?.name[session.language] ?? role, on: formatDay(vietnamDayOf(at)) };
    return { key: `${NAME}:view`, values };
  });
  const title: Line = { key: found.length === 0 ? `${NAME}:no-views` : `${NAME}:views` };
  return { replies: [{ lines: [title, ...lines] }], session };
}

/** On to the rights, with what the commune has recorded instead of questions. */
async function rights(turn: Turn): Promise<Outcome> {
  if (turn.consent === null) return askConsent(turn, `#${NAME}.rights`);
  const facts = await linkedFacts(turn.desk, turn.knowledge);
  if (facts === null) return { replies: [], session: turn.session, goOn: "#entitlements" };
  const session = { ...turn.session, household: { ...turn.session.household, ...facts }, form: null };
  return { replies: [{ key: `${NAME}:by-the-record` }], session, goOn: "#entitlements" };
}

function sure(): Reply {
  return {
    key: `${NAME}:sure`,
    choices: [
      { key: `${NAME}:part`, payload: `#${NAME}.part` },
      { key: `${NAME}:stay`, payload: `#${NAME}` },
    ],
  };
}
