// How many households came into each class and left it, and how: to the right those that came, to the left those that left.
import type { ChartWords } from "../../knowledge/charts.ts";
import type { ListedClass } from "../summaries/alike.ts";
import type { ChartOption } from "./draw.ts";
import { FAINT, LOOK, label, title } from "./look.ts";

const WAYS_IN = ["newly", "relapsed", "movedIn", "split", "fromOther"] as const;
const WAYS_OUT = ["escaped", "toOther", "movedOut", "merged", "otherDown"] as const;
export const WAYS = [...WAYS_IN, ...WAYS_OUT];

/** A way into a class or out of it. */
export type Way = (typeof WAYS)[number];
/** Households by way; null: too few to be shown. */
export type WaysShown = Readonly<Record<Way, number | null>>;

const ROW = 40;
const HEAD = 60;
/** Shown even when nobody went them. */
const ALWAYS: readonly Way[] = ["newly", "escaped"];

/** The description of the chart: the ways that somebody went. */
export function movementBars(moved: Readonly<Record<ListedClass, WaysShown>>, words: ChartWords): ChartOption {
  const ways = waysGone(moved);
  return {
    title: title(words.movements),
    legend: { top: 26, left: 0, textStyle: label },
    grid: { top: HEAD, left: 8, right: 40, bottom: 0, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: { show: false }, splitLine: { lineStyle: { color: FAINT } } },
    yAxis: {
      type: "category",
      inverse: true,
      data: ways.map((way) => words[way]),
      axisLabel: label,
      axisLine: { onZero: false },
      axisTick: { show: false },
    },
    series: [bars(moved.poor, ways, "poor", words, nobodys(moved)), bars(moved.near_poor, ways, "near_poor", words)],
  };
}

/** Pixels that the chart needs. */
export function movementHeight(moved: Readonly<Record<ListedClass, WaysShown>>): number {
  return HEAD + waysGone(moved).length * ROW;
}

function waysGone({ poor, near_poor }: Readonly<Record<ListedClass, WaysShown>>): Way[] {
  return WAYS.filter((way) => ALWAYS.includes(way) || poor[way] !== 0 || near_poor[way] !== 0);
}

/** The ways that nobody went: they are told to be none once, for both classes. */
function nobodys({ poor, near_poor }: Readonly<Record<ListedClass, WaysShown>>): Way[] {
  return WAYS.filter((way) => poor[way] === 0 && near_poor[way] === 0);
}

function bars(moved: WaysShown, ways: readonly Way[], name: ListedClass, words: ChartWords, none: Way[] = []) {
  const { color } = LOOK[name];
  return {
    type: "bar",
    name: words[name],
    color,
    barMaxWidth: 14,
    // Filled and hollow: told apart without colour.
    itemStyle: name === "poor" ? { color } : { color: "#ffffff", borderColor: color, borderWidth: 2 },
    data: ways.map((way) => {
      const count = moved[way];
      if (none.includes(way))
        return {
          value: 0,
          itemStyle: { opacity: 0 },
          label: { ...label, show: true, position: "right", formatter: "0" },
        };
      const out = (WAYS_OUT as readonly string[]).includes(way);
      const sign = out ? "−" : "+";
      const text = count === null ? `${sign} ${words.few}` : count === 0 ? "" : `${sign}${count}`;
      return {
        // Nothing is drawn for nobody, not even an edge.
        value: count === 0 ? "-" : out ? -(count ?? 0) : (count ?? 0),
        label: { ...label, show: true, position: out ? "left" : "right", formatter: text },
      };
    }),
  };
}
