// The stores a test runs on: the embedded one always, PostgreSQL where there is a server. Each call makes a new one.
import { inject } from "vitest";
import { quickPlace } from "./memory.ts";
import { newStore, type TestStore } from "./new-store.ts";

export type { TestStore };

/** Kinds of store to walk with `describe.each`. */
export const STORE_KINDS: ("embedded" | "postgresql")[] =
  inject("postgres") === null ? ["embedded"] : ["embedded", "postgresql"];

/** A new store that holds nothing; `bare` leaves a PostgreSQL without tables, to be migrated by whoever opens it first. */
export function createStore(
  kind: "embedded" | "postgresql",
  made: "migrated" | "bare" = "migrated",
): Promise<TestStore> {
  const pattern = made === "bare" ? null : inject("pattern");
  return newStore(kind === "embedded" ? null : inject("postgres"), quickPlace(), pattern);
}
