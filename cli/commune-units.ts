// A commune and its province by the commune's code, as the list of units has them.
import { loadSpreadsheet } from "../knowledge/spreadsheet.ts";
import { loadCommunes, loadProvinces } from "../knowledge/units.ts";
import type { CommuneUnits } from "../registry/households/villages.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";

/** The units of a commune's code; null when there is no such commune. */
export function communeUnits(code: string): CommuneUnits | null {
  const commune = loadCommunes(KNOWLEDGE).find((one) => one.code === code);
  const province = loadProvinces(KNOWLEDGE).find((one) => one.code === commune?.province);
  if (commune === undefined || province === undefined) return null;
  return { commune, province, since: loadSpreadsheet(KNOWLEDGE).values.units_since };
}
