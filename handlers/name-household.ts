// The three questions by which somebody names a household: its head, its village, and who asks. What was found is never told here.

import { askForHousehold, type LinkKind, type LinkRequest } from "../registry/links/links.ts";
import { accountsOfHousehold, accountsThatMay } from "../registry/recipients.ts";
import type { OpenForm } from "../registry/session.ts";
import type { UnitFound } from "../registry/units/find.ts";
import { findVillages } from "../registry/units/find-village.ts";
import type { Choice, Notice, Outcome, Turn } from "./handler.ts";

const FORM = "link-household";
const STEPS = ["head", "village", "asker"] as const;
type Step = (typeof STEPS)[number];

interface Asked {
  kind: LinkKind;
  head?: string;
  village?: { code: string; communeCode: string; name: string };
  again?: boolean;
}

/** True for the steps of these questions. */
export function isAskStep(step: string): step is Step {
  return STEPS.includes(step as Step);
}

/** Asks one of the questions. */
export function askWhich({ session, now }: Turn, step: Step, data: Asked, choices: Choice[] = []): Outcome {
  const key = `${FORM}:ask-${step}${data.kind === "representative" ? "-of-relative" : ""}${data.again ? "-again" : ""}`;
  const form = { handler: FORM, step, data: { ...data, again: false }, since: now.toISOString() };
  return { replies: [choices.length === 0 ? { key } : { key, choices }], session: { ...session, form } };
}

/** Takes the answer to the open question, and asks the next one or passes the request on. */
export async function readAskStep(turn: Turn, form: OpenForm): Promise<Outcome> {
  const data = form.data as unknown as Asked;
  const step = form.step as Step;
  const { action, message } = turn;
  if (action !== null && (action.name !== "village" || step !== "village")) return askWhich(turn, step, data);
  const said = message.text.trim();
  if (step === "head") return askWhich(turn, "village", { ...data, head: said });
  if (step === "village") return readVillage(turn, data, action?.argument ?? said);
  return passOn(turn, data, said);
}

async function readVillage(turn: Turn, data: Asked, said: string): Promise<Outcome> {
  const found = await findVillages(turn.desk.tx, turn.unitKinds, said);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0)
    return askWhich(turn, "village", { ...data, again: true }, await offered(turn, found));
  const village = { code: only.code, communeCode: only.parentCode ?? "", name: only.name };
  return askWhich(turn, "asker", { ...data, village });
}

/** Villages of one name in several communes, as choices. */
async function offered({ desk }: Turn, found: readonly UnitFound[]): Promise<Choice[]> {
  const codes = found.flatMap(({ parentCode }) => parentCode ?? []);
  const communes = await desk.tx.unit.findMany({ where: { code: { in: codes }, validTo: null } });
  const nameOf = new Map(communes.map(({ code, name }) => [code, name]));
  return found.map(({ code, name, parentCode }) => ({
    title: `${name}, ${nameOf.get(parentCode ?? "") ?? ""}`,
    payload: `#${FORM}.village.${code}`,
  }));
}

async function passOn(turn: Turn, { kind, head, village }: Asked, asker: string): Promise<Outcome> {
  const { desk, session } = turn;
  const request = await askForHousehold(desk, kind, { head: head!, village: village! });
  const notices = request === null ? [] : await noticesOf(turn, kind, request, { asker, village: village!.name });
  return { replies: [{ key: `${FORM}:sent-${kind}` }], session: { ...session, form: null }, notices };
}

async function noticesOf(
  { desk }: Turn,
  kind: LinkKind,
  request: LinkRequest,
  said: { asker: string; village: string },
): Promise<Notice[]> {
  const { linkId, head, householdId } = request;
  const values = { asker: said.asker, village: said.village, head };
  const own = kind === "representative";
  const accounts = own ? await accountsOfHousehold(desk.tx, householdId) : await whoConfirms({ desk }, request);
  const choices: Choice[] = [
    { key: `confirm-link:${own ? "lend" : "yes"}`, payload: `#confirm-link.${own ? "lend" : "yes"}.${linkId}` },
    { key: "confirm-link:no", payload: `#confirm-link.${own ? "keep" : "no"}.${linkId}` },
  ];
  return accounts.map((accountId) => ({
    accountId,
    replies: [{ key: own ? "confirm-link:ask-own" : "confirm-link:ask", values, choices }],
  }));
}

/** The village head; where there is none, or it is the head who asks, the commune's officers. */
async function whoConfirms({ desk }: Pick<Turn, "desk">, { place }: LinkRequest): Promise<string[]> {
  const wanted = { operation: "link.confirm" as const, place, today: desk.today };
  const heads = await accountsThatMay(desk.tx, desk.library, { ...wanted, role: "village-head" });
  const others = heads.filter((id) => id !== desk.actor.accountId);
  return others.length > 0 ? others : accountsThatMay(desk.tx, desk.library, wanted);
}
