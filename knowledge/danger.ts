// Whom to call when someone is in danger: read from the same file that says how danger is recognised.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";

const dangerFile = z.object({
  hotlines: z.record(z.string(), z.object({ number: z.string(), name: z.object({ vi: z.string(), en: z.string() }) })),
  emergencies: z.record(z.string(), z.object({ hotlines: z.array(z.string()).min(1) })),
});

/** Hotlines by emergency, the most fitting first. */
export type Danger = ReadonlyMap<string, readonly { number: string; name: { vi: string; en: string } }[]>;

/** Reads knowledge/intents/emergencies.yaml; throws AppError `danger:invalid` naming an emergency without a known hotline. */
export function loadDanger(directory: string): Danger {
  const { hotlines, emergencies } = dangerFile.parse(
    parse(readFileSync(join(directory, "intents", "emergencies.yaml"), "utf8")),
  );
  return new Map(
    Object.entries(emergencies).map(([id, emergency]) => [
      id,
      emergency.hotlines.map((name) => {
        const hotline = hotlines[name];
        if (hotline === undefined)
          throw new AppError("danger:invalid", `emergency ${id} names an unknown hotline ${name}`);
        return hotline;
      }),
    ]),
  );
}
