// What `ansinh doctor` finds, and how it is written.

/** `good`: as it should be. `note`: works, but an operator should know. `bad`: has to be mended, and `remedy` says how. */
export type Finding = { state: "good"; what: string } | { state: "note" | "bad"; what: string; remedy: string };

const MARKS = { good: "ok  ", note: "note", bad: "BAD " } as const;

/** One line, and one more for the remedy. */
export function linesOf(finding: Finding): string[] {
  const line = `${MARKS[finding.state]}  ${finding.what}`;
  return finding.state === "good" ? [line] : [line, `      ${finding.remedy}`];
}

/** Leases and renewals of the token tolerate this much between two machines; Zalo tells whole seconds. */
const TOLERATED_SECONDS = 10;

/** What a difference of clocks means. @param whose the store or Zalo; @param seconds by which it is ahead of this machine */
export function clockFinding(whose: "the store" | "Zalo", seconds: number): Finding {
  const skew = Math.round(seconds);
  if (Math.abs(skew) <= TOLERATED_SECONDS)
    return { state: "good", what: `the clocks of this machine and ${whose} agree` };
  const what = `the clock of ${whose} differs by ${skew} s from this machine's`;
  return { state: "bad", what, remedy: "set the clock by network time (NTP)" };
}

/** "3 d", "5 h", "12 min": the largest whole unit of which there are two. */
export function ageOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes >= 2 * 24 * 60) return `${Math.floor(minutes / (24 * 60))} d`;
  return minutes >= 120 ? `${Math.floor(minutes / 60)} h` : `${minutes} min`;
}
