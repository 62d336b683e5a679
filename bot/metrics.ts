// What the machine counts, for operators (GET /metrics). No label ever carries anything of a person.
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { machineGauges } from "./gauges.ts";

export type Metrics = ReturnType<typeof createMetrics>;

/** The counters of one process; memory, processor time and event-loop delay of the process are among them. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    machine: machineGauges(registry),
    webhook: new Counter({
      name: "ansinh_webhook_total",
      help: "webhook requests by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: "ansinh_webhook_seconds",
      help: "from the request to its answer: the acknowledgement that Zalo waits two seconds for",
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers,
    }),
    redelivered: new Counter({
      name: "ansinh_webhook_redelivered_total",
      help: "events that Zalo sent again",
      registers,
    }),
    turns: new Counter({
      name: "ansinh_turns_total",
      help: "events handled, by handler",
      labelNames: ["handler"],
      registers,
    }),
    turnFaults: new Counter({
      name: "ansinh_turn_faults_total",
      help: "events whose handling failed",
      labelNames: ["dead"],
      registers,
    }),
    intents: new Counter({
      name: "ansinh_intents_total",
      help: "written messages by what was understood: acted on, asked back, handed over",
      labelNames: ["intent", "decision"],
      registers,
    }),
    unanswered: new Counter({
      name: "ansinh_unanswered_total",
      help: "written messages that nothing but the fallback answered",
      registers,
    }),
    deliveries: new Counter({
      name: "ansinh_deliveries_total",
      help: "messages by what became of them",
      labelNames: ["outcome"],
      registers,
    }),
    schedules: new Counter({
      name: "ansinh_schedule_runs_total",
      help: "runs of what happens on time, by name and outcome",
      labelNames: ["schedule", "outcome"],
      registers,
    }),
    answerSeconds: new Histogram({
      name: "ansinh_answer_seconds",
      help: "from receiving an event to storing its answer",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60],
      registers,
    }),
  };
}
