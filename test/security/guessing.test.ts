// Guessing codes: how many there are, how many may be tried, by one account and by all together.
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { doorCode } from "../../foundation/digest.ts";
import { loadJoining } from "../../knowledge/joining.ts";
import type { Desk } from "../../registry/desk.ts";
import { forgetTries, mayTry } from "../../registry/people/attempts.ts";
import { library } from "../registry/official-reports/made.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(() => store.close());

const START = new Date("2026-11-21T08:00:00+07:00");

/** A desk of an account that tries, so many minutes later, where few tries are allowed. */
async function trying(accountId: string, minutes = 0): Promise<Desk> {
  await store.client.account.upsert({ where: { id: accountId }, create: { id: accountId }, update: {} });
  const joining = { ...library.joining, attempts: { most: 2, mostOverall: 5, minutes: 60 } };
  const actor = { accountId, personId: null, term: null, terms: [], households: [] };
  const now = new Date(START.getTime() + minutes * 60_000);
  return { tx: store.client, store, library: { ...library, joining }, actor, now, today: day("2026-11-21") };
}

it("one account has its tries and no more; many accounts have no more together than all may have; an hour later they go on", async () => {
  const tries = async (account: string, minutes = 0) => mayTry(await trying(account, minutes), "code");
  expect([await tries("a"), await tries("a"), await tries("a")]).toEqual([true, true, false]);
  expect([await tries("b"), await tries("b"), await tries("c"), await tries("c")]).toEqual([true, true, true, false]);
  expect(await tries("d")).toBe(false);
  expect(await mayTry(await trying("d"), "link")).toBe(true);
  await forgetTries(await trying("b"), "code");
  expect(await tries("d")).toBe(true);
  expect(await tries("a", 61)).toBe(true);
});

it("all tries of ten years together open no slip of a whole nation, on average", () => {
  const { attempts } = loadJoining(join(import.meta.dirname, "../../knowledge"));
  const letters = doorCode("x").replace(/-/g, "").length - 1; // the last is a check letter
  const tries = (attempts.mostOverall / attempts.minutes) * 60 * 24 * 365 * 10;
  const slips = 3_000_000;
  expect((tries * slips) / 30 ** letters).toBeLessThan(0.1);
});
