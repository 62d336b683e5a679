// The commands that open the store, on each store, as an operator meets them.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TokenPair } from "../../bot/zalo/token-store.ts";
import { withStore } from "../../cli/open-store.ts";
import { readConfig } from "../../config.ts";
import { systemClock } from "../../foundation/clock.ts";
import { appendAudit, auditHead } from "../../registry/audit.ts";
import { requeueDeadLetter } from "../../registry/dead-letters.ts";
import { createInbox, failEvent } from "../../registry/inbox.ts";
import { addMessages, claimMessages, recordDeliveries } from "../../registry/outbox.ts";
import type { Store } from "../../registry/store.ts";
import { createTokenStore } from "../../registry/tokens.ts";
import { commandLine } from "../setup/command-line.ts";
import { createStore, STORE_KINDS, type TestStore } from "../setup/stores.ts";

const PAST = new Date("2026-01-20T01:00:00Z");
const REAL_ACCOUNT = {
  ZALO_APP_ID: "11",
  ZALO_APP_SECRET: "s",
  ZALO_OA_ID: "22",
  ZALO_OA_SECRET_KEY: "k",
  ZALO_API_BASE_URL: "http://127.0.0.1:9",
};

describe.each(STORE_KINDS)("commands on the %s store", (kind) => {
  let place: TestStore;
  const ansinh = (line: string, more: Record<string, string> = {}) =>
    commandLine({ ...place.environment, ...more })(line);
  const inStore = <T>(work: (store: Store) => Promise<T>) => withStore(readConfig(place.environment), work);

  beforeEach(async () => {
    place = await createStore(kind);
  });
  afterEach(() => place.remove());

  it("migrate leaves a store that is up to date", async () => {
    expect((await ansinh("migrate")).code).toBe(0);
    expect(await ansinh("migrate")).toEqual({ code: 0, out: "nothing to apply: the store is up to date", err: "" });
  });

  it("dead-letters lists both directions, and requeue puts one back and notes it in the audit chain", async () => {
    await inStore(giveUpOneEachWay);
    const listed = (await ansinh("dead-letters list")).out.split("\n");
    expect(listed).toEqual([
      expect.stringMatching(/^in-1 {2}user_send_text {2}\d+ d {2}attempts 1 {2}a fault of the handler$/),
      expect.stringMatching(/^out-1 {2}message {2}\d+ d {2}attempts 1 {2}Zalo -201$/),
    ]);
    expect(await ansinh("dead-letters requeue out-1")).toEqual({ code: 0, out: "out-1 is in line again", err: "" });
    expect((await ansinh("dead-letters list")).out).toMatch(/^in-1 [^\n]*$/);
    await ansinh("dead-letters requeue in-1");
    expect(await ansinh("dead-letters list")).toMatchObject({ code: 0, out: "no dead letters" });
    expect((await ansinh("audit verify")).out).toMatch(
      /^the audit chain is intact: entries 2, last hash [0-9a-f]{64}$/,
    );
    await inStore(async (store) => {
      const now = new Date();
      const claimed = await claimMessages(store, { limit: 10, now, leaseUntil: now });
      expect(claimed).toMatchObject([{ id: 1n, attempts: 1, body: { words: "xin chào" } }]);
    });
  });

  it("dead-letters requeue finds nothing for an id that is no dead letter's", async () => {
    expect(await ansinh("dead-letters requeue in-1")).toEqual({
      code: 2,
      out: "",
      err: expect.stringContaining("“in-1”"),
    });
    await inStore(async (store) => {
      for (const id of ["out-7", "inbox-1", "1", "", "in-99999999999999999999", "in-1;DROP TABLE account"])
        expect([id, await requeueDeadLetter(store, id, { actor: "operator", now: PAST })]).toEqual([id, false]);
    });
  });

  it("audit verify names the entry that was changed", async () => {
    await inStore(async ({ client }) => {
      const fact = { actor: "operator", action: "tested", subject: "nothing", detail: {} };
      await client.$transaction((tx) => appendAudit(tx, [fact, fact, fact], PAST));
      await client.$executeRaw`ALTER TABLE audit_entry DISABLE TRIGGER ALL`; // the store itself refuses to change an entry
      await client.auditEntry.update({ where: { id: 2n }, data: { subject: "something" } });
    });
    expect(await ansinh("audit verify")).toEqual({
      code: 1,
      out: "",
      err: "the audit chain is broken at entry 2: its content was changed",
    });
  });

  it("audit verify finds a cut end by a head that was noted before, and not without it", async () => {
    const fact = { actor: "operator", action: "tested", subject: "nothing", detail: {} };
    const head = await inStore(async ({ client }) => {
      await client.$transaction((tx) => appendAudit(tx, [fact, fact, fact, fact], PAST));
      return (await auditHead(client))!.slice(0, 12);
    });
    const noted = await ansinh(`audit verify --contains ${head.toUpperCase()}`);
    expect([noted.code, noted.out.split("\n")[1]]).toEqual([0, expect.stringContaining(" is entry 4: ")]);
    await inStore(async ({ client }) => {
      await client.$executeRaw`ALTER TABLE audit_entry DISABLE TRIGGER ALL`;
      await client.$executeRaw`DELETE FROM audit_entry WHERE id > 2`;
      await client.$transaction((tx) => appendAudit(tx, [fact], PAST)); // and life goes on
    });
    expect((await ansinh("audit verify")).code).toBe(0);
    expect(await ansinh(`audit verify --contains ${head}`)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining(`the head ${head} is not in the audit chain of 3 entries`),
    });
    for (const wrong of ["--contains", "--contains 12ab", `--contains ${head}xyz`, `--contain ${head}`])
      expect([wrong, (await ansinh(`audit verify ${wrong}`)).code]).toEqual([wrong, 2]);
  });

  it("token tells times and need, never the token", async () => {
    expect(await ansinh("token", REAL_ACCOUNT)).toMatchObject({
      code: 1,
      out: expect.stringContaining("no token yet"),
    });
    const save = (change: Partial<TokenPair>) =>
      inStore((store) =>
        createTokenStore<TokenPair>(store, "22", systemClock()).underLock((_, keep) =>
          keep({
            accessToken: "very-secret",
            refreshToken: "more-secret",
            renewAt: Date.UTC(2026, 10, 21, 20),
            expiresAt: Date.UTC(2026, 10, 22, 1),
            needsOperator: null,
            ...change,
          }),
        ),
      );
    await save({});
    expect(await ansinh("token", REAL_ACCOUNT)).toEqual({
      code: 0,
      out: [
        "account: 22",
        "renewed ahead at: 2026-11-21T20:00:00.000Z",
        "ends at: 2026-11-22T01:00:00.000Z",
        "operator: not needed",
      ].join("\n"),
      err: "",
    });
    await save({ needsOperator: "-14014 invalid refresh token", renewAt: null });
    const { code, out } = await ansinh("token", REAL_ACCOUNT);
    expect(code).toBe(1);
    expect(out).toContain("needed: Zalo does not renew (-14014 invalid refresh token)");
    expect(out).not.toContain("secret");
  });

  it("doctor is content with a sound installation and names what an operator should know", async () => {
    const { code, out } = await ansinh("doctor", { TODAY: "2026-11-21" });
    expect(code).toBe(0);
    expect(out).toContain(`ok    the ${kind} store is reachable`);
    expect(out).toContain("ok    the clocks of this machine and the store agree");
    expect(out).toContain("note  today is fixed to 2026-11-21");
    expect(out).not.toContain("BAD");
  });

  it("doctor finds a missing token, a wrong key and what was given up, each with a remedy", async () => {
    await inStore(giveUpOneEachWay);
    const missing = await ansinh("doctor", REAL_ACCOUNT);
    expect(missing.code).toBe(1);
    expect(missing.out).toMatch(/BAD {3}an operator is needed: there is no token yet.*\n {6}\S/);
    expect(missing.out).toMatch(/note {2}2 events or messages were given up\n {6}see ansinh dead-letters list/);

    const pair = { accessToken: "a", refreshToken: null, renewAt: null, expiresAt: null, needsOperator: null };
    await inStore((store) =>
      createTokenStore<TokenPair>(store, "22", systemClock()).underLock((_, save) => save(pair)),
    );
    const wrongKey = await ansinh("doctor", { ...REAL_ACCOUNT, ENCRYPTION_KEY: "6b".repeat(32) });
    expect(wrongKey.code).toBe(1);
    expect(wrongKey.out).toMatch(/BAD {3}sealed data does not open .*\n {6}set the ENCRYPTION_KEY/);
  });
});

/** One event that no handler could take and one message that Zalo did not. */
async function giveUpOneEachWay(store: Store): Promise<void> {
  const event = { kind: "message" };
  await createInbox(store, () => undefined).accept({
    dedupKey: "one",
    eventName: "user_send_text",
    accountId: "u1",
    occurredAt: PAST,
    receivedAt: PAST,
    event,
  });
  await failEvent(store.client, 1n, { fault: "a fault of the handler", readyAt: PAST, dead: true });
  await addMessages(store.client, store, [{ accountId: "u1", inReplyTo: 1n, body: { words: "xin chào" } }], PAST);
  await claimMessages(store, { limit: 1, now: PAST, leaseUntil: PAST });
  await recordDeliveries(store, [{ id: 1n, state: "dead", fault: "Zalo -201" }], PAST);
}
