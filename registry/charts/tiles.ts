// The places below one, as tiles in the order of their names: darker is poorer, and the number stands on the tile.

import type { ChartOption } from "./draw.ts";
import { LETTERS, SHADES, title } from "./look.ts";

/** One place; `value` null: too few to be shown. */
export interface Tile {
  name: string;
  value: number | null;
  /** As it is written on the tile. */
  written: string;
}

const ACROSS = 3;
const TALL = 76;
/** Letters that fit on one line of a tile. */
const LINE = 15;
const HEAD = 32;

/** The description of the chart. */
export function placeTiles(heading: string, tiles: readonly Tile[]): ChartOption {
  const rows = Math.ceil(tiles.length / ACROSS);
  const most = Math.max(...tiles.map(({ value }) => value ?? 0), 0);
  return {
    title: title(heading),
    grid: { top: HEAD, left: 0, right: 0, bottom: 0 },
    xAxis: { type: "category", data: Array.from({ length: ACROSS }, (_, at) => at), show: false },
    yAxis: { type: "category", data: Array.from({ length: rows }, (_, at) => at), inverse: true, show: false },
    series: [
      {
        type: "heatmap",
        data: tiles.map(({ name, value, written }, at) => {
          const shade = shadeOf(value, most);
          const color = SHADES[shade]!.words;
          return {
            value: [at % ACROSS, Math.floor(at / ACROSS), shade],
            itemStyle: { borderColor: "#ffffff", borderWidth: 4 },
            label: {
              show: true,
              formatter: [...onLines(name).map((line) => `{name|${line}}`), `{value|${written}}`].join("\n"),
              rich: {
                name: { color, fontSize: LETTERS, lineHeight: 18 },
                value: { color, fontSize: 16, fontWeight: 600, lineHeight: 22 },
              },
            },
          };
        }),
      },
    ],
    visualMap: { type: "piecewise", show: false, pieces: SHADES.map(({ fill }, value) => ({ value, color: fill })) },
  };
}

/** Pixels that so many tiles need. */
export function tilesHeight(count: number): number {
  return HEAD + Math.max(1, Math.ceil(count / ACROSS)) * TALL;
}

/** A name on two lines at most. */
function onLines(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= 2 ? lines : [lines[0]!, `${lines[1]}…`];
}

/** Even steps from none to the highest. */
function shadeOf(value: number | null, most: number): number {
  if (value === null || most === 0) return 0;
  return Math.min(SHADES.length - 1, Math.floor((value / most) * SHADES.length));
}
