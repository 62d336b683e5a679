// News of the simulator for whoever watches: the chat page (over SSE) and tests that wait for an answer.
import type { ChatMessage, Person } from "./world.ts";

/** One change somebody watching may want to show. */
export type Change =
  | { kind: "message"; message: ChatMessage }
  | { kind: "message-changed"; message: ChatMessage }
  | { kind: "person"; person: Person }
  | { kind: "faults" }
  | { kind: "webhook" };

/** A list of watchers. `watch` returns the way to stop watching. */
export interface Feed {
  publish(change: Change): void;
  watch(watcher: (change: Change) => void): () => void;
}

/** A feed nobody watches yet. */
export function createFeed(): Feed {
  const watchers = new Set<(change: Change) => void>();
  return {
    publish(change) {
      for (const watcher of watchers) watcher(change);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
