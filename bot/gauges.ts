// How the machine stands, as gauges (GET /metrics): read from the store at each look, so that every process tells the same. What is not
// known is NaN, which no alert takes for a figure.
import { Gauge, type Registry } from "prom-client";
import type { Condition } from "../knowledge/operations.ts";
import type { FullState } from "../registry/operations/state.ts";

/** The gauges of one process, and how they are set. */
export function machineGauges(registry: Registry) {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `ansinh_${name}`, help, labelNames, registers: [registry] });
  const up = gauge("store_up", "1 when the store answered this look");
  const inbox = gauge("inbox_events", "events waiting or dead", "state");
  const inboxOldest = gauge("inbox_oldest_seconds", "age of the oldest event not answered yet");
  const outbox = gauge("outbox_messages", "messages waiting, held or dead", "state");
  const outboxOldest = gauge("outbox_oldest_seconds", "age of the oldest message not sent yet");
  const twice = gauge("outbox_maybe_twice", "messages that a person may have received twice");
  const dead = gauge("dead_letters", "events and messages that were given up and can be put back in line");
  const lastEvent = gauge("last_event_timestamp_seconds", "when the last event of Zalo came");
  const tokenRenewed = gauge("token_renewed_timestamp_seconds", "when the token was last renewed");
  const tokenEnds = gauge("token_ends_timestamp_seconds", "when the token ends unless it is renewed");
  const needed = gauge("token_operator_needed", "1 when only a person can give a new token");
  const quota = gauge("quota_messages", "the account's package as Zalo told it", "kind");
  const disk = gauge("disk_bytes", "the fullest disk of all machines that hold files", "kind");
  const backup = gauge(
    "backup_timestamp_seconds",
    "when the last backup was made, or since when this installation is known",
  );
  const alert = gauge("alert", "1 when an operator is needed for this (knowledge/process/operations.yaml)", "name");

  const seconds = (at: Date | null | undefined) => (at ? at.getTime() / 1000 : Number.NaN);
  return {
    /** @param state null: the store does not answer; the figures of the last look stay */
    show(state: FullState | null, conditions: readonly Condition[], now: Date): void {
      up.set(state === null ? 0 : 1);
      if (state === null) return;
      const age = (since: Date | null) => (since === null ? 0 : (now.getTime() - since.getTime()) / 1000);
      inbox.set({ state: "waiting" }, state.inbox.waiting);
      inbox.set({ state: "dead" }, state.inbox.dead);
      inboxOldest.set(age(state.inbox.oldestWaiting));
      for (const one of ["waiting", "held", "dead"] as const) outbox.set({ state: one }, state.outbox[one]);
      outboxOldest.set(age(state.outbox.oldestWaiting));
      twice.set(state.outbox.maybeTwice);
      dead.set(state.deadLetters);
      lastEvent.set(seconds(state.lastEvent));
      tokenRenewed.set(seconds(state.tokens[0]?.updatedAt));
      tokenEnds.set(seconds(state.token?.endsAt));
      needed.set(state.token === null ? Number.NaN : Number(state.token.operatorNeeded));
      quota.set({ kind: "left" }, state.quota?.left ?? Number.NaN);
      quota.set({ kind: "total" }, state.quota?.total ?? Number.NaN);
      disk.set({ kind: "free" }, state.disk?.freeBytes ?? Number.NaN);
      disk.set({ kind: "total" }, state.disk?.totalBytes ?? Number.NaN);
      backup.set(seconds(state.backup));
      for (const { name, holds } of conditions) alert.set({ name }, Number(holds ?? Number.NaN));
    },
  };
}
