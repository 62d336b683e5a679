// The villages that a file names, page after page: those of the registry, and those that are to be made.
import type { By } from "../households/household.ts";
import { type CommunePlace, createVillages, type Village, villagesOf } from "../households/villages.ts";
import type { Queries } from "../store.ts";
import { labelKey } from "./cell-readers.ts";
import type { IncomingHousehold } from "./incoming.ts";
import { type VillageFound, villageFinder } from "./village-names.ts";
import type { Workbook } from "./workbook.ts";

export interface Villages {
  find(text: string): VillageFound;
  /** Names of the villages that the registry did not have. */
  missing(): string[];
  /** Notes the villages that these households name and the registry has not; returns how many there are. */
  note(households: readonly IncomingHousehold[]): number;
  /** Makes the villages noted last. Until then a code that is none stands for each. */
  make(by: By): Promise<void>;
}

/** The villages of a commune. */
export async function villagesToUse(tx: Queries, { words }: Workbook, commune: CommunePlace): Promise<Villages> {
  const known = await villagesOf(tx, commune.code);
  const added: Village[] = [];
  let noted: Village[] = [];
  let find = villageFinder(known, words.values.village_words);
  const add = (village: Village) => {
    added.push(village);
    noted.push(village);
    find = villageFinder([...known, ...added], words.values.village_words);
  };
  return {
    find: (text) => find(text),
    missing: () => added.map(({ name }) => name),
    note(households) {
      noted = [];
      for (const { cells, refused } of households) {
        const name = cells.village;
        if (name === undefined || refused) continue;
        const found = find(name);
        if ("reason" in found && found.reason === "village") add({ name, code: `new ${labelKey(name)}`, also: [] });
      }
      return noted.length;
    },
    async make(by) {
      const names = noted.map(({ name }) => name);
      const made = await createVillages(tx, commune, names, by);
      for (const [at, village] of noted.entries()) village.code = made[at]!.code;
      find = villageFinder([...known, ...added], words.values.village_words);
    },
  };
}
