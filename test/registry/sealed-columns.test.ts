// Whatever is sealed has an end: each sealed column of the schema has a term in the data, and the nightly work ends it then, not before.
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
const rules: { sealed: Record<string, keyof RetentionDays>; not_personal: string[] } = parse(
  readFileSync(join(ROOT, "knowledge/process/privacy.yaml"), "utf8"),
);
const { service, privacy } = loadLibrary(join(ROOT, "knowledge"));
const DAYS: RetentionDays = { ...service.retentionDays, ...privacy.retentionDays };

/** A column sealed under another name. */
const BY_ANOTHER_NAME = ["change_report.reason"];
const SECRET = "mái nhà dột ba tháng nay";
/** When everything ended. */
const THEN = new Date("2026-01-05T00:00:00Z");
const DAY_MS = 86_400_000;

function sealedColumns(): string[] {
  const schema = readFileSync(join(ROOT, "prisma/schema.prisma"), "utf8");
  const models = [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(([, body = ""]) => body);
  return models.flatMap((body) => {
    const [, table] = /@@map\("(\w+)"\)/.exec(body)!;
    return [...body.matchAll(/^ +\w+Sealed .*@map\("(\w+)"\)/gm)].map(([, column]) => `${table}.${column}`);
  });
}

it("each sealed column of the schema has a rule, and each rule a column", () => {
  const known = [...Object.keys(rules.sealed), ...rules.not_personal];
  expect(known.sort()).toEqual([...sealedColumns(), ...BY_ANOTHER_NAME].sort());
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

  /** The columns in which the secret can still be read. */
  async function thatTell(): Promise<string[]> {
    const telling: string[] = [];
    for (const place of Object.keys(rules.sealed)) {
      const [table, column] = place.split(".");
      const rows = await store.client.$queryRawUnsafe<{ value: string | null }[]>(
        `SELECT "${column}" AS value FROM "${table}"`,
      );
      if (rows.some(({ value }) => value !== null && store.seal.open(value) === SECRET)) telling.push(place);
    }
    return telling;
  }

  it("each goes when its term is over, and not before", async () => {
    const ends = [...new Set(Object.values(rules.sealed).map((term) => DAYS[term]))].sort((a, b) => a - b);
    const days = ends.flatMap((end) => [Math.max(0, end - 2), end + 2]);
    for (const count of days) {
      await forgetExpired(store, DAYS, new Date(THEN.getTime() + count * DAY_MS));
      await deleteMarked(store, shelf, 10);
      const left = Object.keys(rules.sealed).filter((column) => DAYS[rules.sealed[column]!] > count);
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
  await writeHousehold({ client, seal } as OpenStore, sealed);
}

async function writeHousehold({ client }: OpenStore, sealed: () => string): Promise<void> {
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
}
