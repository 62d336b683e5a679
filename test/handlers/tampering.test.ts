// Buttons are text, and anybody can type text: every payload of every handler, about things that lie outside the sender's reach, is
// answered word for word as if there were no such thing, and leaves the registry as it was.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMetrics } from "../../bot/metrics.ts";
import { takeStep } from "../../bot/step.ts";
import { createTexts } from "../../bot/texts.ts";
import type { Understand } from "../../bot/understanding/types.ts";
import { openUnderstanding } from "../../bot/understanding/understand.ts";
import { day } from "../../foundation/day.ts";
import { HANDLERS } from "../../handlers/index.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import type { Term } from "../../registry/actor.ts";
import { newSession, type OpenForm } from "../../registry/session.ts";
import type { Queries } from "../../registry/store.ts";
import { leaveDesk } from "../../registry/wall.ts";
import { buildWorld, NOW } from "../registry/rights/world.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { actionsInCode, argumentsFor, formsFor, OPEN_TO_OFFICER, type Things, unlike } from "./payloads.ts";

const ROOT = join(import.meta.dirname, "../..");
const library = loadLibrary(join(ROOT, "knowledge"));
const understood = new Map<string, ReturnType<Understand>>();
const open = openUnderstanding();
const understand: Understand = (text, context) => {
  const said = text.replace(/^(#[a-z-]+\.[a-z-]+)\..*/, "$1"); // the letters of an id mean nothing
  if (!understood.has(said)) understood.set(said, open(said, context));
  return understood.get(said)!;
};
const road = {
  library,
  clock: { now: () => NOW, today: () => day("2026-11-23") },
  texts: createTexts(join(ROOT, "knowledge/texts")),
  understand,
  handlers: HANDLERS,
  publicUrl: "http://127.0.0.1:3000",
  metrics: createMetrics(),
};

const VILLAGE_OF_TWO = "11074-002";
const PEOPLE: Record<string, Term[]> = {
  "a citizen": [],
  "the head of another village": [{ role: "village-head", unit: VILLAGE_OF_TWO, until: null }],
  "an officer of another commune": [{ role: "commune-officer", unit: "11086", until: null }],
  "an officer of another province": [{ role: "province-officer", unit: "37", until: null }],
};

/** What nobody without a right may add a row to, whatever the row says. */
const GUARDED = [
  "household",
  "member",
  "household_status",
  "deprivation",
  "household_code",
  "household_view",
  "household_link",
  "change_report",
  "report_step",
  "evidence",
  "person",
  "role_term",
  "invitation",
  "complaint",
];

let store: OpenStore;
let target: Things;
let nothing: Things;
beforeAll(async () => {
  store = await openStore("embedded");
  const [corner] = await buildWorld(store, () => 2);
  const { report, complaint, request, announcement: _, provinceCode: __, head: ___, ...rest } = corner!;
  // The others' are far from what the first digits of an id may be read as.
  for (const table of ["change_report", "complaint", "officer_request"])
    await store.client.$executeRawUnsafe(`UPDATE ${table} SET number = number + 1500000000 WHERE number > 1`);
  const number = 777_777; // one that stands nowhere else in a message
  await store.client.changeReport.update({ where: { number: report }, data: { number } });
  await store.client.complaint.update({ where: { number: complaint }, data: { number } });
  await store.client.officerRequest.update({ where: { number: request }, data: { number } });
  target = { ...rest, number };
  nothing = { ...unlike(target), villageCode: "99999-001", communeCode: "99999" };
  const steps = ["meeting", "posting", "recheck", "decision"].map((step) => ({
    step,
    roundId: rest.roundId,
    villageCode: rest.villageCode,
    detail: {},
  }));
  await store.client.reviewStep.createMany({ data: steps });
  await store.client.reviewStep.updateMany({ data: { dueOn: new Date("2026-12-14") } });
}, 60_000);
afterAll(() => store.close());

const ACCOUNT = "somebody";
const PERSON = "00000000-0000-4000-8000-000000000001";

/** What the person is answered, with the thing that was named left out. */
async function answerTo(
  tx: Queries,
  terms: Term[],
  sent: { text: string; form: Omit<OpenForm, "since"> | null },
  named: Things,
): Promise<string> {
  await tx.$executeRaw`DELETE FROM attempt`;
  const form = sent.form === null ? null : { ...sent.form, since: NOW.toISOString() };
  const session = { ...newSession("vi"), form };
  const personId = terms.length === 0 ? null : PERSON;
  const account = {
    id: ACCOUNT,
    isNew: false,
    session,
    consent: "1",
    pausedUntil: null,
    personId,
    terms,
    households: [],
  };
  const event = { kind: "message", content: "text", text: sent.text };
  const waiting = {
    id: 1n,
    accountId: ACCOUNT,
    eventName: "user_send_text",
    occurredAt: NOW,
    receivedAt: NOW,
    attempts: 0,
    event,
  };
  const {
    messages,
    notices,
    effects,
    account: after,
  } = await takeStep(road, {
    waiting: waiting as never,
    account,
    receipts: new Map(),
    registry: { tx, store },
    now: NOW,
  });
  await leaveDesk(tx); // as bot/turn.ts does before the road's own work
  let told = JSON.stringify([messages.map(({ body }) => body), notices, effects, after.session]);
  const said = JSON.stringify(sent);
  for (const [kind, value] of Object.entries(named))
    if (said.includes(String(value)))
      for (const shown of [String(value), value.toLocaleString("vi")])
        told = told.replace(new RegExp(`${shown}(?!-)`, "g"), `<${kind}>`);
  return told;
}

/** Every row of the store, with its table before it. */
async function everything(tx: Queries): Promise<Set<string>> {
  const tables = await tx.$queryRaw<
    { name: string }[]
  >`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
  const each = tables.map(({ name }) => `SELECT '${name} ' || t::text AS row FROM "${name}" t`);
  const rows = await tx.$queryRawUnsafe<{ row: string }[]>(each.join(" UNION ALL "));
  return new Set(rows.map(({ row }) => row));
}

class RolledBack extends Error {}

/** Does something in a transaction that leaves nothing behind. */
async function undone(work: (tx: Queries) => Promise<void>): Promise<void> {
  const attempt = store.client.$transaction(
    async (tx) => {
      await work(tx);
      throw new RolledBack();
    },
    { timeout: 280_000 },
  );
  await expect(attempt).rejects.toBeInstanceOf(RolledBack);
}

async function enter(tx: Queries, terms: Term[]): Promise<void> {
  await tx.account.create({ data: { id: ACCOUNT } });
  if (terms.length > 0) await tx.person.create({ data: { id: PERSON, nameSealed: store.seal.seal("Lê Văn Dò") } });
}

/** Nothing that was there is changed or gone, and nothing is added where only somebody with a right may add. */
function expectUntouched(before: Set<string>, after: Set<string>): void {
  const tableOf = (row: string) => row.slice(0, row.indexOf(" "));
  expect([...before].filter((row) => tableOf(row) !== "attempt" && !after.has(row))).toEqual([]);
  // One's own list was looked at: that is noted. What was named was not looked at.
  const ownLook = (row: string) => tableOf(row) === "household_view" && !row.includes(target.householdId);
  expect([...after].filter((row) => GUARDED.includes(tableOf(row)) && !before.has(row) && !ownLook(row))).toEqual([]);
}

describe.each(Object.entries(PEOPLE))("%s", (_, terms) => {
  const ask = (tx: Queries, text: string, named: Things) => answerTo(tx, terms, { text, form: null }, named);

  it(
    "gets nothing out of any payload that names what lies elsewhere",
    () =>
      undone(async (tx) => {
        await enter(tx, terms);
        const before = await everything(tx);
        const [real, none] = [argumentsFor(target), argumentsFor(nothing)];
        for (const action of actionsInCode())
          for (const [at, argument] of real.entries()) {
            const unknown = () => ask(tx, `${action}.${none[at]}`, nothing);
            const first = await unknown();
            const answer = await ask(tx, `${action}.${argument}`, target);
            // What one does for oneself, such as asking for an officer, is answered otherwise the second time.
            if (answer !== first)
              expect.soft(`${action}.${argument} ${answer}`).toBe(`${action}.${argument} ${await unknown()}`);
          }
        expectUntouched(before, await everything(tx));
      }),
    300_000,
  );

  it(
    "gets nothing out of a question that was opened while the right lasted",
    () =>
      undone(async (tx) => {
        await enter(tx, terms);
        const before = await everything(tx);
        const [real, none] = [formsFor(target), formsFor(nothing)];
        for (const [at, [form, text]] of real.entries()) {
          const answer = await answerTo(tx, terms, { text, form }, target);
          expect
            .soft(`${form.handler} ${answer}`)
            .toBe(`${form.handler} ${await answerTo(tx, terms, { text, form: none[at]![0] }, nothing)}`);
        }
        expectUntouched(before, await everything(tx));
      }),
    60_000,
  );
});

it(
  "is answered otherwise where there is a right, so that the tries above mean something",
  () =>
    undone(async (tx) => {
      const terms: Term[] = [{ role: "commune-officer", unit: target.communeCode, until: null }];
      await enter(tx, terms);
      const [real, none] = [argumentsFor(target), argumentsFor(nothing)];
      const open = new Set<string>();
      for (const action of OPEN_TO_OFFICER)
        for (const [at, argument] of real.entries()) {
          const unknown = await answerTo(tx, terms, { text: `${action}.${none[at]}`, form: null }, nothing);
          if ((await answerTo(tx, terms, { text: `${action}.${argument}`, form: null }, target)) !== unknown)
            open.add(action);
        }
      expect([...open]).toEqual(OPEN_TO_OFFICER);
    }),
  60_000,
);
