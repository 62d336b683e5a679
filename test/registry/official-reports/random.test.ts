// Whatever happened in a commune: end = begin - left + came in households and in people, all checks hold, and no hidden count can be worked out.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, day } from "../../../foundation/day.ts";
import { closeHousehold } from "../../../registry/households/change.ts";
import { recordStatus } from "../../../registry/households/statuses.ts";
import { columnsOf } from "../../../registry/official-reports/columns.ts";
import { hiddenCells } from "../../../registry/official-reports/hide.ts";
import type { TableLine } from "../../../registry/official-reports/shapes.ts";
import { movementsOf } from "../../../registry/summaries/movements.ts";
import { scopeOf } from "../../../registry/summaries/scope.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { deskOf, figures, library, made, NOW } from "./made.ts";

const CLASSES = ["poor", "near_poor", "avg_living", "other"] as const;
const HOUSEHOLDS = 24;
const MONTHS = ["2026-03", "2026-06", "2026-Q3", "2026"];

describe("on random registries", () => {
  let store: OpenStore;
  let here: Commune;
  beforeAll(async () => {
    store = await openStore("embedded");
    here = await commune(store, {
      people: { officer: "commune-officer" },
      households: Array.from({ length: HOUSEHOLDS }, (_, at) => ({
        head: `Người ${at}`,
        village: at % 3 === 0 ? "Thôn Đông Phong" : "Thôn An Lạc",
        status: CLASSES[at % 4]!,
        members: at % 2 === 0 ? [{ name: `Con ${at}` }, { name: `Cháu ${at}` }] : [],
      })),
    });
  });
  afterAll(() => store.close());

  it("R02 and R03 add up and agree with each other, with R01 and with the movements of summaries", async () => {
    const change = fc.record({
      household: fc.nat(HOUSEHOLDS - 1),
      status: fc.constantFrom(...CLASSES),
      after: fc.integer({ min: 1, max: 320 }),
      what: fc.constantFrom("status", "status", "close", "join", "leave"),
    });
    const ids = [...here.households.values()];
    const desk = deskOf(store, here, "officer", "commune-officer", "11074");
    const scope = (await scopeOf(desk))!;
    let tick = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.constantFrom(...MONTHS), async (changes, period) => {
        for (const { household, status, after, what } of changes) {
          tick += 1;
          const on = addDays(day("2026-01-01"), after);
          const householdId = ids[household]!;
          const by = { actor: "test", now: new Date(NOW.getTime() - 1_000_000 + tick) };
          const decision = { decisionNumber: `${tick}/QĐ`, decidedOn: on, b1: null, b2: null, causes: [] };
          if (what === "status")
            await recordStatus(
              store.client,
              { householdId, status, standard: "std-2022-2026", from: on, ...decision },
              by,
            );
          else if (what === "close" && household % 5 === 0)
            await closeHousehold(store.client, { householdId, on, reason: "moved_out" }, by);
          else if (what === "join")
            await store.client.member.create({
              data: {
                householdId,
                nameSealed: store.seal.seal("Mới"),
                nameTokens: [],
                relation: "other",
                joinedOn: new Date(on),
              },
            });
          else if (what === "leave")
            await store.client.$executeRaw`UPDATE member SET left_on = ${on}::date WHERE id =
              (SELECT id FROM member WHERE household_id = ${householdId}::uuid AND relation <> 'head' AND left_on IS NULL LIMIT 1)`;
        }
        for (const [id, of] of [
          ["R02", "poor"],
          ["R03", "near_poor"],
        ] as const) {
          const report = await made(desk, id, "11074", { period });
          expect(report.table.failures).toEqual([]);
          const moved = (await movementsOf(desk, scope, { ...report.period, knownAt: NOW }))[of];
          for (const line of ["households", "people"]) {
            const f = figures(report, null, line) as Record<string, number>;
            expect(
              f.begin! -
                f.to_other! -
                f.above_near! -
                f.other_down! +
                f.from_other! +
                f.relapsed! +
                f.new_arising! +
                f.other_up!,
            ).toBe(f.end);
          }
          expect(figures(report, null, "households")).toMatchObject({
            begin: moved.begin,
            to_other: moved.toOther,
            above_near: moved.escaped,
            other_down: moved.movedOut + moved.merged + moved.otherDown,
            from_other: moved.fromOther,
            relapsed: moved.relapsed,
            end: moved.end,
          });
        }
      }),
      { numRuns: 10, seed: 5 },
    );
  });
});

it("no hidden count is alone in a sum: neither down to the total nor across the columns", () => {
  const layout = library.officialReports.layouts.get("R09")!;
  const columns = columnsOf(layout, {
    indicator: [],
    change: [],
    ethnicity: ["tay", "thai", "dao"].map((id) => ({ id, name: { vi: id, en: id } })),
  });
  const at = (key: string) => columns.findIndex((one) => one.key === key);
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(12), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      (rows) => {
        const lines = rows.map(([kinh, ...minorities], unit): TableLine => {
          const cells: TableLine["cells"] = columns.map(() => null);
          for (const [n, id] of ["tay", "thai", "dao"].entries()) cells[at(`p_eth_${id}`)] = minorities[n]!;
          const dtts = minorities.reduce((sum, one) => sum + one, 0);
          cells[at("p_kinh")] = kinh!;
          cells[at("p_dtts")] = dtts;
          cells[at("p_total")] = kinh! + dtts;
          return { unit: String(unit), name: "x", line: null, cells };
        });
        const sums = columns.map((_, n) =>
          lines[0]!.cells[n] === null ? null : lines.reduce((sum, { cells }) => sum + (cells[n] as number), 0),
        );
        const total: TableLine = { unit: null, name: null, line: null, cells: sums };
        const hidden = hiddenCells(layout, columns, { lines, totals: [total] }, 5);
        const isHidden = (line: TableLine, n: number) => hidden.some(([one, other]) => one === line && other === n);
        for (const line of [...lines, total]) {
          for (const [n, value] of line.cells.entries())
            if (typeof value === "number" && value > 0 && value < 5) expect(isHidden(line, n)).toBe(true);
          for (const sum of [
            ["p_total", "p_kinh", "p_dtts"],
            ["p_dtts", "p_eth_tay", "p_eth_thai", "p_eth_dao"],
          ]) {
            const own = sum.filter((key) => isHidden(line, at(key)));
            const others = sum.filter((key) => !own.includes(key) && Number(line.cells[at(key)]) > 0);
            expect(own.length === 1 && others.length > 0).toBe(false);
          }
        }
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});
