// What `ansinh doctor` finds, and how it is written.

/** `good`: as it should be. `note`: works, but an operator should know. `bad`: has to be mended, and `remedy` says how. */
export type Finding = { state: "good"; what: string } | { state: "note" | "bad"; what: string; remedy: string };

const MARKS = { good: "ok  ", note: "note", bad: "BAD " } as const;

/** One line, and one more for the remedy. */
export function linesOf(finding: Finding): string[] {
  const line = `${MARKS[finding.state]}  ${finding.what}`;
  return finding.state === "good" ? [line] : [line, `      ${finding.remedy}`];
}
