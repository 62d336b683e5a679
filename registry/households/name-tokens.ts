// Names as they are searched: the words of a name without tone marks, each as a keyed hash, so that the store can find a
// name however it is typed and nobody can read it there.
import { fold } from "../../foundation/vietnamese.ts";
import type { Seal } from "../seal.ts";

/** 64 bits: chance meetings of two words are rarer than namesakes by far. */
const LENGTH = 16;

/** The different words of a name without tone marks and signs, in order. */
export function nameWords(name: string): string[] {
  return [...new Set(fold(name).match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/** Hashes the words of names, each written word once: of a commune's names most words come again and again. */
export function nameHasher(seal: Seal): (names: readonly (string | null)[]) => string[] {
  const known = new Map<string, string[]>();
  const tokensOf = (written: string) => {
    let tokens = known.get(written);
    if (tokens === undefined) {
      tokens = nameWords(written).map((word) => seal.hash(`name ${word}`).slice(0, LENGTH));
      known.set(written, tokens);
    }
    return tokens;
  };
  return (names) => [...new Set(names.flatMap((name) => (name === null ? [] : name.split(" ").flatMap(tokensOf))))];
}

/** The keyed hash by which an identity number is found. */
export function identityHash(seal: Seal, identity: string): string {
  return seal.hash(`identity ${identity}`);
}
