// What the machine counts, for operators (GET /metrics). No label ever carries anything of a person.
import { Counter, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

/** The counters of one process. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    webhook: new Counter({
      name: "ansinh_webhook_total",
      help: "webhook requests by outcome",
      labelNames: ["outcome"],
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
    deliveries: new Counter({
      name: "ansinh_deliveries_total",
      help: "messages by what became of them",
      labelNames: ["outcome"],
      registers,
    }),
    answerSeconds: new Histogram({
      name: "ansinh_answer_seconds",
      help: "from receiving an event to storing its answer",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60],
      registers,
    }),
    inbox: new Gauge({ name: "ansinh_inbox_events", help: "events waiting or dead", labelNames: ["state"], registers }),
    outbox: new Gauge({
      name: "ansinh_outbox_messages",
      help: "messages waiting, held or dead",
      labelNames: ["state"],
      registers,
    }),
    maybeTwice: new Gauge({
      name: "ansinh_outbox_maybe_twice",
      help: "messages that a person may have received twice",
      registers,
    }),
  };
}
