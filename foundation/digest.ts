// Fingerprints of content: a hash for versions, and short codes that people can read aloud and type.
import { hash } from "node:crypto";

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"; // no 0/O, 1/I/L, U/V look-alikes: 30 letters
const PAYLOAD = 7;
const LONG_PAYLOAD = 11;
const WEIGHTS = [1, 7, 11, 13, 17, 19, 23, 29, 1, 7, 11];

/** SHA-256 of a text in hexadecimal. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** A short code for a content: "7KQ2-M4TB", seven letters of its hash and a check letter. The same content gives the same code. */
export function shortCode(content: string): string {
  return codeOf(sha256(content).slice(0, 16), PAYLOAD);
}

/** A code that opens a door, "7KQ2-M4TB-9HXA": eleven letters of the hash of a secret and a check letter, too many to guess. */
export function doorCode(secret: string): string {
  return codeOf(sha256(secret), LONG_PAYLOAD);
}

function codeOf(hexadecimal: string, length: number): string {
  let rest = BigInt(`0x${hexadecimal}`);
  let payload = "";
  for (let index = 0; index < length; index += 1) {
    payload += ALPHABET[Number(rest % 30n)];
    rest /= 30n;
  }
  return inGroups(payload + checkLetter(payload));
}

const inGroups = (letters: string) => letters.match(/.{4}/g)!.join("-");

/** The code as it is stored ("7kq2 m4tb" → "7KQ2-M4TB"), or null when it is no code: a wrong or swapped letter is noticed. */
export function readShortCode(text: string): string | null {
  return readCode(text, PAYLOAD);
}

function readCode(text: string, length: number): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, "");
  if (letters.length !== length + 1 || [...letters].some((letter) => !ALPHABET.includes(letter))) return null;
  return letters.at(-1) === checkLetter(letters.slice(0, length)) ? inGroups(letters) : null;
}

/** The door code that a text holds, right or misspelt: three groups of four, letters and digits among them; null when there is none. */
export function doorCodeIn(text: string): { code: string | null } | null {
  const groups = text.match(/\b[0-9A-Za-z]{4}([- ]?)[0-9A-Za-z]{4}\1[0-9A-Za-z]{4}\b/g) ?? [];
  const read = groups.map((group) => readCode(group, LONG_PAYLOAD)).find((code) => code !== null);
  if (read !== undefined) return { code: read };
  const meant = groups.some((group) => group.includes("-") && /\d/.test(group) && /[A-Za-z]/.test(group));
  return meant ? { code: null } : null;
}

/** The first code that a text holds ("mã trả lời 7kq2-m4tb ạ"), or null. */
export function codeIn(text: string): string | null {
  const candidates = text.match(/\b[0-9A-Za-z]{4}[- ]?[0-9A-Za-z]{4}\b/g) ?? [];
  return candidates.map(readShortCode).find((code) => code !== null) ?? null;
}

/** True when a text holds what was meant as a code, misspelt or not: two groups of four, letters and digits among them. */
export function namesCode(text: string): boolean {
  const groups = text.match(/\b[0-9A-Za-z]{4}-[0-9A-Za-z]{4}\b/g) ?? [];
  return codeIn(text) !== null || groups.some((group) => /\d/.test(group) && /[A-Za-z]/.test(group));
}

// Weights coprime to 30: any single wrong letter changes the sum, and most swaps of neighbours do.
function checkLetter(payload: string): string {
  let sum = 0;
  for (const [index, letter] of [...payload].entries()) sum += ALPHABET.indexOf(letter) * WEIGHTS[index]!;
  return ALPHABET[sum % 30]!;
}
