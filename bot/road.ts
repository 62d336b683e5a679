// What the road is built of: made once in server.ts and handed to each part as a plain argument.
import type { Clock } from "../foundation/clock.ts";
import type { Logger } from "../foundation/log.ts";
import type { Library } from "../knowledge/library.ts";
import type { Settling } from "../registry/inbox.ts";
import type { Store } from "../registry/store.ts";
import type { Metrics } from "./metrics.ts";
import type { HandlerTable } from "./route.ts";
import type { Texts } from "./texts.ts";
import type { Understand } from "./understanding/types.ts";

export interface Road {
  store: Store;
  clock: Clock;
  library: Library;
  texts: Texts;
  understand: Understand;
  handlers: HandlerTable;
  settling: Settling;
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string;
  metrics: Metrics;
  log: Logger;
}
