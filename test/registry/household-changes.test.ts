// Households that split, move in and out, merge, and members that are put right: what each leaves in the books, and how the
// movements of a period count it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { verifyAudit } from "../../registry/audit.ts";
import type { Household } from "../../registry/households/household.ts";
import { openHouseholds } from "../../registry/households/read.ts";
import { recordStatus } from "../../registry/households/statuses.ts";
import { approveReport } from "../../registry/reports/approve-report.ts";
import { readCorrection } from "../../registry/reports/correct-member.ts";
import { fileReport } from "../../registry/reports/file-report.ts";
import { claimReport, forwardReport } from "../../registry/reports/move-report.ts";
import type { ReportContent } from "../../registry/reports/report.ts";
import { movementsOf } from "../../registry/summaries/movements.ts";
import { scopeOf } from "../../registry/summaries/scope.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type As, desksOf } from "../setup/desks.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const FAMILY = [
  { name: "Lê Thị Hoa", relation: "spouse", birth: "1961", identity: "034061001234" },
  { name: "Nguyễn Văn Long", relation: "child" },
  { name: "Trần Thị Lụa" },
  { name: "Nguyễn Thị Bống", relation: "grandchild" },
] as const;

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let place: Commune;
  let as: As;
  beforeAll(async () => {
    store = await openStore(kind);
    place = await commune(store, {
      people: { head: "village-head@Thôn An Lạc", officer: "commune-officer", leader: "commune-leader" },
      households: [
        { head: "Nguyễn Văn Tám", members: FAMILY },
        { head: "Phạm Thị Mão" },
        { head: "Đỗ Văn Bảy" },
        { head: "Vũ Văn Năm" },
        { head: "Bùi Thị Sáu", status: null },
      ],
    });
    as = desksOf(store, place, "2026-11-23");
  });
  afterAll(() => store.close());

  const read = (head: string) => readId(place.households.get(head)!);
  const readId = (id: string): Promise<Household> =>
    as("officer", async (desk) => (await openHouseholds(desk.tx, store, [id], desk.today))[0]!);
  const memberOf = async (head: string, name: string) =>
    (await read(head)).members.find((member) => member.name === name)!;

  /** Files it as the head, and takes it as far as an officer or the leader can. */
  async function decided(changeType: string, head: string | null, content: Partial<ReportContent> = {}) {
    const told = { head, fields: {}, members: {}, ...content };
    const householdId = place.households.get(head ?? "") ?? null;
    const eventDate = day("2026-11-20");
    const filed = await as("head", (desk) =>
      fileReport(desk, { changeType, householdId, villageCode: null, eventDate, content: told }),
    );
    const number = filed.ok ? filed.report.number : 0;
    await as("officer", (desk) => claimReport(desk, number));
    const first = await as("officer", (desk) => approveReport(desk, number));
    if (first.ok || first.because !== "no-right") return first;
    await as("officer", (desk) => forwardReport(desk, number));
    return as("leader", (desk) => approveReport(desk, number));
  }

  it("lets those leave who are named, with their history on both households", async () => {
    const long = await memberOf("Nguyễn Văn Tám", "Nguyễn Văn Long");
    const content = { fields: { split_members: "chị Lụa và cháu Bống" }, members: { split_head: long.id } };
    expect(await decided("household_split", "Nguyễn Văn Tám", content)).toMatchObject({ ok: true });
    const old = await read("Nguyễn Văn Tám");
    expect(old.members.map(({ name }) => name)).toEqual(["Nguyễn Văn Tám", "Lê Thị Hoa"]);
    const left = await store.client.member.findMany({ where: { householdId: old.id, leftOn: { not: null } } });
    expect(left.map(({ leftReason }) => leftReason)).toEqual(Array(3).fill("household_split"));
    const row = await store.client.household.findFirstOrThrow({ where: { openedReason: "household_split" } });
    const made = await readId(row.id);
    expect(made).toMatchObject({ villageCode: old.villageCode, status: null });
    expect(made.members.map(({ name, relation, joinedOn }) => [name, relation, joinedOn])).toEqual([
      ["Nguyễn Văn Long", "head", "2026-11-20"],
      ["Nguyễn Thị Bống", "other", "2026-11-20"],
      ["Trần Thị Lụa", "other", "2026-11-20"],
    ]);
    const entry = await store.client.auditEntry.findFirst({ where: { subject: `household:${made.id}` } });
    expect(entry?.detail).toMatchObject({ splitFrom: old.id, reason: "household_split", openedOn: "2026-11-20" });
  });

  it.each([
    ["Người lạ", "a name that is nobody's"],
    ["Nguyễn Văn Tám", "everybody"],
  ])("splits off nobody when %s is told to go along: %s", async (name) => {
    const hoa = await memberOf("Nguyễn Văn Tám", "Lê Thị Hoa");
    const content = { fields: { split_members: name }, members: { split_head: hoa.id } };
    const answer = await decided("household_split", "Nguyễn Văn Tám", content);
    expect(answer).toMatchObject({ because: "missing", applied: { missing: "member", field: "split_members" } });
    await store.client.changeReport.updateMany({ where: { state: "forwarded" }, data: { state: "undone" } });
  });

  it.each([
    ["birth", "1960", "1961"],
    ["name", "Lê Thị Hoà", "Lê Thị Hoa"],
    ["sex", "là nữ", ""],
    ["relation", "mẹ", "spouse"],
    ["ethnicity", "dân tộc Sán Dìu", ""],
    ["identity", "034 061 001 235", "034061001234"],
  ] as const)(
    "puts the %s of a member right, and the audit chain tells neither value",
    async (attribute, told, before) => {
      const { id } = (await read("Nguyễn Văn Tám")).members.find(({ relation }) => relation !== "head")!;
      const content = { fields: { attribute, new_value: told }, members: { member: id } };
      expect(await decided("data_correction", "Nguyễn Văn Tám", content)).toMatchObject({ ok: true });
      const after = (await read("Nguyễn Văn Tám")).members.find((member) => member.id === id)!;
      const right = await as("officer", async (desk) => readCorrection(desk, attribute, told));
      expect(after[attribute]).toBe(right);
      const [entry] = await store.client.auditEntry.findMany({
        where: { action: "member_changed" },
        orderBy: { id: "desc" },
        take: 1,
      });
      expect(entry?.detail).toMatchObject({
        member: id,
        fields: attribute,
        was: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(Object.values(entry!.detail!)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(`^(${before}|${right})$`)]),
      );
    },
  );

  it.each([
    ["birth", "hôm nào đó"],
    ["birth", "2030"],
    ["identity", "12345"],
    ["ethnicity", "Atlantis"],
    ["relation", "chủ hộ"],
    ["other", "nhà có 5 khẩu"],
  ])("leaves to an officer what it cannot read: %s, %s", async (attribute, told) => {
    expect(await as("officer", async (desk) => readCorrection(desk, attribute, told))).toBeNull();
    const before = await read("Nguyễn Văn Tám");
    const content = { fields: { attribute, new_value: told }, members: { member: before.members[1]!.id } };
    expect(await decided("data_correction", "Nguyễn Văn Tám", content)).toMatchObject({ ok: true });
    expect(await read("Nguyễn Văn Tám")).toEqual(before);
  });

  it("counts who moved in, split off, moved out and merged each as that, and the sum still holds", async () => {
    const opens = await decided("moved_in", "Đinh Văn Lực");
    const arrived = opens.ok ? opens.report.householdId! : "";
    const split = await store.client.household.findFirstOrThrow({ where: { openedReason: "household_split" } });
    const poor = [arrived, split.id, place.households.get("Bùi Thị Sáu")!];
    await as("leader", async (desk) => {
      for (const householdId of poor) {
        const decision = { decisionNumber: "60/QĐ-UBND", decidedOn: desk.today, b1: null, b2: null, causes: [] };
        const status = { status: "poor" as const, standard: "std-2022-2026", from: desk.today, ...decision };
        await recordStatus(desk.tx, { householdId, ...status }, { actor: "test", now: desk.now });
      }
    });
    await decided("moved_out", "Phạm Thị Mão");
    await decided("household_merge", "Đỗ Văn Bảy", { otherHouseholdId: place.households.get("Nguyễn Văn Tám")! });
    await decided("death_single", "Vũ Văn Năm");
    const { poor: moved } = await as("officer", async (desk) =>
      movementsOf(desk, (await scopeOf(desk))!, {
        first: day("2026-11-01"),
        last: desk.today,
        knownAt: new Date(desk.now.getTime() + 1),
      }),
    );
    const none = { toOther: 0, escaped: 0, fromOther: 0, relapsed: 0 };
    expect(moved).toEqual({
      ...none,
      begin: 4,
      movedOut: 1,
      merged: 1,
      otherDown: 1,
      movedIn: 1,
      split: 1,
      newly: 1,
      end: 4,
    });
  });

  it("leaves an intact audit chain", async () => {
    expect(await verifyAudit(store.client)).toMatchObject({ intact: true });
  });
});
