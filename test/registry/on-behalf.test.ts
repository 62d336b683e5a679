// An answer lent to a relative, on both stores: a Kinh member is no ethnic minority, and one of a minority is not taken for Kinh.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { lendAnswer } from "../../registry/links/on-behalf.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const library = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const NOW = new Date("2026-11-23T09:00:00+07:00");

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let place: Commune;
  beforeAll(async () => {
    store = await openStore(kind);
    const child = (ethnicity: string) => ({
      name: "Cháu Bé",
      birth: "2010-05-01",
      ethnicity,
      facts: { schooling: true, level: "college" },
    });
    place = await commune(store, {
      households: [
        { head: "Nguyễn Văn Tám", members: [child("kinh")], linked: ["kinh"] },
        { head: "Hoàng Văn Páo", members: [child("hmong")], linked: ["hmong"] },
      ],
    });
  });
  afterAll(() => store.close());

  async function lent(account: string, head: string): Promise<string[]> {
    const householdId = place.households.get(head)!;
    const asks = { accountId: "relative", householdId, kind: "representative", state: "asked", method: "asked" };
    await store.client.account.upsert({ where: { id: "relative" }, create: { id: "relative" }, update: {} });
    const { id } = await store.client.householdLink.create({ data: { ...asks, at: NOW } });
    const actor = { accountId: account, personId: null, term: null, terms: [], households: [householdId] };
    const done = await store.client.$transaction((tx) =>
      lendAnswer({ tx, store, library, actor, now: NOW, today: day("2026-11-23") }, id, true),
    );
    return "ok" in done ? done.rights.map(({ vi }) => vi) : [];
  }

  it("names the rights of an ethnic minority to those alone who are of one", async () => {
    const [kinh, hmong] = [await lent("kinh", "Nguyễn Văn Tám"), await lent("hmong", "Hoàng Văn Páo")];
    const ofMinority = "Miễn học phí sinh viên dân tộc thiểu số hộ nghèo, cận nghèo";
    expect(kinh).toContain("Tiền điện cho hộ nghèo");
    expect(kinh).not.toContain(ofMinority);
    expect(hmong).toEqual(expect.arrayContaining([...kinh, ofMinority]));
  });
});
