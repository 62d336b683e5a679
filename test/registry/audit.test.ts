// The chain of records: complete when untouched, and broken where anyone edits, removes or reorders.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appendAudit, GENESIS, verifyAudit } from "../../registry/audit.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const NOW = new Date("2026-11-21T03:00:00.123Z");

describe.each(STORE_KINDS)("the audit chain on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await tampering("TRUNCATE audit_entry");
    for (let entry = 1; entry <= 5; entry += 1) await append(`household:${entry}`);
  });

  const append = (subject: string) =>
    store.client.$transaction((tx) =>
      appendAudit(tx, [{ actor: "a", action: "changed", subject, detail: { to: "poor", from: null, count: 2 } }], NOW),
    );

  /** What someone with the database's own password can do: the trigger off, the statement, the trigger on again. */
  async function tampering(statement: string): Promise<void> {
    await store.client.$executeRawUnsafe("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only");
    await store.client.$executeRawUnsafe(statement);
    await store.client.$executeRawUnsafe("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only");
  }

  it("is intact as it was written", async () => {
    const last = await store.client.auditEntry.findUniqueOrThrow({ where: { id: 5n } });
    expect(await verifyAudit(store.client)).toEqual({ intact: true, entries: 5, head: last.hash });
  });

  it("is intact when empty", async () => {
    await tampering("TRUNCATE audit_entry");
    expect(await verifyAudit(store.client)).toEqual({ intact: true, entries: 0, head: GENESIS });
  });

  it.each([
    ["an edited subject", "UPDATE audit_entry SET subject = 'household:9' WHERE id = 3", 3n],
    ["an edited detail", `UPDATE audit_entry SET detail = '{"to":"none"}' WHERE id = 2`, 2n],
    ["an edited instant", "UPDATE audit_entry SET at = at + interval '1 ms' WHERE id = 4", 4n],
    ["another actor", "UPDATE audit_entry SET actor = 'b' WHERE id = 1", 1n],
    ["a removed entry", "DELETE FROM audit_entry WHERE id = 3", 3n],
    ["a removed beginning", "DELETE FROM audit_entry WHERE id = 1", 1n],
    [
      "two entries that changed places",
      "UPDATE audit_entry SET id = CASE id WHEN 2 THEN 30 ELSE 20 END WHERE id IN (2, 3); ",
      2n,
    ],
  ])("finds %s", async (_, statement, brokenAt) => {
    await tampering(statement);
    if (statement.includes("CASE")) await tampering("UPDATE audit_entry SET id = id / 10 WHERE id >= 20");
    expect(await verifyAudit(store.client)).toMatchObject({ intact: false, brokenAt });
  });

  it.each(["UPDATE audit_entry SET actor = 'b'", "DELETE FROM audit_entry"])(
    "the store refuses %s",
    async (statement) => {
      await expect(store.client.$executeRawUnsafe(statement)).rejects.toThrow("never changed or removed");
    },
  );

  it("never forks when many write at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => append(`village:${index}`)));
    expect(await verifyAudit(store.client)).toMatchObject({ intact: true, entries: 25 });
  });
});
