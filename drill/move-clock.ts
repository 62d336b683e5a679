// Loaded before a server (drill/shifted-clock.ts): its Date is off by as many milliseconds as a file says.
import { readFileSync } from "node:fs";

const file = process.env.CLOCK_FILE!;
const Real = Date;
const read = () => Number(readFileSync(file, "utf8"));

let off = read();
process.on("SIGUSR2", () => {
  off = read();
});

globalThis.Date = class extends Real {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(Real.now() + off);
    else super(...(given as [number]));
  }
  static override now(): number {
    return Real.now() + off;
  }
} as DateConstructor;
