// However many events were handled, finding the next one looks at a few pages.
import { describe, expect, it } from "vitest";
import { tidyRoad } from "../../registry/tidy.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

describe.each(STORE_KINDS)("the queue on the %s store", (kind) => {
  it("is short again once what was handled is cleared away", async () => {
    const store = await openStore(kind);
    await store.client.$executeRaw`
      INSERT INTO inbound_event (dedup_key, event_name, account_id, occurred_at, received_at, ready_at)
      SELECT n, 'user_send_text', 'somebody', now(), now(), now() FROM generate_series(1, 20000) n`;
    await store.client.$executeRaw`UPDATE inbound_event SET state = 'done', done_at = now() WHERE id < 20000`;
    await pagesOfNext(store);
    expect(await pagesOfNext(store)).toBeGreaterThan(30);
    await tidyRoad(store);
    expect(await pagesOfNext(store)).toBeLessThan(10);
    await store.close();
  });
});

async function pagesOfNext({ client }: OpenStore): Promise<number> {
  const [row] = await client.$queryRaw<
    { "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }] }[]
  >`
    EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT id FROM inbound_event WHERE state = 'waiting' ORDER BY id LIMIT 1`;
  const { Plan } = row!["QUERY PLAN"][0];
  return Plan["Shared Hit Blocks"] + Plan["Shared Read Blocks"];
}
