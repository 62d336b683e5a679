// `ansinh demo`: the demonstration commune, for a store that has no household yet.
import { systemClock } from "../foundation/clock.ts";
import { loadDemonstration } from "../knowledge/demonstration.ts";
import { loadLibrary } from "../knowledge/library.ts";
import { loadNationalUnits } from "../knowledge/national-units.ts";
import { loadDemonstrationCommune } from "../registry/demonstration/load.ts";
import { keepNationalUnits } from "../registry/units/keep-national.ts";
import type { Command, Io } from "./command.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { withStore } from "./open-store.ts";

export const demo: Command = {
  name: "demo",
  forms: [
    {
      call: "demo",
      example: "demo",
      does: "load an invented commune to try things with; does nothing where there are households",
      run: (_, io) => load(io),
    },
  ],
};

async function load(io: Io): Promise<number> {
  const config = io.config();
  const clock = systemClock(config.today);
  const [library, plan] = [loadLibrary(KNOWLEDGE), loadDemonstration(KNOWLEDGE)];
  const loaded = await withStore(config, async (store) => {
    await keepNationalUnits(store, loadNationalUnits(KNOWLEDGE), clock.now());
    return loadDemonstrationCommune({ store, library, plan, now: clock.now(), today: clock.today() });
  });
  io.out(loaded === null ? "there are households already: nothing was changed" : `households loaded: ${loaded}`);
  return 0;
}
