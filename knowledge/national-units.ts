// The units of the whole country as dated rows: what provinces.yaml and communes.csv say of today, and history.yaml of the time before.
import { z } from "zod";
import { addDays, type Day } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { confidenceSchema, daySchema } from "./schema/words.ts";
import { loadCommunes, loadProvinces } from "./units.ts";

const kindsSchema = z.strictObject({
  province: z.array(z.string().min(1)).min(1),
  commune: z.array(z.string().min(1)).min(1),
  village: z.array(z.string().min(1)).min(1),
});
/** The words that open the name of a unit ("xã", "tổ dân phố"), by level. */
export type UnitKinds = z.infer<typeof kindsSchema>;

const historySchema = z.strictObject({
  from: daySchema,
  instrument: z.string(),
  confidence: confidenceSchema,
  changes: z.array(
    z.strictObject({
      code: z.string(),
      on: daySchema,
      before: z.strictObject({ type: z.string(), name: z.string() }),
      instrument: z.string(),
      confidence: confidenceSchema,
      note: z.string().optional(),
    }),
  ),
  kinds: kindsSchema,
});

/** A province or commune during one period. */
export interface NationalUnit {
  code: string;
  level: "province" | "commune";
  kind: string;
  name: string;
  parentCode: string | null;
  validFrom: Day;
  validTo: Day | null;
}

/** All provinces and communes, and other names of provinces. */
export interface NationalUnits {
  units: NationalUnit[];
  aliases: { unitCode: string; alias: string }[];
}

/** Reads the three files of `units/`; throws AppError "units:invalid" naming what is wrong. */
export function loadNationalUnits(directory: string): NationalUnits {
  const { from, changes } = readHistory(directory);
  const provinces = loadProvinces(directory);
  const today = [
    ...provinces.map(({ code, name, type }) => ({
      code,
      level: "province" as const,
      kind: type,
      name,
      parentCode: null,
    })),
    ...loadCommunes(directory).map(({ code, name, type, province }) => {
      return { code, level: "commune" as const, kind: type.toLowerCase(), name, parentCode: province };
    }),
  ];
  const units = today.flatMap((unit): NationalUnit[] => {
    const change = changes.find(({ code }) => code === unit.code);
    if (change === undefined) return [{ ...unit, validFrom: from, validTo: null }];
    const { on, before } = change;
    return [
      { ...unit, kind: before.type, name: before.name, validFrom: from, validTo: addDays(on, -1) },
      { ...unit, validFrom: on, validTo: null },
    ];
  });
  const aliases = provinces.flatMap(({ code, name, formerly, also }) =>
    [...formerly, ...also].filter((alias) => alias !== name).map((alias) => ({ unitCode: code, alias })),
  );
  return { units, aliases };
}

/** The words for kinds of units; throws AppError "units:invalid". */
export function loadUnitKinds(directory: string): UnitKinds {
  return readHistory(directory).kinds;
}

function readHistory(directory: string): z.infer<typeof historySchema> {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "units/history.yaml", historySchema);
  if (file === null) throw new AppError("units:invalid", describeProblems(reading.problems));
  return file;
}
