// `ansinh understand`: what the bot would make of each line of standard input, as one JSON object a line.
import { openUnderstanding } from "../bot/understanding/understand.ts";
import { systemClock } from "../foundation/clock.ts";
import { isDay } from "../foundation/day.ts";
import { type Command, calledWrongly } from "./command.ts";

export const understandCommand: Command = {
  name: "understand",
  forms: [
    {
      call: "understand [--today YYYY-MM-DD]",
      does: "read one message a line on standard input; print what is understood, one JSON object a line",
    },
  ],
  async run(args, io) {
    const [flag, value] = args;
    const asked = flag === "--today" && value !== undefined && isDay(value) ? value : null;
    if (args.length > 0 && (asked === null || args.length !== 2)) return calledWrongly(understandCommand, io);
    const today = asked ?? systemClock(io.config().today).today();
    const understand = openUnderstanding();
    for await (const line of io.readLines()) {
      const { text, intents, domains, decision, reports, slots, emergency, command, answer } = understand(line, {
        today,
      });
      io.out(JSON.stringify({ text, intents, domains, decision, reports, slots, emergency, command, answer }));
    }
    return 0;
  },
};
