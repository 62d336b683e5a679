// Trouble on order: makes chosen calls slow, silent, broken or refused, so that everything above learns to live with it.
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { z } from "zod";

/**
 * One order of trouble. `reset` tears the connection, `timeout` never answers. Of `next`, `every` and `probability` one decides
 * how often; without them every call is hit.
 */
export const faultShape = z.object({
  kind: z.enum(["timeout", "slow", "http-500", "not-json", "reset", "error"]),
  /** Hit only calls whose path contains this. */
  path: z.string().optional(),
  /** Hit the next N calls, then stop. */
  next: z.number().int().positive().optional(),
  /** Hit every k-th call. */
  every: z.number().int().positive().optional(),
  /** Hit by chance, 0 to 1; the same `seed` gives the same run. */
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  /** Delay of `slow`, in milliseconds. */
  ms: z.number().int().min(0).max(600_000).optional(),
  /** Code and message of `error`. */
  code: z.number().int().optional(),
  message: z.string().optional(),
  /** Do the work first and spoil only the answer: the sender cannot know that its message went out. Not for `slow`. */
  afterwards: z.boolean().optional(),
});

/** An order of trouble. */
type FaultOrder = z.output<typeof faultShape>;

/** The orders in force. */
export interface Faults {
  inject(order: FaultOrder): { readonly hits: number; remove(): void };
  clear(): void;
  list(): FaultOrder[];
  /** Express middleware that carries the orders out; `spoil` afterwards is left in `response.locals`. */
  middleware: RequestHandler;
}

interface Standing {
  order: FaultOrder;
  calls: number;
  hits: number;
  chance: () => number;
}

/** No trouble yet; `onChange` is called when an order comes or goes. */
export function createFaults(onChange: () => void): Faults {
  let standing: Standing[] = [];
  const drop = (gone: Standing | null) => {
    standing = gone === null ? [] : standing.filter((other) => other !== gone);
    onChange();
  };
  const pick = (path: string): FaultOrder | null => {
    for (const entry of standing) {
      if (!path.includes(entry.order.path ?? "")) continue;
      entry.calls += 1;
      if (!isHit(entry)) continue;
      entry.hits += 1;
      if (entry.hits === entry.order.next) drop(entry);
      return entry.order;
    }
    return null;
  };
  return {
    inject(order) {
      const entry: Standing = { order, calls: 0, hits: 0, chance: seededChance(order.seed ?? 1) };
      standing.push(entry);
      onChange();
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => drop(entry),
      };
    },
    clear: () => drop(null),
    list: () => standing.map((entry) => entry.order),
    middleware(request: Request, response: Response, next: NextFunction) {
      const order = pick(`${request.baseUrl}${request.path}`);
      if (order === null) next();
      else if (order.kind === "slow") setTimeout(next, order.ms ?? 3000);
      else if (order.afterwards) {
        response.json = () => spoil(order, response);
        next();
      } else spoil(order, response);
    },
  };
}

function isHit({ order, calls, chance }: Standing): boolean {
  if (order.every !== undefined) return calls % order.every === 0;
  if (order.probability !== undefined) return chance() < order.probability;
  return true;
}

function spoil(order: FaultOrder, response: Response): Response {
  switch (order.kind) {
    case "reset":
      response.socket?.resetAndDestroy();
      return response;
    case "http-500":
      return response.status(500).type("html").send("<html><body>Internal Server Error</body></html>");
    case "not-json":
      return response.status(200).type("html").send("<html><body>Bad Gateway</body></html>");
    case "error":
      return response
        .status(200)
        .type("json")
        .send(JSON.stringify({ error: order.code ?? -200, message: order.message ?? "Send message failed" }));
    default:
      // "timeout": the answer never comes; the caller hangs up.
      return response;
  }
}

/** A small reproducible generator (mulberry32): numbers from 0 to 1. */
function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
