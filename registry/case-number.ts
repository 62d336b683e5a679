// Numbers of reports, complaints and requests as they come with a choice: what was typed there may be anything.

/** The largest number that the store can hold. */
const LARGEST = 2_147_483_647;

/** True for what can be the number of a case; anything else is the number of none, and is not asked of the store. */
export function canBeNumber(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number <= LARGEST;
}
