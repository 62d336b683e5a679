// The administrative units since 1 July 2025 (34 provinces, 3,321 communes), and the provinces that were merged into them:
// people name their old province for years to come.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";

const provinceSchema = z.strictObject({
  code: z.string().regex(/^\d{2}$/),
  name: z.string().min(1),
  type: z.enum(["tỉnh", "thành phố"]),
  /** Names of the provinces merged into it. */
  formerly: z.array(z.string()),
  /** Everyday names. */
  also: z.array(z.string()),
});
export type Province = z.infer<typeof provinceSchema>;

/** A commune, ward or special zone. */
export interface Commune {
  code: string;
  name: string;
  type: string;
  province: string;
}

/** Reads `units/provinces.yaml` of the knowledge directory; throws AppError "units:invalid" naming what is wrong. */
export function loadProvinces(directory: string): Province[] {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "units/provinces.yaml", z.strictObject({ provinces: z.array(provinceSchema).min(1) }));
  if (file === null) throw new AppError("units:invalid", describeProblems(reading.problems));
  return file.provinces;
}

/** Reads `units/communes.csv` (code, name, type, code of the province); throws AppError "units:invalid" at a line of another form. */
export function loadCommunes(directory: string): Commune[] {
  const [, ...lines] = readFileSync(join(directory, "units/communes.csv"), "utf8").trim().split(/\r?\n/);
  return lines.map((line, at) => {
    const [code, name, type, province, ...rest] = line.split(",");
    if (!code || !name || !type || !province || rest.length > 0)
      throw new AppError("units:invalid", `units/communes.csv, line ${at + 2}: not code, name, type, province`);
    return { code, name, type, province };
  });
}
