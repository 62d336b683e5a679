// `ansinh dead-letters`: what was given up, and putting it back in line once its cause is mended.
import { systemClock } from "../foundation/clock.ts";
import { listDeadLetters, requeueDeadLetter } from "../registry/dead-letters.ts";
import type { Command, Io } from "./command.ts";
import { ageOf } from "./finding.ts";
import { withStore } from "./open-store.ts";

const MOST_LISTED = 200;

export const deadLetters: Command = {
  name: "dead-letters",
  forms: [
    {
      call: "dead-letters list",
      example: "dead-letters list",
      does: "list the events and messages that were given up, the oldest first",
      run: (_, io) => list(io),
    },
    {
      call: "dead-letters requeue LETTER",
      example: "dead-letters requeue in-7",
      does: "put one back in line, once what stopped it is mended",
      run: ({ words: [id] }, io) => requeue(id!, io),
    },
  ],
};

async function list(io: Io): Promise<number> {
  const now = systemClock().now().getTime();
  const letters = await withStore(io.config(), (store) => listDeadLetters(store, MOST_LISTED));
  for (const { id, kind, since, attempts, fault } of letters)
    io.out([id, kind, ageOf(now - since.getTime()), `attempts ${attempts}`, fault].join("  "));
  if (letters.length === 0) io.out("no dead letters");
  if (letters.length === MOST_LISTED) io.out(`only the oldest ${MOST_LISTED} are shown`);
  return 0;
}

async function requeue(id: string, io: Io): Promise<number> {
  const by = { actor: "operator", now: systemClock().now() };
  const done = await withStore(io.config(), (store) => requeueDeadLetter(store, id, by));
  if (!done) return io.refuse("no-letter", { value: id });
  io.out(`${id} is in line again`);
  return 0;
}
