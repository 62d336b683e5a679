// `ansinh units`: finds units by any name, and makes the villages of a commune, which have no national code.
import { parseArgs } from "node:util";
import { addVillage } from "../registry/units/add-village.ts";
import { findUnit } from "../registry/units/find.ts";
import { type Command, calledWrongly, type Io } from "./command.ts";
import { unitMeant, withRegistry } from "./registry-work.ts";

export const units: Command = {
  name: "units",
  forms: [
    { call: "units find WORDS", does: "find provinces, communes and villages by code, name, old name or alias" },
    {
      call: "units add-village --commune CODE|NAME --name NAME --area rural|urban [--alias NAME]...",
      does: "make a village of a commune; prints its code alone on the last line",
    },
  ],
  async run([action, ...args], io) {
    if (action === "find" && args.length > 0) return find(args.join(" "), io);
    if (action === "add-village") return add(args, io);
    return calledWrongly(units, io);
  },
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
  if (found.length === 0) io.err(`no unit is called "${words}"`);
  return found.length === 0 ? 1 : 0;
}

async function add(args: readonly string[], io: Io): Promise<number> {
  const asked = readVillage(args);
  if (asked === null) return calledWrongly(units, io);
  return withRegistry(io, async (work) => {
    const communeCode = await unitMeant(work, io, asked.commune);
    if (communeCode === null) return 1;
    const added = await addVillage(work.tx, work.unitKinds, { ...asked, communeCode }, work.by);
    if ("ok" in added) {
      io.out(`${asked.name} in ${communeCode}`);
      io.out(added.code);
      return 0;
    }
    io.err(added.refused === "exists" ? `it is there already: ${added.code}` : `${communeCode} is no commune`);
    return 1;
  });
}

function readVillage(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { commune: text, name: text, area: text, alias: { type: "string", multiple: true } } as const;
  try {
    const { commune, name, area, alias: aliases = [] } = parseArgs({ args: [...args], options }).values;
    if (commune === undefined || name === undefined || (area !== "rural" && area !== "urban")) return null;
    return { commune, name, area: area as "rural" | "urban", aliases };
  } catch {
    return null;
  }
}
