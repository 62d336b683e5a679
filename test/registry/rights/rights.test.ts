// Deny by default: every role in every unit tries every door of the registry, on both stores. Nobody reads or changes anything outside
// the own unit, nor without the operation that roles.yaml names.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadLibrary } from "../../../knowledge/library.ts";
import { OPERATIONS, type Operation } from "../../../knowledge/roles.ts";
import type { Term } from "../../../registry/actor.ts";
import { covers, reachOf, within } from "../../../registry/desk.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { seededRandom } from "../../setup/random.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { BEHIND, BY_REACH, type Door, ON_TIME, OWN, THROUGH_ANOTHER } from "./doors.ts";
import { OPENED_BY, type Shown, TRIED } from "./tried.ts";
import { buildWorld, type Corner, deskOf, everyTerm } from "./world.ts";

const ROOT = join(import.meta.dirname, "../../..");
const library = loadLibrary(join(ROOT, "knowledge"));

/** The unit of a term lies above a code or is it; a commune's own matters are not a village's. */
function liesWithin({ role, unit }: Term, code: string | null, corners: readonly Corner[]): boolean {
  if (library.roles.get(role)!.level === "nation") return true;
  const corner = corners.find((one) => [one.villageCode, one.communeCode, one.provinceCode].includes(code ?? ""));
  if (code === null || corner === undefined) return false;
  const above = {
    [corner.villageCode]: [corner.communeCode, corner.provinceCode],
    [corner.communeCode]: [corner.provinceCode],
  };
  return code === unit || (above[code] ?? []).includes(unit);
}

/** The own village, another of the commune, another commune, another province. */
const fourPlaces = (corners: readonly Corner[]) => [0, 1, 2, 4].map((at) => corners[at]!);

class RolledBack extends Error {}

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let corners: Corner[];
  let terms: Term[];
  beforeAll(async () => {
    store = await openStore(kind);
    const random = seededRandom(20261122);
    corners = await buildWorld(store, () => 1 + Math.floor(random() * 3));
    terms = everyTerm(library.roles, corners);
  });
  afterAll(() => store.close());

  it("every role reaches with every operation exactly its unit, in the desk and in SQL", async () => {
    for (const term of terms) {
      const desk = deskOf(store.client, store, library, term);
      for (const operation of OPERATIONS as readonly Operation[]) {
        const named = library.roles.get(term.role)!.operations.includes(operation);
        const reach = reachOf(desk, operation);
        const wanted = corners.filter(({ villageCode }) => named && liesWithin(term, villageCode, corners));
        expect([term, operation, corners.filter((one) => covers(reach, one))]).toEqual([term, operation, wanted]);
        if (!named) continue;
        const found = await store.client.$queryRaw<{ village: string }[]>`
          SELECT DISTINCT h.village_code AS village FROM household h WHERE ${within(reach, "h")}
          UNION SELECT r.village_code FROM change_report r WHERE ${within(reach, "r")} ORDER BY village`;
        expect(found.map(({ village }) => village)).toEqual(wanted.map(({ villageCode }) => villageCode).sort());
      }
    }
  });

  it.each(BY_REACH)("nobody gets through %s to another unit", async (door) => {
    let through = 0;
    const { villageCode, communeCode, provinceCode } = corners[0]!;
    const here = terms.filter(({ unit }) => [villageCode, communeCode, provinceCode, "VN"].includes(unit));
    for (const term of [...here, null])
      for (const corner of fourPlaces(corners)) {
        const shown = await tried(door, term, corner);
        const outside = shown.filter((code) => term === null || !liesWithin(term, code, corners));
        expect([term, corner.villageCode, outside]).toEqual([term, corner.villageCode, []]);
        if (term !== null && term.role === OPENED_BY[door]) through += shown.length;
      }
    if (OPENED_BY[door] !== undefined) expect(through).toBeGreaterThan(0);
  });

  /** Goes through a door in a transaction of its own, of which nothing stays. */
  async function tried(door: Door, term: Term | null, corner: Corner): Promise<Shown> {
    let shown: Shown = [];
    const attempt = store.client.$transaction(async (tx) => {
      shown = await TRIED[door](deskOf(tx, store, library, term), corner);
      throw new RolledBack();
    });
    await expect(attempt).rejects.toThrow(RolledBack);
    return shown;
  }
});

it("knows every function of the registry that is given a desk", () => {
  const known = new Set([...BY_REACH, ...THROUGH_ANOTHER, ...OWN, ...BEHIND, ...ON_TIME]);
  expect(functionsWithDesk().filter((name) => !known.has(name))).toEqual([]);
});

function functionsWithDesk(): string[] {
  const folder = join(ROOT, "registry");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const takesDesk = /export (?:async )?function (\w+)(?:<[^>]*>)?\(\s*(?:\w+|\{[^)]*?\}): (?:Desk\b|Pick<\s*Desk)/g;
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(takesDesk)].map(([, name]) => `${file.slice(0, -3)} ${name}`),
  );
}
