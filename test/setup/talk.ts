// Talks to a running installation as one person would, for dialogues: writes, and waits for what comes back.
import type { ChatMessage } from "../../simulator/world.ts";
import type { Installation } from "./installation.ts";

/** Sends a text and returns the messages that answer it: those that came until the bot was quiet for a moment. */
export async function say(here: Installation, personId: string, text: string): Promise<ChatMessage[]> {
  const before = here.simulator.messagesTo(personId).length;
  await here.simulator.person(personId).text(text);
  await here.simulator.waitForMessages(personId, before + 1, 10_000);
  await quiet(here);
  return here.simulator.messagesTo(personId).slice(before);
}

/** Resolves when nothing waits any more, neither in nor out. */
export async function quiet(here: Installation): Promise<void> {
  for (;;) {
    const [row] = await here.store.client.$queryRaw<{ waiting: bigint }[]>`
      SELECT (SELECT count(*) FROM inbound_event WHERE state = 'waiting')
        + (SELECT count(*) FROM outbound_message WHERE state IN ('waiting', 'sending')) AS waiting`;
    if (row?.waiting === 0n) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
