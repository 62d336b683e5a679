// A backup restored on either kind of store is the same store, table by table, file by file; what is not whole, not of this key, not of
// this version or has no empty store to go to is refused, and leaves nothing behind.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withStore } from "../../cli/open-store.ts";
import { readConfig } from "../../config.ts";
import { verifyAudit } from "../../registry/audit.ts";
import { restoreBackup } from "../../registry/backup/restore.ts";
import { writeBackup } from "../../registry/backup/write.ts";
import { folderShelf, type Shelf } from "../../registry/evidence/shelf.ts";
import type { Store } from "../../registry/store.ts";
import { commandLine } from "../setup/command-line.ts";
import { commune } from "../setup/commune.ts";
import { openStore } from "../setup/open-store.ts";
import { createStore, STORE_KINDS, type TestStore } from "../setup/stores.ts";

const HEAD = "Nguyễn Văn Tám";
const NOW = new Date("2026-11-21T02:03:04.567Z");
/** What a careless writer or reader of lines would break on. */
const HARD = `a\u2028b\u2029c "d" \\n \n\r\t🏠 {"e": 1} ${"f".repeat(70_000)}`;

const folder = mkdtempSync(join(tmpdir(), "an-sinh-backup-"));
afterAll(() => rmSync(folder, { recursive: true }));

const inStore = <T>({ environment }: TestStore, work: (store: Store) => Promise<T>) =>
  withStore(readConfig(environment), work);

async function fill(store: Store, shelf: Shelf): Promise<void> {
  const { client, seal } = store;
  const { households } = await commune(store, {
    people: { An: "village-head@Thôn An Lạc", Bình: "commune-officer" },
    households: [
      { head: HEAD, linked: ["Chi"] },
      { head: "Trần Thị Dậu", deprivations: ["job"] },
    ],
  });
  const { id: reportId } = await client.changeReport.create({
    data: { householdId: households.get(HEAD)!, changeType: "death", fieldsSealed: seal.seal("{}"), state: "open" },
  });
  await client.evidence.create({ data: { reportId, kind: "image", state: "kept", path: "one", bytes: 3 } });
  await shelf.put("one", seal.seal(HARD));
  await client.misunderstood.create({ data: { on: NOW, text: HARD, language: "vi", confidence: 0.1 + 0.2 } });
  await client.inboundEvent.create({
    data: { id: 2n ** 60n, dedupKey: "k", eventName: "e", occurredAt: NOW, receivedAt: NOW, readyAt: NOW },
  });
  await client.announcement.create({
    data: {
      unitCode: "11074",
      audience: { é: [1.5, null, HARD] },
      text: "t",
      sameHash: "s",
      state: "draft",
      createdBy: reportId,
      createdAt: NOW,
    },
  });
  await client.account.createMany({
    data: Array.from({ length: 2500 }, (_, at) => ({ id: `người-${at}`, lastInteractionAt: NOW })),
  });
}

/** Table → rows and a digest of their whole text, by a statement of its own; what a restore itself writes is left out. */
function digests({ client }: Store): Promise<Record<string, string>> {
  return client.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL TimeZone = 'Asia/Ho_Chi_Minh'`;
    const tables = await tx.$queryRaw<{ name: string }[]>`
        SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'machine_note')`;
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const own = name === "audit_entry" ? "WHERE action <> 'backup-restored'" : "";
      const [row] = await tx.$queryRawUnsafe<[{ digest: string }]>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text COLLATE "C"), '')) AS digest FROM "${name}" t ${own}`,
      );
      found[name] = row.digest;
    }
    return found;
  });
}

/** Each kind is read once and filled once. */
const WAYS = STORE_KINDS.map((from) => [from, STORE_KINDS.find((to) => to !== from) ?? from] as const);

describe.each(WAYS)("from %s to %s", (from, to) => {
  it("everything comes back, and the numbers go on", async () => {
    const [one, other] = [await openStore(from), await openStore(to)];
    const file = join(folder, `${from}-${to}.gz`);
    const [shelf, otherShelf] = [folderShelf(join(folder, from)), folderShelf(join(folder, `${from}-again`))];
    await fill(one, shelf);
    await writeBackup({ store: one, shelf, now: NOW }, file);
    const before = await digests(one);
    expect(Object.values(before).filter((digest) => !digest.startsWith("0 ")).length).toBeGreaterThan(12);

    await restoreBackup({ store: other, shelf: otherShelf, now: NOW }, file);
    expect(await digests(other)).toEqual(before);
    expect(await otherShelf.get("one")).toBe(await shelf.get("one"));
    expect((await verifyAudit(other.client)).intact).toBe(true);
    const data = { changeType: "death", fieldsSealed: "", state: "open" };
    expect((await other.client.changeReport.create({ data })).number).toBe(2);
    expect(await other.client.machineNote.findUnique({ where: { name: "backup" } })).toMatchObject({ at: NOW });
    for (const store of [one, other]) await store.close();
  });
});

describe("a backup", () => {
  let place: TestStore;
  const file = join(folder, "whole.gz");
  beforeAll(async () => {
    place = await createStore("embedded");
    const shelf = folderShelf(join(place.environment.DATA_DIR!, "evidence"));
    await inStore(place, (store) => fill(store, shelf));
    await commandLine(place.environment)(`backup ${file}`);
  });
  afterAll(() => place.remove());

  it("is readable by its owner alone and keeps sealed what is sealed", () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}.part`, { throwIfNoEntry: false })).toBeUndefined();
    const text = gunzipSync(readFileSync(file)).toString("utf8");
    expect(text).toContain("11074-00001");
    for (const secret of [HEAD, "Trần Thị Dậu", place.environment.ENCRYPTION_KEY!]) expect(text).not.toContain(secret);
  });

  it("is refused when it cannot be right, and nothing of it is kept", async () => {
    const bytes = readFileSync(file);
    const changed = Buffer.from(bytes);
    changed[bytes.length >> 1]! ^= 1;
    writeFileSync(join(folder, "cut.gz"), bytes.subarray(0, -2000));
    writeFileSync(join(folder, "changed.gz"), changed);
    writeFileSync(join(folder, "other.gz"), "not even gzip");
    const empty = await createStore("embedded");
    const restore = (name: string, more: Record<string, string> = {}) =>
      commandLine({ ...empty.environment, ...more })(`restore ${join(folder, name)}`);
    try {
      for (const name of ["cut.gz", "changed.gz", "other.gz"])
        expect([name, await restore(name)]).toEqual([
          name,
          expect.objectContaining({ code: 1, err: expect.stringContaining("the file is damaged") }),
        ]);
      const otherKey = await restore("whole.gz", { ENCRYPTION_KEY: "6b".repeat(32) });
      expect(otherKey).toMatchObject({ code: 1, err: expect.stringContaining("another ENCRYPTION_KEY") });

      await inStore(
        place,
        ({ client }) => client.$executeRaw`
        INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('z', '', '29991231_later', now())`,
      );
      await commandLine(place.environment)(`backup ${join(folder, "later.gz")}`);
      const later = await restore("later.gz");
      expect(later).toMatchObject({ code: 1, err: expect.stringContaining("(29991231_later; here") });
      // Nothing of all that was kept: the store is as empty as a restore needs it.
      const restored = await restore("whole.gz");
      expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/^account {2}2503 {2}[0-9a-f]{12}$/m) });
    } finally {
      await empty.remove();
    }
    const there = await commandLine(place.environment)(`restore ${join(folder, "later.gz")}`);
    expect(there).toMatchObject({ code: 1, err: expect.stringContaining("the store is not empty (") });
  });
});
