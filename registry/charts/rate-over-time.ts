// The shares of poor and near-poor households over time, each with the line that the plan wants it under; the numbers of
// households where the registry does not hold everybody and a share would say nothing.
import { type Day, formatDay } from "../../foundation/day.ts";
import type { ChartWords } from "../../knowledge/charts.ts";
import type { ListedClass } from "../summaries/alike.ts";
import type { ChartOption } from "./draw.ts";
import { FAINT, LOOK, label, title } from "./look.ts";

const CLASSES = ["poor", "near_poor"] as const;

/** What the chart shows; `values` are of the same days, in percent or in households. */
export interface RatesOverTime {
  days: readonly Day[];
  values: Readonly<Record<ListedClass, readonly number[]>>;
  /** In percent; null: no plan names one. */
  targets: Readonly<Record<ListedClass, number | null>>;
  unit: "pct" | "households";
}

/** The description of the chart. */
export function rateOverTime(shown: RatesOverTime, words: ChartWords): ChartOption {
  const { days, unit } = shown;
  return {
    title: title(words[unit === "pct" ? "rate" : "counts"]),
    legend: { top: 26, left: 0, itemWidth: 26, textStyle: label, data: CLASSES.map((name) => words[name]) },
    grid: { top: 64, left: 8, right: 52, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: days.map(month), axisLabel: { ...label, hideOverlap: true }, boundaryGap: false },
    yAxis: {
      type: "value",
      min: 0,
      axisLabel: { ...label, formatter: (value: number) => written(value, words) },
      splitLine: { lineStyle: { color: FAINT } },
      minInterval: unit === "pct" ? 0 : 1,
    },
    series: CLASSES.flatMap((name) => [line(shown, name, words), ...targetLine(shown, name, words)]),
  };
}

function line({ values }: RatesOverTime, name: ListedClass, words: ChartWords) {
  const { color, symbol } = LOOK[name];
  const rounded = values[name].map((value) => Math.round(value * 100) / 100);
  const last = rounded.length - 1;
  return {
    type: "line",
    name: words[name],
    color,
    symbol,
    symbolSize: 8,
    lineStyle: { width: 2.5 },
    // The value of today stands beside its mark.
    data: rounded.map((value, at) =>
      at === last
        ? {
            value,
            label: {
              ...label,
              show: true,
              position: "right",
              color,
              fontWeight: 600,
              formatter: written(value, words),
            },
          }
        : value,
    ),
  };
}

function targetLine({ days, targets, unit }: RatesOverTime, name: ListedClass, words: ChartWords) {
  const target = targets[name];
  if (target === null || unit === "households") return [];
  const { color } = LOOK[name];
  const text = `${words[`target-${name}`]}: ${written(target, words)}`;
  const named = {
    ...label,
    show: true,
    color,
    formatter: text,
    align: "left",
    position: [8, 4],
    backgroundColor: "#ffffff",
    padding: [1, 3],
  };
  return [
    {
      type: "line",
      name: words[`target-${name}`],
      color,
      symbol: "circle",
      symbolSize: 0,
      lineStyle: { width: 2, type: name === "poor" ? "dashed" : "dotted" },
      // Its name stands on the line.
      data: days.map((_, at) => (at === 0 ? { value: target, symbolSize: 0, label: named } : target)),
    },
  ];
}

function written(value: number, { decimal }: ChartWords): string {
  return String(value).replace(".", decimal);
}

/** "11/26" */
function month(on: Day): string {
  return formatDay(on.slice(0, 7)).replace(/\/20(\d\d)$/, "/$1");
}
