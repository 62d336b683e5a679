// A phone in somebody's hand: writes, and waits for the answer it expects among whatever else arrives. Built for a day on which the
// webhook may be delivered twice and the server may die: what was not taken is delivered again, as Zalo does.
import type { RunningSimulator } from "../../simulator/start.ts";
import type { ChatMessage } from "../../simulator/world.ts";

type Simulator = Pick<RunningSimulator, "person" | "messagesTo" | "webhook">;

export interface Phone {
  account: string;
  /** Sends, and resolves with the first message after the last one read for which `expected` says yes. */
  ask(text: string, expected: (message: ChatMessage) => boolean): Promise<ChatMessage>;
  /** Everything that was ever received. */
  inbox(): string[];
}

/** Longer than any number of kills takes on a machine that has much else to do. */
const PATIENCE_MS = 180_000;

/** @param twice every event is delivered a second time right after the first */
export function phoneOf(simulator: Simulator, account: string, { twice }: { twice: boolean }): Phone {
  let read = 0;
  let last = "";
  return {
    account,
    inbox: () => simulator.messagesTo(account).map(({ text }) => text),
    async ask(text, expected) {
      read = simulator.messagesTo(account).length;
      await send(simulator, account, text, twice);
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const arrived = simulator.messagesTo(account).slice(read);
        // The same words as before may be a message that a dying server sent twice.
        const found = arrived.find((message) => expected(message) && message.text !== last);
        if (found !== undefined) {
          last = found.text;
          return found;
        }
        if (performance.now() > until) {
          const heard = arrived.map((message) => message.text).join("\n---\n");
          throw new Error(`${account} wrote "${text}" and heard nothing that was expected, but:\n${heard}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
  };
}

async function send({ person, webhook }: Simulator, account: string, text: string, twice: boolean): Promise<void> {
  let { delivery } = await person(account).text(text);
  const { body, signature } = delivery!;
  while (delivery!.outcome !== "delivered") {
    await new Promise((resolve) => setTimeout(resolve, 100));
    delivery = await webhook.sendRaw("again", body, signature);
  }
  if (twice) await webhook.sendRaw("twice", body, signature);
}
