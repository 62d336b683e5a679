import { join } from "node:path";
import { expect, it } from "vitest";
import { loadLanguage } from "../../bot/understanding/language.ts";
import { contradict, daysToDecide, fieldsOf, loadChanges } from "../../knowledge/change-types.ts";

const changes = loadChanges(join(import.meta.dirname, "../../knowledge"));

it("knows every kind of change that can be understood, and no other", () => {
  expect([...changes.types.keys()].sort()).toEqual(
    [
      ...new Set(
        loadLanguage()
          .utterances()
          .flatMap(({ changeType }) => changeType ?? []),
      ),
    ].sort(),
  );
});

it("gives disasters the shortest time and classes of household the longest", () => {
  const days = (id: string) => daysToDecide(changes, changes.types.get(id)!);
  expect(days("fire")).toBeLessThan(days("birth"));
  expect(days("birth")).toBeLessThan(days("fell_poor"));
});

it("tells contradictions in either order, and asks optional fields as such", () => {
  expect(contradict(changes, "moved_out", "moved_in")).toBe(true);
  expect(contradict(changes, "birth", "moved_in")).toBe(false);
  expect(fieldsOf(changes.types.get("marriage_in")!)).toEqual([{ field: "newcomer", optional: false }]);
  expect(fieldsOf(changes.types.get("birth")!).every(({ optional }) => optional)).toBe(true);
});
