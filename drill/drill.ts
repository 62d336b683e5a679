// What a drill is: a fault brought about on purpose, what was promised for it, and what was seen.
import type { Ground, StoreKind } from "./ground.ts";

/** One thing that was looked at after the fault, and whether it is as promised. */
export interface Observation {
  seen: string;
  kept: boolean;
}

/** A drill: it makes its own fault on its own ground. */
export interface Drill {
  fault: string;
  store: StoreKind;
  promise: string;
  /** Megabytes of the small disk that its store lies on, where that matters. */
  disk?: number;
  run(ground: Ground): Promise<Observation[]>;
}

/** An observation with the figure in its sentence. */
export function saw(seen: string, kept: boolean): Observation {
  return { seen, kept };
}

/** Resolves when `holds` does; false after `seconds`. */
export async function until(seconds: number, holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await pause(50))
    if (await holds()) return true;
  return holds();
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
