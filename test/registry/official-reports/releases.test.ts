// Lists with names: asked for by one, let out by another, for some days, with a mark on every page and an entry in the audit chain.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../../registry/audit.ts";
import type { Desk } from "../../../registry/desk.ts";
import { makeReport } from "../../../registry/official-reports/make.ts";
import { askRelease, decideRelease, releasesIn } from "../../../registry/official-reports/releases.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { deskOf, made, NOW, reopened } from "./made.ts";

const WANTED = { report: "R15", unit: "11074", period: "2026", reason: "Nộp hồ sơ BHYT" };

describe.each(STORE_KINDS)("a list with names on the %s store", (kind) => {
  let store: OpenStore;
  let here: Commune;
  beforeAll(async () => {
    store = await openStore(kind);
    here = await commune(store, {
      people: {
        officer: "commune-officer",
        colleague: "commune-officer",
        leader: "commune-leader",
        front: "fatherland-front",
      },
      households: [
        {
          head: "Trần Văn Bình",
          since: "2026-02-02",
          members: [{ name: "=HYPERLINK(1)", relation: "child", birth: "2015-05-05", sex: "male", ethnicity: "tay" }],
        },
        { head: "Lê Thị Cúc", status: "near_poor" },
        { head: "Vũ Văn Dậu", village: "Thôn Đông Phong", since: "2026-01-01" },
      ],
    });
  });
  afterAll(() => store.close());
  const at = (account: string, role: string, unit = "11074"): Desk => deskOf(store, here, account, role, unit);

  it("is refused until a leader has let it out, and only for who asked", async () => {
    const officer = at("officer", "commune-officer");
    expect(await askRelease(at("front", "fatherland-front"), WANTED)).toEqual({ refused: "no-right" });
    expect(await askRelease(officer, { ...WANTED, unit: "11086" })).toEqual({ refused: "no-right" });
    expect(await askRelease(officer, { ...WANTED, report: "R01" })).toEqual({ refused: "unknown-report" });
    expect(await askRelease(officer, { ...WANTED, reason: " " })).toEqual({ refused: "no-reason" });
    const asked = await askRelease(officer, WANTED);
    expect(asked).toMatchObject({ leaders: ["leader"] });
    const number = "ok" in asked ? asked.number : 0;
    const wanted = {
      report: "R15",
      unit: "11074",
      period: "2026",
      stage: "official",
      language: "vi",
      release: number,
    } as const;
    expect(await makeReport(officer, wanted)).toEqual({ refused: "no-release" });
    expect(await decideRelease(officer, number, true)).toEqual({ refused: "no-right" });
    const leader = at("leader", "commune-leader");
    expect((await releasesIn(leader)).map((one) => one.number)).toEqual([number]);
    expect(await releasesIn(at("colleague", "commune-officer"))).toEqual([]);
    expect(await decideRelease(leader, number, true)).toMatchObject({ ok: true, askers: ["officer"] });
    expect(await decideRelease(leader, number, false)).toEqual({ refused: "gone" });
    expect(await makeReport(at("colleague", "commune-officer"), wanted)).toEqual({ refused: "no-release" });
    expect(await makeReport(officer, { ...wanted, period: "2025" })).toEqual({ refused: "no-release" });
    expect(await makeReport(officer, { ...wanted, report: "R14" })).toEqual({ refused: "no-release" });
    const late = { ...officer, now: new Date(NOW.getTime() + 8 * 86_400_000) };
    expect(await makeReport(late, wanted)).toEqual({ refused: "no-release" });
    expect(await makeReport(officer, wanted)).toMatchObject({ ok: true });
  });

  it("has every member under the village, the mark of the copy on every page, no formula, and is noted", async () => {
    const officer = at("officer", "commune-officer");
    const number = (await releasesIn(officer))[0]!.number;
    const report = await made(officer, "R15", "11074", { release: number });
    const { sheet } = await reopened(report);
    const text = JSON.stringify(sheet.getSheetValues());
    for (const part of ["Trần Văn Bình", "Vũ Văn Dậu", "Thôn Đông Phong", "Tày", `Bản số ${number} cấp cho officer`])
      expect(text).toContain(part);
    expect(text).toContain("'=HYPERLINK(1)");
    expect(text).not.toContain("Lê Thị Cúc");
    expect(sheet.headerFooter.oddHeader).toContain(`Bản số ${number}`);
    const old = report.table.columns.findIndex(({ key }) => key === "old");
    expect(report.table.lines.map(({ cells }) => cells[old]).filter(Boolean)).toEqual(["x"]);
    const entries = await store.client.auditEntry.findMany({ where: { action: "named_list_made" } });
    expect(entries.at(-1)?.detail).toEqual({ number, report: "R15", unit: "11074", households: 2 });
    expect((await verifyAudit(store.client)).intact).toBe(true);
    const seen = await store.client.householdView.findMany({ where: { purpose: "official-report" } });
    expect(new Set(seen.map(({ householdId }) => householdId))).toEqual(
      new Set([here.households.get("Trần Văn Bình"), here.households.get("Vũ Văn Dậu")]),
    );
  });

  it("is nobody's own to let out", async () => {
    const leader = at("leader", "commune-leader");
    const asked = await askRelease(leader, { ...WANTED, report: "R14" });
    expect(await decideRelease(leader, "ok" in asked ? asked.number : 0, true)).toEqual({ refused: "own" });
  });
});
