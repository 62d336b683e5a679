// The table of drills, in the order of docs/operations.md.
import { embeddedDiskFull, serverDiskFull } from "./disk-full.ts";
import type { Drill } from "./drill.ts";
import { onePerson, oneSchedule, oneToken } from "./processes.ts";
import { cut, stopped } from "./store-gone.ts";
import { back, forward, replayed } from "./time.ts";
import { expired, lostInRotation } from "./tokens.ts";
import { webhookOff } from "./webhook-off.ts";
import { answerLost, babbles, fails, quotaUsedUp, slow } from "./zalo-falters.ts";
import { everyCode } from "./zalo-refuses.ts";

export const DRILLS: readonly Drill[] = [
  slow,
  fails,
  babbles,
  answerLost,
  everyCode,
  quotaUsedUp,
  expired,
  lostInRotation,
  stopped,
  cut,
  embeddedDiskFull,
  serverDiskFull,
  forward,
  back,
  replayed,
  webhookOff,
  onePerson,
  oneToken,
  oneSchedule,
];
