// The charts of a dashboard by name: pages show them as SVG, the weekly digest carries two of them as one picture.
import type { Language } from "../../foundation/language.ts";
import { type ChartWords, writtenShare } from "../../knowledge/charts.ts";
import type { Library } from "../../knowledge/library.ts";
import { barsHeight, countBars } from "../charts/bars.ts";
import { type ChartOption, pngOf, stackedSvg, svgOf } from "../charts/draw.ts";
import { movementBars, movementHeight } from "../charts/movements.ts";
import { rateOverTime } from "../charts/rate-over-time.ts";
import { placeTiles, tilesHeight } from "../charts/tiles.ts";
import { indicatorName } from "./names.ts";
import type { Dashboard, Place } from "./read.ts";

/** Across, as a telephone shows it. */
const WIDTH = 390;
const RATE_HEIGHT = 300;

interface Chart {
  option: ChartOption;
  height: number;
}

type Drawing = (dashboard: Dashboard, library: Library, language: Language) => Chart;

const CHARTS = {
  rate: (dashboard, library, language) => ({
    option: rateOverTime(ratesOf(dashboard), library.charts[language]),
    height: RATE_HEIGHT,
  }),
  movements: ({ moved }, library, language) => {
    const ways = { poor: moved.poor.ways, near_poor: moved.near_poor.ways };
    return { option: movementBars(ways, library.charts[language]), height: movementHeight(ways) };
  },
  deprivations: ({ lacking }, library, language) => {
    const words = library.charts[language];
    const bars = lacking.map(({ id, count }) => ({ name: indicatorName(library, id, language), count }));
    return { option: countBars(words.deprivations, bars, words.few), height: barsHeight(bars.length) };
  },
  places: (dashboard, library, language) => {
    const words = library.charts[language];
    const tiles = dashboard.places.map((place) => tileOf(place, dashboard, words));
    const heading = dashboard.holdsAll ? words.villages : words["villages-counts"];
    return { option: placeTiles(heading, tiles), height: tilesHeight(tiles.length) };
  },
} satisfies Record<string, Drawing>;

/** A chart of the dashboard. */
export type ChartName = keyof typeof CHARTS;

/** One chart as SVG. */
export function chartSvg(dashboard: Dashboard, name: ChartName, library: Library, language: Language): Promise<string> {
  const { option, height } = (CHARTS[name] as Drawing)(dashboard, library, language);
  return svgOf(option, { width: WIDTH, height });
}

/** Rates against target and movements as one PNG, for a telephone. */
export async function digestPicture(dashboard: Dashboard, library: Library, language: Language): Promise<Buffer> {
  const charts = [CHARTS.rate(dashboard, library, language), CHARTS.movements(dashboard, library, language)];
  return pngOf(await stackedSvg(charts, WIDTH));
}

/** Poor and near-poor of a place together: in percent where the registry holds everybody, else in households; null where hidden. */
export function burdenOf(
  { poor, nearPoor, households }: Place,
  { holdsAll }: Pick<Dashboard, "holdsAll">,
): number | null {
  if (poor === null || nearPoor === null) return null;
  return holdsAll ? ((poor + nearPoor) / Math.max(1, households)) * 100 : poor + nearPoor;
}

function ratesOf({ days, totals, targets, holdsAll }: Dashboard) {
  const share = (key: "poor" | "nearPoor") =>
    totals.map((on) => (holdsAll ? (on[key] / Math.max(1, on.households)) * 100 : on[key]));
  const values = { poor: share("poor"), near_poor: share("nearPoor") };
  return { days, values, targets, unit: holdsAll ? ("pct" as const) : ("households" as const) };
}

function tileOf(place: Place, dashboard: Dashboard, words: ChartWords) {
  const value = burdenOf(place, dashboard);
  const written = value === null ? words.few : dashboard.holdsAll ? writtenShare(value, words) : String(value);
  return { name: place.name, value, written };
}
