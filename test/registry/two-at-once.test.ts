// Two people act on one thing at the same moment, in two transactions that overlap: one wins, the other is told, nothing is doubled.
// On PostgreSQL the second waits in the store for the first; the embedded store takes one transaction after the other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { verifyAudit } from "../../registry/audit.ts";
import { answerComplaint } from "../../registry/complaints/answer.ts";
import type { Desk } from "../../registry/desk.ts";
import { decideLink } from "../../registry/links/links.ts";
import { approveReport } from "../../registry/reports/approve-report.ts";
import { fileReport } from "../../registry/reports/file-report.ts";
import { claimReport, forwardReport, refuseReport, undoReport } from "../../registry/reports/move-report.ts";
import { takeRequest } from "../../registry/requests/take.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type As, desksOf } from "../setup/desks.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

type Work<T> = (desk: Desk) => Promise<T>;

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let place: Commune;
  let as: As;
  beforeAll(async () => {
    store = await openStore(kind);
    const [head, officer, leader] = ["village-head@Thôn An Lạc", "commune-officer", "commune-leader"];
    place = await commune(store, {
      people: { head, deputy: head, officer, colleague: officer, leader, vice: leader },
      households: [{ head: "Nguyễn Văn Tám", members: [{ name: "Lê Thị Hoa" }] }],
    });
    await store.client.account.create({ data: { id: "citizen" } });
    as = desksOf(store, place, "2026-11-23");
  });
  afterAll(() => store.close());

  /** The first does its work and stays in its transaction until the second is held up by it, or is done. */
  async function atOnce<A, B>([one, first]: [string, Work<A>], [other, second]: [string, Work<B>]): Promise<[A, B]> {
    let begun = (): void => undefined;
    const begins = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const early = as(one, async (desk) => {
      const came = await first(desk);
      begun();
      if (kind === "postgresql") await untilSomebodyWaits(store);
      return came;
    });
    await begins;
    return Promise.all([early, as(other, second)]);
  }

  async function filed(changeType: string, on: string): Promise<number> {
    const householdId = place.households.get("Nguyễn Văn Tám")!;
    const content = { head: null, fields: { newcomer: "Ngô Thị Lan" }, members: {} };
    const told = { changeType, householdId, villageCode: null, eventDate: day(on), content };
    const done = await as("head", (desk) => fileReport(desk, told));
    return done.ok ? done.report.number : 0;
  }

  const audited = (subject: string) => store.client.auditEntry.count({ where: { subject } });
  const members = () => store.client.member.count({ where: { leftOn: null } });

  it("two officers take one report: one has it", async () => {
    const number = await filed("job_gain", "2026-11-01");
    const claim: Work<unknown> = (desk) => claimReport(desk, number);
    expect(await atOnce(["officer", claim], ["colleague", claim])).toMatchObject([
      { ok: true },
      { ok: false, because: "gone" },
    ]);
    expect(await audited(`report:${number}`)).toBe(2);
  });

  it("an officer approves twice, on two telephones: the newcomer comes once", async () => {
    const number = await filed("marriage_in", "2026-11-02");
    await as("officer", (desk) => claimReport(desk, number));
    const before = await members();
    const approve: Work<unknown> = (desk) => approveReport(desk, number);
    expect(await atOnce(["officer", approve], ["officer", approve])).toMatchObject([
      { ok: true },
      { ok: false, because: "gone" },
    ]);
    expect(await members()).toBe(before + 1);
  });

  it.each(["approve", "refuse"])("two leaders decide one report, the first to %s it: that holds", async (how) => {
    const number = await filed("escaped_poverty", how === "approve" ? "2026-11-03" : "2026-11-04");
    await as("officer", (desk) => claimReport(desk, number));
    await as("officer", (desk) => forwardReport(desk, number));
    const decision = { status: "near_poor" as const, number: "31/QĐ-UBND", on: day("2026-11-23") };
    const approve: Work<unknown> = (desk) => approveReport(desk, number, decision);
    const refuse: Work<unknown> = (desk) => refuseReport(desk, number, "chưa đúng");
    const [first, second] = how === "approve" ? [approve, refuse] : [refuse, approve];
    const classes = () => store.client.householdStatus.count({ where: { supersededAt: null } });
    const before = await classes();
    expect(await atOnce(["leader", first], ["vice", second])).toMatchObject([
      { ok: true },
      { ok: false, because: "gone" },
    ]);
    expect((await store.client.changeReport.findUniqueOrThrow({ where: { number } })).state).toBe(`${how}d`);
    expect(await classes()).toBe(how === "approve" ? before + 1 : before);
  });

  it("a head takes a report back while the officer approves it: nobody joins", async () => {
    const number = await filed("member_return", "2026-11-05");
    await as("officer", (desk) => claimReport(desk, number));
    const before = await members();
    const undo: Work<unknown> = (desk) => undoReport(desk, number);
    const approve: Work<unknown> = (desk) => approveReport(desk, number);
    expect(await atOnce(["head", undo], ["officer", approve])).toMatchObject([
      { ok: true },
      { ok: false, because: "gone" },
    ]);
    expect(await members()).toBe(before);
  });

  it("two heads of a village tell the same: it is one report", async () => {
    const householdId = place.households.get("Nguyễn Văn Tám")!;
    const content = { head: null, fields: {}, members: {} };
    const told = { changeType: "birth", householdId, villageCode: null, eventDate: day("2026-11-06"), content };
    const file: Work<unknown> = (desk) => fileReport(desk, told);
    expect(await atOnce(["head", file], ["deputy", file])).toMatchObject([
      { ok: true, again: false },
      { ok: true, again: true },
    ]);
    expect(await store.client.changeReport.count({ where: { changeType: "birth" } })).toBe(1);
  });

  it("two officers take one request: one has it", async () => {
    const request = { accountId: "citizen", communeCode: place.code, state: "open", createdAt: new Date() };
    const { id, number } = await store.client.officerRequest.create({ data: request });
    const take: Work<unknown> = (desk) => takeRequest(desk, number);
    expect(await atOnce(["officer", take], ["colleague", take])).toMatchObject([
      { ok: true },
      { refused: "taken-by-other" },
    ]);
    expect(await audited(`request:${id}`)).toBe(1);
  });

  it("two officers answer one complaint: the first answer holds", async () => {
    const complaint = {
      accountId: "citizen",
      communeCode: place.code,
      state: "open",
      textSealed: store.seal.seal("x"),
    };
    const { id, number } = await store.client.complaint.create({ data: complaint });
    const say =
      (answer: string): Work<unknown> =>
      (desk) =>
        answerComplaint(desk, { number, answer, clause: "Nghị định 07/2021/NĐ-CP Điều 3" });
    expect(await atOnce(["officer", say("một")], ["leader", say("hai")])).toMatchObject([
      { ok: true },
      { refused: "closed" },
    ]);
    const kept = await store.client.complaint.findUniqueOrThrow({ where: { id } });
    expect(store.seal.open(kept.answerSealed!)).toBe("một");
    expect(await audited(`complaint:${id}`)).toBe(1);
  });

  it("two heads answer one request to be linked: the first answer holds", async () => {
    const householdId = place.households.get("Nguyễn Văn Tám")!;
    const asked = {
      accountId: "citizen",
      householdId,
      kind: "member",
      state: "asked",
      method: "asked",
      at: new Date(),
    };
    const { id } = await store.client.householdLink.create({ data: asked });
    const before = await audited(`household:${householdId}`);
    const answer =
      (yes: boolean): Work<unknown> =>
      (desk) =>
        decideLink(desk, id, yes);
    expect(await atOnce(["head", answer(false)], ["deputy", answer(true)])).toMatchObject([
      { ok: true },
      { refused: "no-right" },
    ]);
    expect((await store.client.householdLink.findUniqueOrThrow({ where: { id } })).state).toBe("refused");
    expect(await audited(`household:${householdId}`)).toBe(before + 1);
  });

  it("leave an intact audit chain", async () => {
    expect(await verifyAudit(store.client)).toMatchObject({ intact: true });
  });
});

/** Until a transaction of this database waits for a lock that another holds. */
async function untilSomebodyWaits({ client }: OpenStore): Promise<void> {
  for (let looked = 0; looked < 500; looked += 1) {
    const [row] = await client.$queryRaw<{ waiting: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS waiting`;
    if (row?.waiting) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("nobody waited: the second did not get in the way of the first");
}
