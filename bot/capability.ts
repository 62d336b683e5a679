// Whether this account's people get buttons or numbered text. Zalo's reference leaves it open (ZALO_INTERACTIVE=auto):
// try buttons until Zalo refuses them, then write plainly for a while and try again.
import type { Clock } from "../foundation/clock.ts";

export interface Capability {
  interactive(): boolean;
  /** Zalo refused a message with buttons. */
  refused(): void;
}

const TRY_AGAIN_MS = 60 * 60 * 1000;

/** @param mode "on" and "off" are final, "auto" learns */
export function createCapability(mode: "auto" | "on" | "off", clock: Clock): Capability {
  let plainUntil = 0;
  return {
    interactive: () => mode === "on" || (mode === "auto" && clock.now().getTime() >= plainUntil),
    refused() {
      plainUntil = clock.now().getTime() + TRY_AGAIN_MS;
    },
  };
}
