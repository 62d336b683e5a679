// Zalo's copy of a message settles it only when it is a copy of that message: one that comes late must not swallow the next.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoesOf, type Letter } from "../../bot/letter.ts";
import { addMessages, claimMessages, noteEcho, recordDeliveries } from "../../registry/outbox.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const NOW = new Date("2026-11-21T09:00:00+07:00");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe.each(STORE_KINDS)("the echo of a message on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
  });
  afterAll(() => store.close());

  it("that was sent twice does not settle the next one, whose sending was cut off", async () => {
    const accountId = "twice";
    await store.client.account.create({ data: { id: accountId } });
    await addMessages(store.client, store, [letter(accountId, "Thứ nhất."), letter(accountId, "Thứ hai.")], NOW);
    const first = await claim(0);
    // The process died; the copy "a" of the first sending is lost on its way, so it is sent again as "b".
    const again = await claim(40);
    expect(again).toMatchObject({ id: first.id, echoedAs: null });
    await recordDeliveries(store, [{ id: again.id, state: "sent", zaloId: "b" }], later(41));
    const second = await claim(42);
    expect(await echo(accountId, "a", "Thứ nhất.")).toBe(false);
    expect(await claim(80)).toMatchObject({ id: second.id, echoedAs: null });
  });

  it("settles it when the answer was lost, and only it", async () => {
    const accountId = "settled";
    await store.client.account.create({ data: { id: accountId } });
    await addMessages(store.client, store, [letter(accountId, "Chào bác."), letter(accountId, "Còn đây.")], NOW);
    await claim(0);
    expect(await echo(accountId, "c", "Chào  bác.\n")).toBe(true);
    const settled = await claim(40);
    expect(settled.echoedAs).toBe("c");
    await recordDeliveries(store, [{ id: settled.id, state: "sent", zaloId: "c" }], later(41));
    await claim(42);
    expect(await echo(accountId, "c", "Còn đây.")).toBe(false);
  });

  it("is not waited for where the sender itself is still at it: its message is not claimed again", async () => {
    const accountId = "slept";
    await store.client.account.create({ data: { id: accountId } });
    await addMessages(store.client, store, [letter(accountId, "Thứ nhất."), letter(accountId, "Thứ hai.")], NOW);
    const claimOwn = async (second: number, sending: readonly bigint[]) => {
      const all = { limit: 10, now: later(second), leaseUntil: later(second + 30), sending };
      return (await claimMessages(store, all)).filter((one) => one.accountId === accountId);
    };
    const [first] = await claimOwn(0, []);
    expect(await claimOwn(3600, [first!.id])).toEqual([]);
    expect(await claimOwn(3600, [])).toMatchObject([{ id: first!.id, attempts: 2 }]); // by another process
  });

  async function claim(second: number) {
    const [claimed] = await claimMessages(store, { limit: 1, now: later(second), leaseUntil: later(second + 30) });
    return claimed!;
  }

  function echo(accountId: string, zaloId: string, copy: string): Promise<boolean> {
    return noteEcho(store, { accountId, zaloId, isOf: (body) => echoesOf(body as Letter, copy) }, NOW);
  }
});

function letter(accountId: string, text: string) {
  const body: Letter = { call: "message", messages: [{ text }], plain: null, taken: [] };
  return { accountId, inReplyTo: null, body };
}
