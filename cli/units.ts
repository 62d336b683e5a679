// `ansinh units`: finds units by any name, and makes the villages of a commune, which have no national code.
import { addVillage } from "../registry/units/add-village.ts";
import { findUnit } from "../registry/units/find.ts";
import type { Call, Command, Io } from "./command.ts";
import { unitMeant, withRegistry } from "./registry-work.ts";

export const units: Command = {
  name: "units",
  forms: [
    {
      call: "units find WORDS...",
      example: "units find tu ky",
      does: "find provinces, communes and villages by code, name, old name or alias",
      run: ({ words }, io) => find(words.join(" "), io),
    },
    {
      call: "units add-village --commune UNIT --name NAME --area rural|urban [--alias NAME]...",
      example: 'units add-village --commune 11074 --name "Thôn An Lạc" --area rural',
      does: "make a village of a commune; prints its code alone on the last line",
      run: add,
    },
  ],
};

async function find(words: string, io: Io): Promise<number> {
  const found = await withRegistry(io, ({ tx, unitKinds }) => findUnit(tx, unitKinds, words));
  for (const { code, level, name, parentCode, old } of found)
    io.out(
      [
        code,
        level,
        name,
        ...(parentCode === null ? [] : [`in ${parentCode}`]),
        ...(old ? ["by another name"] : []),
      ].join("  "),
    );
  return found.length === 0 ? io.refuse("no-unit", { value: words }) : 0;
}

async function add(call: Call, io: Io): Promise<number> {
  const area = call.needed("area") as "rural" | "urban";
  const asked = { commune: call.needed("commune"), name: call.needed("name"), area, aliases: call.values("alias") };
  return withRegistry(io, async (work) => {
    const communeCode = await unitMeant(work, io, asked.commune);
    if (communeCode === null) return 2;
    const added = await addVillage(work.tx, work.unitKinds, { ...asked, communeCode }, work.by);
    if ("ok" in added) {
      io.out(`${asked.name} in ${communeCode}`);
      io.out(added.code);
      return 0;
    }
    if (added.refused === "exists") return io.refuse("village-exists", { value: added.code });
    return io.refuse("no-commune", { value: asked.commune });
  });
}
