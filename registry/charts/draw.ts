// From a chart's description to its drawing: SVG for pages, PNG for Zalo, of the same lines. The same description gives the same
// bytes. The packages are loaded when the first chart is drawn: most processes of a day draw none.
import { createRequire } from "node:module";
import type { EChartsCoreOption } from "echarts/core";

/** What a chart shows, as the package takes it. */
export type ChartOption = EChartsCoreOption;

/** In pixels; a phone shows 390 across. */
export interface Size {
  width: number;
  height: number;
}

const FONT = "Be Vietnam Pro";
const FONT_FILES = ["400Regular/BeVietnamPro_400Regular.ttf", "600SemiBold/BeVietnamPro_600SemiBold.ttf"].map((file) =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${file}`),
);
/** Pixels of a picture for each pixel of its drawing: sharp on a telephone, far below Zalo's megabyte. */
const SHARPNESS = 2;
/** Names within a drawing are numbered on through the life of the process. */
const NUMBERED = /\bzr\d+-/g;
const MARGIN = 16;

/** The chart as SVG. */
export async function svgOf(option: ChartOption, size: Size): Promise<string> {
  return drawn(option, size, "chart-");
}

/** Charts of one width under each other, as one SVG. */
export async function stackedSvg(
  charts: readonly { option: ChartOption; height: number }[],
  width: number,
): Promise<string> {
  let top = MARGIN;
  const parts: string[] = [];
  for (const [at, { option, height }] of charts.entries()) {
    const svg = await drawn(option, { width, height }, `chart${at}-`);
    parts.push(svg.replace("<svg ", `<svg x="${MARGIN}" y="${top}" `));
    top += height + MARGIN;
  }
  const size = `width="${width + 2 * MARGIN}" height="${top}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${parts.join("")}</svg>`;
}

/** Without what only a live chart needs. */
async function drawn(option: ChartOption, size: Size, names: string): Promise<string> {
  const { init } = await import("echarts");
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: `${FONT}, sans-serif` }, ...option });
    return chart
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>/g, "")
      .replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, "")
      .replaceAll(NUMBERED, names);
  } finally {
    chart.dispose();
  }
}

/** The same drawing as PNG, with the fonts that carry every Vietnamese letter. */
export async function pngOf(svg: string): Promise<Buffer> {
  const { Resvg } = await import("@resvg/resvg-js");
  const font = { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: FONT };
  return new Resvg(svg, { font, fitTo: { mode: "zoom", value: SHARPNESS }, background: "#ffffff" }).render().asPng();
}
