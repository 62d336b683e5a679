// What the simulated Zalo is told at its birth: one app, one OA, and how strict or noisy it should be.
import type { Logger } from "../foundation/log.ts";
import { realClock, type SimulatorClock } from "./clock.ts";

/** Somebody who already exists when the simulator starts; `role` only chooses how the chat page presents them. */
export interface CastMember {
  id: string;
  name: string;
  role: "citizen" | "village-head" | "officer" | "leader" | "province-officer";
}

/** Options of a simulator. Only the four identifiers and secrets are compulsory. */
export interface SimulatorOptions {
  appId: string;
  appSecret: string;
  oaId: string;
  /** Signs webhooks; not the same as the app secret. */
  oaSecretKey: string;
  oaName?: string;
  /** Where events are posted; may be set later. Until then events are dropped. */
  webhookUrl?: string | null;
  /** The callback address saved in the developer console; null accepts any. */
  callbackUrl?: string | null;
  /** Absolute address under which the router is reachable, for the media links inside events; learned from requests when empty. */
  baseUrl?: string | null;
  clock?: SimulatorClock;
  /** Whether list and button templates are accepted (the reference cannot say whether Zalo still does). */
  acceptInteractive?: boolean;
  interactiveRefusal?: -201 | -233;
  /** Which failures are delivered again: those of the connection only, or everything but HTTP 200. */
  retryOn?: "connect" | "any-non-200";
  ratePerMinute?: number;
  webhookDeadlineMs?: number;
  /** Events left out, for load tests. */
  quiet?: { echo?: boolean; received?: boolean; seen?: boolean };
  people?: readonly CastMember[];
  log?: Logger | null;
}

/** Options with every default filled in. Tests and the chat page may change them while the simulator runs. */
export type Settings = { -readonly [Name in keyof SimulatorOptions]-?: Exclude<SimulatorOptions[Name], undefined> };

/** Fills in the defaults of the documented behaviour (2 s deadline, 4,000 calls a minute, retry on anything but 200). */
export function settle(options: SimulatorOptions): Settings {
  return {
    oaName: "An Sinh",
    webhookUrl: null,
    callbackUrl: null,
    baseUrl: null,
    clock: realClock(),
    acceptInteractive: true,
    interactiveRefusal: -233,
    retryOn: "any-non-200",
    ratePerMinute: 4000,
    webhookDeadlineMs: 2000,
    quiet: {},
    people: [],
    log: null,
    ...options,
  };
}
