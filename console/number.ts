// Numbers as addresses hold them.

/** The number in a part of an address; one that nothing bears where there is none. */
export function numberIn(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0;
}
