// The stores a test runs on: the embedded one always, PostgreSQL where there is a server. Each call makes a new, empty one.
import { inject } from "vitest";
import { newStore, type TestStore } from "./new-store.ts";

export type { TestStore };

/** Kinds of store to walk with `describe.each`. */
export const STORE_KINDS: ("embedded" | "postgresql")[] =
  inject("postgres") === null ? ["embedded"] : ["embedded", "postgresql"];

/** A new, empty store. */
export function createStore(kind: "embedded" | "postgresql"): Promise<TestStore> {
  return newStore(kind === "embedded" ? null : inject("postgres"));
}
