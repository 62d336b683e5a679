// Reports in the registry, on both stores: who may do what with one, that nothing is done twice, what an approval changes.
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { remindOfReports } from "../../handlers/remind-of-reports.ts";
import { fieldsOf } from "../../knowledge/change-types.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { verifyAudit } from "../../registry/audit.ts";
import type { Desk } from "../../registry/desk.ts";
import { openHouseholds } from "../../registry/households/read.ts";
import { statusHistory } from "../../registry/households/statuses.ts";
import { approveReport, completeReport } from "../../registry/reports/approve-report.ts";
import { consequencesOf, rightsBetween } from "../../registry/reports/consequences.ts";
import { fileReport, type NewReport } from "../../registry/reports/file-report.ts";
import { householdsNamed } from "../../registry/reports/find-household.ts";
import {
  answerForVillage,
  answerReturned,
  claimReport,
  forwardReport,
  refuseReport,
  releaseReport,
  returnReport,
  undoReport,
} from "../../registry/reports/move-report.ts";
import { reportFor, reportsIn } from "../../registry/reports/read-reports.ts";
import type { ReportState } from "../../registry/reports/report.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const library = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const NOW = new Date("2026-11-23T09:00:00+07:00");
const ROLES = {
  head: { role: "village-head", unit: "11074-001" },
  otherHead: { role: "village-head", unit: "11074-002" },
  officer: { role: "commune-officer", unit: "11074" },
  colleague: { role: "commune-officer", unit: "11074" },
  leader: { role: "commune-leader", unit: "11074" },
  stranger: { role: "commune-officer", unit: "11086" },
  province: { role: "province-officer", unit: "31" },
} as const;
type Who = keyof typeof ROLES | "citizen";

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let place: Commune;
  beforeAll(async () => {
    store = await openStore(kind);
    place = await commune(store, {
      people: {
        head: "village-head@Thôn An Lạc",
        otherHead: "village-head@Thôn Đông Phong",
        officer: "commune-officer",
        colleague: "commune-officer",
        leader: "commune-leader",
        province: "province-officer",
      },
      households: [
        { head: "Nguyễn Văn Tám", members: [{ name: "Lê Thị Hoa", relation: "spouse" }], linked: ["citizen"] },
        { head: "Phạm Thị Mão" },
        { head: "Đỗ Văn Bảy", village: "Thôn Đông Phong", members: [{ name: "Đỗ Thị Chín" }] },
        { head: "Vũ Văn Năm", members: [{ name: "Vũ Văn Sáu" }], causes: ["capital", "illness"] },
      ],
    });
    const stranger = await commune(store, { code: "11086", people: { stranger: "commune-officer" } });
    for (const [name, id] of stranger.people) (place.people as Map<string, string>).set(name, id);
  });
  afterAll(() => store.close());

  /** Does something at somebody's desk, in a transaction of its own. */
  function as<T>(who: Who, work: (desk: Desk) => Promise<T>, now = NOW): Promise<T> {
    const term = who === "citizen" ? null : { ...ROLES[who], until: null };
    const households = who === "citizen" ? [place.households.get("Nguyễn Văn Tám")!] : [];
    const actor = {
      accountId: who,
      personId: place.people.get(who) ?? null,
      term,
      terms: term ? [term] : [],
      households,
    };
    return store.client.$transaction((tx) => work({ tx, store, library, actor, now, today: day("2026-11-23") }));
  }

  function told(changeType: string, head: string | null, more: Partial<NewReport> = {}): NewReport {
    const householdId = head === null ? null : place.households.get(head)!;
    return {
      changeType,
      householdId,
      villageCode: null,
      eventDate: day("2026-11-20"),
      content: { head, fields: {}, members: {} },
      ...more,
    };
  }

  async function filed(who: Who, given: NewReport): Promise<number> {
    const done = await as(who, (desk) => fileReport(desk, given));
    if (!done.ok) throw new Error("not filed");
    return done.report.number;
  }

  const stateOf = async (number: number) =>
    (await store.client.changeReport.findUniqueOrThrow({ where: { number } })).state;
  const householdOf = (head: string) =>
    as(
      "officer",
      async (desk) => (await openHouseholds(desk.tx, store, [place.households.get(head)!], desk.today))[0]!,
    );

  it("is filed by the head of that village and by nobody from elsewhere", async () => {
    const given = told("income_rise", "Phạm Thị Mão");
    for (const who of ["otherHead", "stranger", "province", "leader", "citizen"] as const)
      expect(await as(who, (desk) => fileReport(desk, given)), who).toMatchObject({ ok: false, because: "no-right" });
    expect(await as("head", (desk) => fileReport(desk, given))).toMatchObject({ ok: true, again: false });
    expect(await as("head", (desk) => fileReport(desk, given))).toMatchObject({ ok: true, again: true });
    expect(await as("head", (desk) => fileReport(desk, told("income_drop", "Phạm Thị Mão")))).toMatchObject({
      ok: true,
      report: { contradicts: expect.any(Number), dueOn: "2026-11-30" },
    });
  });

  it("is seen only within the units of a role that may", async () => {
    const number = await filed("head", told("illness", "Phạm Thị Mão"));
    const sees = async (who: Who) => (await as(who, (desk) => reportFor(desk, number, "report.read"))) !== null;
    const seen = await Promise.all(
      (["head", "officer", "leader", "otherHead", "stranger", "province", "citizen"] as const).map(sees),
    );
    expect(seen).toEqual([true, true, true, false, false, false, false]);
    expect(await as("stranger", (desk) => claimReport(desk, number))).toMatchObject({ because: "not-found" });
    expect(await as("head", (desk) => claimReport(desk, number))).toMatchObject({ because: "not-found" });
  });

  it("goes to one of two officers who take it at once, and is decided by that one", async () => {
    const number = await filed(
      "head",
      told("marriage_in", "Phạm Thị Mão", {
        content: { head: null, fields: { newcomer: "Ngô Thị Lan" }, members: {} },
      }),
    );
    const taken = await Promise.all([
      as("officer", (desk) => claimReport(desk, number)),
      as("colleague", (desk) => claimReport(desk, number)),
    ]);
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
    const [winner, loser] = taken[0]!.ok ? (["officer", "colleague"] as const) : (["colleague", "officer"] as const);
    expect(await as(loser, (desk) => approveReport(desk, number))).toMatchObject({ because: "gone" });
    const before = (await householdOf("Phạm Thị Mão")).members.length;
    expect(await as(winner, (desk) => approveReport(desk, number))).toMatchObject({ ok: true });
    expect(await as(winner, (desk) => approveReport(desk, number))).toMatchObject({ because: "gone" });
    expect((await householdOf("Phạm Thị Mão")).members).toHaveLength(before + 1);
  });

  it("is taken back within the hour by who filed it, and no later", async () => {
    const number = await filed("head", told("job_gain", "Phạm Thị Mão"));
    expect(await as("officer", (desk) => undoReport(desk, number))).toMatchObject({ because: "not-found" });
    const later = new Date(NOW.getTime() + 61 * 60_000);
    expect(await as("head", (desk) => undoReport(desk, number), later)).toMatchObject({ because: "gone" });
    expect(await as("head", (desk) => undoReport(desk, number))).toMatchObject({ ok: true });
  });

  it("shows what would change without changing it", async () => {
    const number = await filed("head", told("birth", "Nguyễn Văn Tám"));
    const seen = await as("officer", async (desk) =>
      consequencesOf(desk, (await reportFor(desk, number, "report.review"))!, null),
    );
    expect([seen.before?.household.members.length, seen.after?.household.members.length]).toEqual([2, 3]);
    expect(rightsBetween(seen.before, seen.after).gained.map(({ policy }) => policy.domain)).toContain(
      "health-insurance",
    );
    expect((await householdOf("Nguyễn Văn Tám")).members).toHaveLength(2);
  });

  it.each([
    ["Lê Thị Hoa", "child"],
    ["chị Hoa", "child"],
    ["Trần Thị Lụa", "other"],
  ])("of a birth makes the child of %s the %s of the head", async (mother, relation) => {
    const child = `Bé của ${mother}`;
    const content = { head: "Nguyễn Văn Tám", fields: { mother, child_name: child }, members: {} };
    const number = await filed("head", told("birth", "Nguyễn Văn Tám", { content, eventDate: day("2026-11-02") }));
    const seen = await as("officer", async (desk) =>
      consequencesOf(desk, (await reportFor(desk, number, "report.review"))!, null),
    );
    expect(seen.after?.household.members.find(({ name }) => name === child)?.relation).toBe(relation);
    await as("head", (desk) => undoReport(desk, number));
  });

  it("changes nothing while it is not known who in the household it is about", async () => {
    const number = await filed("head", told("death_member", "Vũ Văn Năm"));
    await as("officer", (desk) => claimReport(desk, number));
    expect(await as("officer", (desk) => approveReport(desk, number))).toMatchObject({
      because: "missing",
      applied: { missing: "member" },
    });
    expect(await stateOf(number)).toBe("claimed");
    const memberId = (await householdOf("Vũ Văn Năm")).members.find(({ name }) => name === "Vũ Văn Sáu")!.id;
    expect(await as("officer", (desk) => completeReport(desk, number, { field: "member", memberId }))).toMatchObject({
      ok: true,
    });
    expect(await as("officer", (desk) => approveReport(desk, number))).toMatchObject({ ok: true });
    expect((await householdOf("Vũ Văn Năm")).members.map(({ name }) => name)).toEqual(["Vũ Văn Năm"]);
  });

  it("that nothing happened is done when it is filed, by nobody, once, and may be taken back", async () => {
    const nil = told("nil_report", null, { villageCode: "11074-001", eventDate: null });
    const first = await as("head", (desk) => fileReport(desk, nil));
    expect(first).toMatchObject({ ok: true, again: false, report: { state: "approved", decidedBy: null } });
    const number = first.ok ? first.report.number : 0;
    expect(await as("head", (desk) => fileReport(desk, nil))).toMatchObject({ again: true, report: { number } });
    const entries = await store.client.auditEntry.findMany({ where: { subject: `report:${number}` } });
    expect(entries.map(({ action }) => action).sort()).toEqual(["report_filed", "report_settled_by_rule"]);
    expect(await as("officer", (desk) => claimReport(desk, number))).toMatchObject({ because: "gone" });
    const later = new Date(NOW.getTime() + 61 * 60_000);
    expect(await as("head", (desk) => undoReport(desk, number), later)).toMatchObject({ because: "gone" });
    expect(await as("head", (desk) => fileReport(desk, nil), later)).toMatchObject({ again: false });
    expect(await as("head", (desk) => undoReport(desk, number))).toMatchObject({ ok: true });
    expect(await stateOf(number)).toBe("undone");
  });

  it("is decided at the second level by nobody who told or forwarded it", async () => {
    const decision = { status: "near_poor" as const, number: "32/QĐ-UBND", on: day("2026-11-23") };
    const number = await filed("head", told("relapsed", "Phạm Thị Mão"));
    await as("leader", (desk) => claimReport(desk, number));
    await as("leader", (desk) => forwardReport(desk, number));
    expect(await as("leader", (desk) => approveReport(desk, number, decision))).toMatchObject({ because: "own" });
    expect(await as("leader", (desk) => refuseReport(desk, number, "vì"))).toMatchObject({ because: "own" });
    await store.client.changeReport.update({
      where: { number },
      data: { claimedBy: place.people.get("officer")!, reporterId: place.people.get("leader")! },
    });
    expect(await as("leader", (desk) => approveReport(desk, number, decision))).toMatchObject({ because: "own" });
    expect(await stateOf(number)).toBe("forwarded");
    await store.client.changeReport.update({ where: { number }, data: { reporterId: place.people.get("head")! } });
    expect(await as("leader", (desk) => refuseReport(desk, number, "vì"))).toMatchObject({ ok: true });
  });

  it("changes the class of a household only by another's decision, after the officer's; why it is poor stays", async () => {
    const number = await filed("head", told("escaped_poverty", "Vũ Văn Năm"));
    const decision = { status: "near_poor" as const, number: "31/QĐ-UBND", on: day("2026-11-23") };
    expect(await as("leader", (desk) => approveReport(desk, number, decision))).toMatchObject({ because: "gone" });
    await as("officer", (desk) => claimReport(desk, number));
    expect(await as("officer", (desk) => approveReport(desk, number, decision))).toMatchObject({ because: "no-right" });
    await as("officer", (desk) => forwardReport(desk, number));
    expect(await as("officer", (desk) => refuseReport(desk, number, "thôi"))).toMatchObject({ because: "gone" });
    expect(await as("leader", (desk) => approveReport(desk, number))).toMatchObject({ because: "missing" });
    expect(await as("leader", (desk) => approveReport(desk, number, decision))).toMatchObject({ ok: true });
    const history = await as("officer", (desk) =>
      statusHistory(desk.tx, place.households.get("Vũ Văn Năm")!, new Date(NOW.getTime() + 1)),
    );
    expect(history.map(({ status, decisionNumber, from, causes }) => [status, decisionNumber, from, causes])).toEqual([
      ["poor", "12/QĐ-UBND", "2026-01-01", ["capital", "illness"]],
      ["near_poor", "31/QĐ-UBND", "2026-11-23", ["capital", "illness"]],
    ]);
  });

  it("of a citizen waits for the village head", async () => {
    const number = await filed("citizen", told("birth", "Nguyễn Văn Tám", { eventDate: day("2026-11-19") }));
    expect(await stateOf(number)).toBe("unconfirmed");
    expect(await as("officer", (desk) => claimReport(desk, number))).toMatchObject({ because: "gone" });
    expect(await as("otherHead", (desk) => answerForVillage(desk, number, true))).toMatchObject({
      because: "not-found",
    });
    expect(await as("head", (desk) => answerForVillage(desk, number, false))).toMatchObject({ ok: true });
    expect(await stateOf(number)).toBe("open");
  });

  it("finds the household as people say it, within the village only", async () => {
    const found = async (who: Who, said: string) =>
      (await as(who, (desk) => householdsNamed(desk, said, "report.file"))).map(({ head }) => head);
    expect(await found("head", "ong Tam")).toEqual(["Nguyễn Văn Tám"]);
    expect(await found("head", "Hoa")).toEqual(["Nguyễn Văn Tám"]);
    expect(await found("head", "Mảo")).toEqual(["Phạm Thị Mão"]);
    expect(await found("head", "ông Bảy")).toEqual([]);
    expect(await found("officer", "ông Bảy")).toEqual(["Đỗ Văn Bảy"]);
    expect(await found("citizen", "Tám")).toEqual([]);
  });

  it("is reminded of once before it is due and once when it is late, to those who may decide it", async () => {
    const number = await filed("head", told("asset_gain", "Phạm Thị Mão"));
    const actor = { accountId: "system", personId: null, term: null, terms: [], households: [] };
    const remindedOn = async (today: string) => {
      const notices = await store.client.$transaction((tx) =>
        remindOfReports.run({ tx, store, library, actor, now: NOW, today: day(today) }),
      );
      const about = notices.filter(({ replies }) => JSON.stringify(replies).includes(`open.${number}"`));
      return about.map(({ accountId }) => accountId).sort();
    };
    const deciding = ["colleague", "leader", "officer"];
    expect(await remindedOn("2026-11-26")).toEqual([]);
    expect(await remindedOn("2026-11-27")).toEqual(deciding);
    expect(await remindedOn("2026-11-27")).toEqual([]);
    expect(await remindedOn("2026-12-01")).toEqual(deciding);
  });

  it("of every kind can be told, taken and decided, and what it does to the list is what its kind says", async () => {
    const heads = [...library.changes.types.keys(), "nhận thêm"].map((id) => `Hộ ${id}`);
    const members = [{ name: "Người Một", relation: "child" as const }, { name: "Người Hai" }];
    const town = await commune(store, {
      code: "11099",
      people: { clerk: "commune-officer", chief: "commune-leader" },
      households: heads.map((head) => ({ head, members })),
    });
    const at =
      (account: string, role: string) =>
      <T>(work: (desk: Desk) => Promise<T>) => {
        const term = { role, unit: "11099", until: null };
        const actor = { accountId: account, personId: town.people.get(account)!, term, terms: [term], households: [] };
        return store.client.$transaction((tx) =>
          work({ tx, store, library, actor, now: NOW, today: day("2026-11-23") }),
        );
      };
    const [clerk, chief] = [at("clerk", "commune-officer"), at("chief", "commune-leader")];
    const sizes: Record<string, number> = {
      joins: 4,
      born: 4,
      opens: 4,
      leaves: 2,
      "moves-out": 2,
      "head-died": 2,
      splits: 2, // nobody goes along
      closes: -1,
      merges: -1,
    };
    const TOLD: Record<string, string> = { attribute: "birth", new_value: "1960", split_members: "" };
    for (const type of library.changes.types.values()) {
      const householdId = town.households.get(`Hộ ${type.id}`)!;
      const read = () => clerk(async (desk) => (await openHouseholds(desk.tx, store, [householdId], desk.today))[0]!);
      const child = (await read()).members.find(({ relation }) => relation === "child")!;
      const asked = fieldsOf(type).map(({ field }) => field);
      const person = asked.filter((field) => library.changes.fields[field]!.kind === "person");
      const content = {
        head: `Hộ ${type.id}`,
        fields: Object.fromEntries(asked.map((field) => [field, TOLD[field] ?? "Người Mới"])),
        members: Object.fromEntries(person.map((field) => [field, child.id])),
        otherHouseholdId: town.households.get("Hộ nhận thêm")!,
      };
      const given = { changeType: type.id, householdId, villageCode: null, eventDate: day("2026-11-20"), content };
      const report = await clerk((desk) => fileReport(desk, given));
      const number = report.ok ? report.report.number : 0;
      expect(report, type.id).toMatchObject({ report: { state: type.settled ? "approved" : "open" } });
      if (type.settled) continue;
      await clerk((desk) => claimReport(desk, number));
      if (type.second) await clerk((desk) => forwardReport(desk, number));
      const status = type.target[0];
      const decision = status === undefined ? null : { status, number: "50/QĐ-UBND", on: day("2026-11-23") };
      const done = await (type.second ? chief : clerk)((desk) => approveReport(desk, number, decision));
      expect(done, type.id).toMatchObject({ ok: true });
      const after = await read();
      const size = after.closedOn === null ? after.members.length : -1;
      expect(size, type.id).toBe(sizes[type.approval] ?? 3);
      expect(after.status?.status, type.id).toBe(status ?? "poor");
      if (type.approval === "corrects")
        expect(after.members.find(({ id }) => id === child.id)).toMatchObject({ birth: "1960" });
      if (type.approval === "head" || type.approval === "head-died")
        expect(after.members[0]).toMatchObject({ name: child.name, relation: "head" });
    }
  });

  it("is in one of its states whatever is tried in whatever order, and the audit chain holds", async () => {
    const states: ReportState[] = [
      "unconfirmed",
      "open",
      "claimed",
      "returned",
      "forwarded",
      "approved",
      "refused",
      "undone",
    ];
    const final = new Set<string>(["approved", "refused", "undone"]);
    const decision = { status: "near_poor" as const, number: "40/QĐ-UBND", on: day("2026-11-23") };
    const acts: Record<string, (desk: Desk, number: number) => Promise<{ ok: boolean }>> = {
      claim: claimReport,
      release: releaseReport,
      forward: forwardReport,
      undo: undoReport,
      approve: approveReport,
      decide: (desk, number) => approveReport(desk, number, decision),
      return: (desk, number) => returnReport(desk, number, "hỏi"),
      answer: (desk, number) => answerReturned(desk, number, "đáp"),
      refuse: (desk, number) => refuseReport(desk, number, "vì"),
      confirm: (desk, number) => answerForVillage(desk, number, true),
    };
    const who = fc.constantFrom<Who>("head", "otherHead", "officer", "colleague", "leader", "stranger", "citizen");
    const step = fc.tuple(who, fc.constantFrom(...Object.keys(acts)));
    const type = fc.constantFrom("income_rise", "escaped_poverty", "job_loss");
    const by = fc.constantFrom<Who>("head", "citizen");
    await fc.assert(
      fc.asyncProperty(
        by,
        type,
        fc.array(step, { minLength: 4, maxLength: 10 }),
        async (reporter, changeType, steps) => {
          const number = await filed(reporter, told(changeType, "Nguyễn Văn Tám", { eventDate: null }));
          let before = await stateOf(number);
          for (const [actor, act] of steps) {
            const { ok } = await as(actor, (desk) => acts[act]!(desk, number));
            const after = await stateOf(number);
            expect(states).toContain(after);
            if (!ok || final.has(before)) expect(after, `${actor} ${act}`).toBe(before);
            if (actor === "stranger" || actor === "otherHead") expect(ok).toBe(false);
            before = after;
          }
          await store.client.changeReport.update({ where: { number }, data: { state: "undone" } }); // the next one is a new one
        },
      ),
      { numRuns: 15, seed: 20261123 },
    );
    expect(await verifyAudit(store.client)).toMatchObject({ intact: true });
    expect(await as("stranger", (desk) => reportsIn(desk, "report.review", states))).toEqual([]);
  });
});
