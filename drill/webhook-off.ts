// Zalo gives up on a webhook that did not take an event for an hour, and switches it off.
import { gather } from "./crowd.ts";
import { type Drill, pause, saw, until } from "./drill.ts";
import { joinByCode, statusOf } from "./ground.ts";
import { shiftedClock } from "./shifted-clock.ts";

const HOUR_MS = 3_600_000;
/** Enough for a day of work to be among them; few enough that the operator may still be written to. */
const DAYS = 6;

export const webhookOff: Drill = {
  fault: "the server is away for an hour, Zalo switches the webhook off, and nobody notices for days",
  store: "PostgreSQL",
  promise:
    "what is written meanwhile never comes, for Zalo does not send it again; after a working day without any event the operator is told; once the webhook is on again people are answered",
  async run(ground) {
    const { simulator, clock: zaloClock } = ground.zalo;
    const clock = shiftedClock();
    const first = await ground.start(clock.environment);
    await joinByCode(ground, "operator", "VN");
    await first.process.end("SIGTERM");
    await simulator.person("unheard").text("menu");
    for (let redelivery = 0; redelivery < 6; redelivery += 1) {
      zaloClock.advance(HOUR_MS / 5);
      await simulator.webhook.idle();
    }
    const off = simulator.webhook.disabled;

    const days = DAYS * 24 * HOUR_MS;
    zaloClock.advance(days);
    const second = await ground.start(clock.startingAt(days));
    const { delivery } = await simulator.person("unheard").text("hủy");
    const told = await until(60, () => simulator.messagesTo("operator").some(({ text }) => text.includes("webhook")));
    const ready = await statusOf(second, "/readyz");
    simulator.webhook.enable();
    const crowd = await gather(ground, 5, 2);
    await crowd.write(second);
    const seen = await crowd.judge();
    await pause(1000);
    const unheard = simulator.messagesTo("unheard").length;
    return [
      saw(`webhook off: ${off}, the next event ${delivery?.outcome}`, off && delivery?.outcome === "dropped"),
      saw(`/readyz ${ready}, the operator ${told ? "told" : "not told"} by Zalo message`, ready === 200 && told),
      saw(`${unheard} answers to what came meanwhile`, unheard === 0),
      ...seen,
    ];
  },
};
