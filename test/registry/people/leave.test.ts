// Terms end and telephones are lost: what lay with one who left goes to the successor or back to the queue.
import { join as joinPath } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { endOfTerms } from "../../../handlers/end-of-terms.ts";
import { loadLibrary } from "../../../knowledge/library.ts";
import { verifyAudit } from "../../../registry/audit.ts";
import { handOver } from "../../../registry/people/hand-over.ts";
import { endRoles, leaveRegistry } from "../../../registry/people/leave.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";

const library = loadLibrary(joinPath(import.meta.dirname, "../../../knowledge"));
const TODAY = day("2026-11-23");
const BY = { actor: "operator", now: new Date("2026-11-23T02:00:00Z") };

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let here: Commune;
  let officer: string;
  beforeEach(async () => {
    store = await openStore(kind);
    here = await commune(store, { people: { An: "commune-officer", Bình: "commune-leader" } });
    officer = here.people.get("An")!;
    const place = { communeCode: here.code, villageCode: here.villages.get("Thôn An Lạc")! };
    const held = {
      changeType: "birth",
      state: "claimed",
      claimedBy: officer,
      claimedAt: BY.now,
      fieldsSealed: store.seal.seal("{}"),
    };
    await store.client.changeReport.create({ data: { ...held, ...place } });
    await store.client.officerRequest.create({
      data: { accountId: "An", communeCode: here.code, state: "taken", takenBy: officer, createdAt: BY.now },
    });
  });
  afterEach(() => store.close());

  const whereItLies = async () => {
    const report = await store.client.changeReport.findFirstOrThrow();
    const request = await store.client.officerRequest.findFirstOrThrow();
    return [report.state, report.claimedBy, request.state, request.takenBy];
  };
  /** The roles end, and the running installation does its part. */
  const end = async (role: string | null = null) => {
    const leaving = { personId: officer, role, unitCode: null, reason: "revoked" as const, today: TODAY };
    const ended = await store.client.$transaction((tx) => endRoles(tx, leaving, BY));
    return { ended, told: await whoIsTold() };
  };
  const whoIsTold = async () => {
    const actor = { accountId: "system", personId: null, term: null, terms: [], households: [] };
    const desk = { store, library, actor, now: BY.now, today: TODAY };
    const notices = await store.client.$transaction((tx) => endOfTerms.run({ ...desk, tx }));
    return notices.map(({ accountId, replies: [reply] }) => [accountId, reply && "key" in reply ? reply.values : null]);
  };
  const join = async (account: string) =>
    (await commune(store, { people: { [account]: "commune-officer" } })).people.get(account)!;

  it("goes back to the queue when nobody follows", async () => {
    expect(await end()).toEqual({ ended: 1, told: [] });
    expect(await whereItLies()).toEqual(["open", null, "open", null]);
    expect(await end()).toEqual({ ended: 0, told: [] });
  });

  it("goes to the one who follows in the same role, who is told once", async () => {
    const next = await join("Chi");
    expect(await end()).toEqual({ ended: 1, told: [["Chi", { count: 2 }]] });
    expect(await whoIsTold()).toEqual([]);
    expect(await whereItLies()).toEqual(["claimed", next, "taken", next]);
    const actions = await store.client.auditEntry.findMany({ orderBy: { id: "asc" }, select: { action: true } });
    expect(actions.map(({ action }) => action)).toEqual(["role_ended", "case_handed_over", "case_handed_over"]);
    expect((await verifyAudit(store.client)).intact).toBe(true);
  });

  it("goes back to the queue when two hold the role", async () => {
    await join("Chi");
    await join("Dung");
    await end();
    expect(await whereItLies()).toEqual(["open", null, "open", null]);
  });

  it("moves by itself the day after a term ended, and not before", async () => {
    await store.client.roleTerm.updateMany({ where: { personId: officer }, data: { to: new Date(TODAY) } });
    const next = await join("Chi");
    expect(await handOver(store.client, TODAY, BY)).toEqual({ cases: 0, to: new Map() });
    expect(await handOver(store.client, day("2026-11-24"), BY)).toEqual({ cases: 2, to: new Map([[next, 2]]) });
    expect(await store.client.reportStep.findMany({ select: { action: true, personId: true } })).toEqual([
      { action: "handed_over", personId: null },
    ]);
  });

  it("stays with one who keeps another role in the unit", async () => {
    await store.client.roleTerm.create({
      data: { personId: officer, role: "commune-leader", unitCode: here.code, from: new Date("2026-01-01") },
    });
    expect(await end("commune-officer")).toEqual({ ended: 1, told: [] });
    expect(await whereItLies()).toEqual(["claimed", officer, "taken", officer]);
  });

  it("an erased account ends the roles only of one who has no other", async () => {
    await store.client.account.create({ data: { id: "second phone of An", personId: officer } });
    const held = () => store.client.roleTerm.count({ where: { personId: officer, to: null } });
    await store.client.$transaction((tx) => leaveRegistry(tx, "second phone of An", TODAY, BY));
    expect(await held()).toBe(1);
    const next = await join("Chi");
    await store.client.$transaction((tx) => leaveRegistry(tx, "An", TODAY, BY));
    expect(await held()).toBe(0);
    expect(await whoIsTold()).toEqual([["Chi", { count: 2 }]]);
    expect(await whereItLies()).toEqual(["claimed", next, "taken", next]);
  });
});
