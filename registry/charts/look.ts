// How charts look: colours that stand apart for everybody and from white (at least 4.5 to 1 where they carry words), never
// colour alone (marks, lines and numbers say the same), letters large enough for a telephone.

/** Of the two classes; the mark and the line tell them apart without colour. */
export const LOOK = {
  poor: { color: "#9a2a1f", symbol: "circle" },
  near_poor: { color: "#1f5fa8", symbol: "rect" },
} as const;

const INK = "#1d2733";
export const FAINT = "#d5dbe3";
export const LETTERS = 13;

export const label = { color: INK, fontSize: LETTERS };
/** Light to dark, each with the colour of the words on it. */
export const SHADES = [
  { fill: "#f3f6fa", words: INK },
  { fill: "#fbe3cf", words: INK },
  { fill: "#f2ae84", words: INK },
  { fill: "#b8502f", words: "#ffffff" },
  { fill: "#7a1f17", words: "#ffffff" },
] as const;

/** The heading of a chart. */
export function title(text: string, top = 0) {
  return { text, left: 0, top, textStyle: { color: INK, fontSize: 15, fontWeight: 600 } } as const;
}
