// Fetches what was sent to prove a report, outside every transaction: only from Zalo's hosts, only so large, only the kinds that
// the data allows, whatever the sender calls them. What is kept lies sealed; its hash is of the bytes as they came. What is to go
// is deleted here too.
import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import type { Clock } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import type { Changes } from "../knowledge/change-types.ts";
import { type Settled, settleEvidence, takeWanted, type Wanted } from "../registry/evidence/evidence.ts";
import { deleteMarked } from "../registry/evidence/forget.ts";
import type { Shelf } from "../registry/evidence/shelf.ts";
import type { Store } from "../registry/store.ts";
import { pixelsOf } from "./picture-size.ts";
import { foundOf, type Runner, startRunner } from "./worker.ts";
import { downloadFromZalo } from "./zalo/download.ts";

const IDLE_MS = 5000;
const REST_MS = 200;
const MOST_AT_ONCE = 4;
/** A piece that a process took and never settled is taken again after this. */
const LEASE_MS = 120_000;
const SECOND_MS = 1000;

/** What the collector works with. */
export interface Collecting {
  store: Store;
  shelf: Shelf;
  changes: Changes;
  clock: Clock;
  log: Logger;
  /** The simulator's own address while it is on: the one host beside Zalo's, and the one that may be without TLS. */
  simulator: string | null;
}

/** Keeps collecting until stopped. */
export function startCollecting(collecting: Collecting): Runner {
  const round = async () => foundOf(await collect(collecting), MOST_AT_ONCE);
  return startRunner(round, { idleMs: IDLE_MS, restMs: REST_MS }, collecting.log);
}

/** One round; returns how many pieces were tried. */
async function collect(collecting: Collecting): Promise<number> {
  const { store, shelf, clock } = collecting;
  const now = clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const wanted = await takeWanted(store.client, store, { now, until, most: MOST_AT_ONCE });
  await Promise.all(wanted.map(async (one) => settleEvidence(store.client, one.id, await settle(collecting, one))));
  return wanted.length + (await deleteMarked(store, shelf, MOST_AT_ONCE));
}

async function settle(collecting: Collecting, wanted: Wanted): Promise<Settled> {
  const { changes, clock, log, shelf, store } = collecting;
  try {
    const bytes = await downloadFromZalo(wanted.url, { most: changes.evidence.bytes, simulator: collecting.simulator });
    if (bytes === null) return { state: "refused" };
    const mediaType = (await fileTypeFromBuffer(bytes))?.mime ?? "";
    if (!changes.evidence.media_types.includes(mediaType)) return { state: "refused" };
    if (mediaType.startsWith("image/") && (pixelsOf(bytes, mediaType) ?? Infinity) > changes.evidence.pixels)
      return { state: "refused" };
    await shelf.put(wanted.id, store.seal.seal(bytes.toString("base64")));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { state: "kept", path: wanted.id, sha256, bytes: bytes.length, mediaType };
  } catch (fault) {
    log.warn(
      { evidence: wanted.id, attempts: wanted.attempts, fault: describeFault(fault) },
      "evidence was not fetched",
    );
    if (wanted.attempts >= changes.evidence.attempts) return { state: "lost" };
    return { state: "wanted", readyAt: new Date(clock.now().getTime() + SECOND_MS * 2 ** wanted.attempts) };
  }
}
