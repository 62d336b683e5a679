// `ansinh understand`: what the bot would make of each line of standard input, as one JSON object a line.
import { openUnderstanding } from "../bot/understanding/understand.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Day } from "../foundation/day.ts";
import type { Call, Command, Io } from "./command.ts";

export const understandCommand: Command = {
  name: "understand",
  forms: [
    {
      call: "understand [--today YYYY-MM-DD]",
      example: "understand --today 2026-11-21 < messages.txt",
      does: "read one message a line on standard input; print what is understood, one JSON object a line",
      run: understandLines,
    },
  ],
};

async function understandLines(call: Call, io: Io): Promise<number> {
  const today = (call.value("today") as Day | null) ?? systemClock(io.config().today).today();
  const understand = openUnderstanding();
  for await (const line of io.readLines()) {
    const { text, intents, domains, decision, reports, slots, emergency, command, answer } = understand(line, {
      today,
    });
    io.out(JSON.stringify({ text, intents, domains, decision, reports, slots, emergency, command, answer }));
  }
  return 0;
}
