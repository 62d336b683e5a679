// The shape of an answer while it is being put together.

/** short: one phone screen; the others on request; class: the household's class. */
export type TellForm = "short" | "full" | "why" | "papers" | "letter" | "class";

/** One line of an answer; the lowest rank is dropped first when the answer is too long. Rank 9 always stays. */
export interface Line {
  readonly text: string;
  readonly rank: number;
}
