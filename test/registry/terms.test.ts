// Whatever is kept of people has an end: each sealed column and each table that names somebody has a term in the data, or says why it
// stays; and the nightly work ends it then, not before.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadLibrary } from "../../knowledge/library.ts";
import { deleteMarked } from "../../registry/evidence/forget.ts";
import { folderShelf } from "../../registry/evidence/shelf.ts";
import { forgetExpired, type RetentionDays } from "../../registry/privacy/expired.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const ROOT = join(import.meta.dirname, "../..");
interface Rules {
  sealed: Record<string, string>;
  not_personal: string[];
  rows: Record<string, string>;
  rows_kept: Record<string, string>;
}
const rules: Rules = parse(readFileSync(join(ROOT, "knowledge/process/privacy.yaml"), "utf8"));
const { service, privacy } = loadLibrary(join(ROOT, "knowledge"));
const DAYS: RetentionDays = { ...service.retentionDays, ...privacy.retentionDays };

const daysOf = (term: string): number =>
  term === "access_log" ? DAYS.accessLog : DAYS[term as Exclude<keyof RetentionDays, "accessLog">];

/** A column sealed under another name. */
const BY_ANOTHER_NAME = ["change_report.reason"];
const SECRET = "mái nhà dột ba tháng nay";
/** When everything ended. */
const THEN = new Date("2026-01-05T00:00:00Z");
const DAY_MS = 86_400_000;

/** Table → the columns of its model in the schema, as "name column" of Prisma and the store. */
const tables = new Map(
  [...readFileSync(join(ROOT, "prisma/schema.prisma"), "utf8").matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(
    ([, body = ""]) => {
      const columns = [...body.matchAll(/^ +(\w+) .*@map\("(\w+)"\)/gm)].map(([, name, column]) => `${name} ${column}`);
      return [/@@map\("(\w+)"\)/.exec(body)![1]!, columns] as const;
    },
  ),
);

it("each sealed column of the schema has a rule, and each rule a column", () => {
  const sealed = [...tables].flatMap(([table, columns]) =>
    columns.filter((one) => /Sealed /.test(one)).map((one) => `${table}.${one.split(" ")[1]}`),
  );
  const known = [...Object.keys(rules.sealed), ...rules.not_personal];
  expect(known.sort()).toEqual([...sealed, ...BY_ANOTHER_NAME].sort());
});

it("each table that names somebody has a rule too", () => {
  const naming = [...tables].filter(([, columns]) =>
    columns.some((one) => / (account|person|household)_id$/.test(one)),
  );
  const bySealed = new Set(Object.keys(rules.sealed).map((place) => place.split(".")[0]));
  const plain = naming.map(([table]) => table).filter((table) => !bySealed.has(table));
  expect([...Object.keys(rules.rows), ...Object.keys(rules.rows_kept)].sort()).toEqual(plain.sort());
});

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  const folder = mkdtempSync(join(tmpdir(), "an-sinh-sealed-"));
  const shelf = folderShelf(folder);
  beforeAll(async () => {
    store = await openStore(kind);
    await writeOneOfEach(store);
    await shelf.put((await store.client.evidence.findFirstOrThrow()).id, store.seal.seal(SECRET));
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** The columns in which the secret can still be read, and the tables that still name somebody. */
  async function thatTell(): Promise<string[]> {
    const telling: string[] = [];
    for (const place of Object.keys(rules.sealed)) {
      const [table, column] = place.split(".");
      const rows = await store.client.$queryRawUnsafe<{ value: string | null }[]>(
        `SELECT "${column}" AS value FROM "${table}"`,
      );
      if (rows.some(({ value }) => value !== null && store.seal.open(value) === SECRET)) telling.push(place);
    }
    for (const table of Object.keys(rules.rows)) {
      const [row] = await store.client.$queryRawUnsafe<{ left: bigint }[]>(`SELECT count(*) AS left FROM "${table}"`);
      if (row!.left > 0n) telling.push(table);
    }
    return telling;
  }

  it("each goes when its term is over, and not before", async () => {
    const terms = { ...rules.sealed, ...rules.rows };
    const ends = [...new Set(Object.values(terms).map(daysOf))].sort((a, b) => a - b);
    const days = ends.flatMap((end) => [Math.max(0, end - 2), end + 2]).sort((a, b) => a - b);
    for (const count of days) {
      await forgetExpired(store, DAYS, new Date(THEN.getTime() + count * DAY_MS));
      await deleteMarked(store, shelf, 10);
      const left = Object.keys(terms).filter((kept) => daysOf(terms[kept]!) > count);
      expect([count, (await thatTell()).sort()]).toEqual([count, left.sort()]);
    }
    expect(await shelf.names()).toEqual([]);
  });
});

/** A row of every table that holds something sealed, every sealed column with the secret, all of it ended. */
async function writeOneOfEach({ client, seal }: OpenStore): Promise<void> {
  const sealed = () => seal.seal(SECRET);
  const at = THEN;
  const accountId = "zalo-1";
  await client.account.create({ data: { id: accountId } });
  await client.session.create({ data: { accountId, version: 1, stateSealed: sealed(), updatedAt: at } });
  await client.inboundEvent.create({
    data: {
      ...{ dedupKey: "1", eventName: "e", accountId, state: "dead", eventSealed: sealed() },
      ...{ occurredAt: at, receivedAt: at, readyAt: at },
    },
  });
  await client.outboundMessage.create({
    data: { accountId, state: "held", bodySealed: sealed(), readyAt: at, createdAt: at },
  });
  await client.decision.create({
    data: {
      ...{ code: "1", accountId, asOf: at, knowledgeVersion: "v", receiptSealed: sealed(), createdAt: at },
      expiresAt: new Date(at.getTime() + DAYS.decision * DAY_MS),
    },
  });
  const waits = { accountId, createdAt: at, readyAt: at };
  await client.voiceMessage.create({
    data: { ...waits, state: "kept", urlSealed: sealed(), audioSealed: sealed() },
  });
  await client.officerRequest.create({
    data: { accountId, state: "closed", transcriptSealed: sealed(), createdAt: at, closedAt: at },
  });
  await client.complaint.create({
    data: { accountId, state: "answered", textSealed: sealed(), answerSealed: sealed(), createdAt: at, answeredAt: at },
  });
  await client.person.create({
    data: {
      ...{ nameSealed: sealed(), phoneSealed: sealed(), createdAt: at },
      terms: { create: { role: "village-head", unitCode: "11074-001", from: at, to: at } },
    },
  });
  await client.invitation.create({
    data: { codeHash: "1", role: "village-head", unitCode: "11074-001", nameSealed: sealed(), expiresAt: at },
  });
  await client.attempt.create({ data: { accountId, kind: "code", at } });
  const device = { personId: randomUUID(), tokenHash: "1", createdAt: at, expiresAt: at };
  await client.signInLink.create({ data: device });
  await client.trial.create({ data: { id: randomUUID(), personId: device.personId, role: "r", seenAt: at } });
  await client.consoleSession.create({ data: { ...device, device: "a browser", lastSeenAt: at } });
  const householdId = await writeHousehold({ client, seal } as OpenStore, sealed);
  await client.householdView.create({ data: { householdId, role: "reviewer", purpose: "review", at } });
  await client.householdCode.create({ data: { codeHash: "1", householdId, createdBy: "operator", expiresAt: at } });
  const link = { accountId, householdId, kind: "member", method: "code", at };
  await client.householdLink.create({ data: { ...link, state: "ended", endedAt: at } });
  await client.takeUp.create({ data: { householdId, policyId: "p", state: "asked", askedAt: at } });
  await client.announcement.create({
    data: {
      ...{ unitCode: "11074", audience: {}, text: "x", sameHash: "1", state: "sent", createdBy: device.personId },
      ...{ createdAt: at, decidedAt: at, recipients: { create: { accountId, householdId, state: "stored" } } },
    },
  });
}

async function writeHousehold({ client }: OpenStore, sealed: () => string): Promise<string> {
  const at = THEN;
  const places = { villageCode: "11074-001", communeCode: "11074" };
  const { id: householdId } = await client.household.create({
    data: {
      ...{ ...places, code: "1", provinceCode: "31", addressSealed: sealed(), factsSealed: sealed(), closedOn: at },
      members: {
        create: {
          ...{ relation: "head", nameSealed: sealed(), birthSealed: sealed(), identitySealed: sealed() },
          ...{ factsSealed: sealed(), detailsSealed: sealed() },
        },
      },
    },
  });
  await client.changeReport.create({
    data: {
      ...{ ...places, householdId, changeType: "birth", state: "approved", fieldsSealed: sealed(), reason: sealed() },
      ...{ createdAt: at, decidedAt: at },
      evidence: { create: { kind: "image", urlSealed: sealed(), placeSealed: sealed() } },
      steps: { create: { at, action: "approved", noteSealed: sealed() } },
    },
  });
  await client.reviewRound.create({
    data: {
      ...{ communeCode: "11074", track: "periodic", standard: "s", opensOn: at, dueOn: at, closedOn: at },
      cases: {
        create: {
          householdId,
          villageCode: "11074-001",
          reason: "listed",
          state: "decided",
          sheetSealed: sealed(),
          updatedAt: at,
        },
      },
    },
  });
  return householdId;
}
