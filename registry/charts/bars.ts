// Counts by name, the largest first: what households lack, why they are poor.

import type { ChartOption } from "./draw.ts";
import { FAINT, LOOK, label, title } from "./look.ts";

/** One bar; null: too few to be shown. */
export interface Bar {
  name: string;
  count: number | null;
}

const ROW = 30;
const HEAD = 32;

/** The description of the chart. @param few what stands for a hidden count */
export function countBars(heading: string, bars: readonly Bar[], few: string): ChartOption {
  return {
    title: title(heading),
    grid: { top: HEAD, left: 8, right: 56, bottom: 0, containLabel: true },
    xAxis: { type: "value", axisLabel: { show: false }, splitLine: { lineStyle: { color: FAINT } } },
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLabel: { ...label, width: 170, overflow: "break" },
      axisTick: { show: false },
    },
    series: [
      {
        type: "bar",
        color: LOOK.near_poor.color,
        barMaxWidth: 16,
        data: bars.map(({ count }) => ({
          value: count ?? 0,
          label: { show: true, position: "right", formatter: count === null ? few : String(count), ...label },
        })),
      },
    ],
  };
}

/** Pixels that so many bars need. */
export function barsHeight(count: number): number {
  return HEAD + Math.max(1, count) * ROW;
}
