// The words by which people with a role start their work: what each means is data (process/orders.yaml).
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { fold } from "../foundation/vietnamese.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";

const words = z.array(z.string().min(1));
const fileSchema = z.record(
  z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  z.strictObject({
    whole: words.min(1),
    starts: words,
    within: words.default([]),
    everybody: z.literal(true).optional(),
  }),
);

/** A piece of work that was named: "handler.action", and the words after its name. */
export interface Order {
  target: string;
  rest: string;
}

/** Finds the order in a text, or null. `asking`: a question is open, so only a message that is nothing else counts. */
export type Orders = (text: string, asking: boolean) => Order | null;

/** Reads process/orders.yaml, all of it or only what needs no role; throws AppError "orders:invalid" naming what is wrong. */
export function loadOrders(directory: string, whose: "all" | "everybody" = "all"): Orders {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/orders.yaml", fileSchema);
  if (file === null) throw new AppError("orders:invalid", describeProblems(reading.problems));
  const entries = Object.entries(file).filter(([, { everybody }]) => whose === "all" || everybody);
  const phrases = (kind: "whole" | "starts" | "within") =>
    entries
      .flatMap(([target, said]) => said[kind].map((phrase) => ({ target, folded: fold(phrase) })))
      .sort((a, b) => b.folded.length - a.folded.length);
  const [whole, starts, within] = [phrases("whole"), phrases("starts"), phrases("within")];
  return (text, asking) => {
    const folded = fold(text).trim();
    const exact = whole.find((one) => one.folded === folded);
    if (exact !== undefined) return { target: exact.target, rest: "" };
    if (asking) return null;
    const begun = starts.find((one) => folded.startsWith(`${one.folded} `));
    if (begun !== undefined) return { target: begun.target, rest: text.trim().slice(begun.folded.length).trim() };
    const held = within.find((one) => ` ${folded} `.includes(` ${one.folded} `));
    return held === undefined ? null : { target: held.target, rest: "" };
  };
}
