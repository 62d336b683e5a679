// Whose code opens a role: an operator's always, a person's while that person may still give the role there.
import { join as path } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, type Day, day } from "../../../foundation/day.ts";
import { loadLibrary } from "../../../knowledge/library.ts";
import type { Desk } from "../../../registry/desk.ts";
import { invite, inviteFrom } from "../../../registry/people/invitations.ts";
import { join } from "../../../registry/people/join.ts";
import { endRoles } from "../../../registry/people/leave.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";

const library = loadLibrary(path(import.meta.dirname, "../../../knowledge"));
const TODAY = day("2026-11-23");
const NOW = new Date("2026-11-23T02:00:00Z");

describe.each(STORE_KINDS)("a code on the %s store", (kind) => {
  let store: OpenStore;
  let here: Commune;
  let officer: string;
  beforeAll(async () => {
    store = await openStore(kind);
    here = await commune(store, { people: { An: "commune-officer" } });
    officer = here.people.get("An")!;
  });
  afterAll(() => store.close());

  const forVillage = () => ({
    role: "village-head",
    unitCode: here.villages.get("Thôn An Lạc")!,
    name: "Phạm Văn Sáu",
    personId: null,
    until: null,
  });

  async function codeFrom(): Promise<string> {
    const term = { role: "commune-officer", unit: here.code, until: null };
    const actor = { accountId: "An", personId: officer, term, terms: [term], households: [] };
    const desk = { store, library, actor, now: NOW, today: TODAY };
    const made = await store.client.$transaction((tx) => inviteFrom({ ...desk, tx }, forVillage()));
    return "code" in made ? made.code : "";
  }

  async function takenUp(code: string, today: Day = TODAY): Promise<string> {
    const accountId = `sáu ${code} ${today}`;
    await store.client.account.create({ data: { id: accountId } });
    const actor = { accountId, personId: null, term: null, terms: [], households: [] };
    const desk: Omit<Desk, "tx"> = { store, library, actor, now: NOW, today };
    const joined = await store.client.$transaction((tx) => join({ ...desk, tx }, code));
    return "ok" in joined ? joined.role : joined.refused;
  }

  it("of an officer opens nothing once the officer left, and opens again for one who is back", async () => {
    const [first, second] = [await codeFrom(), await codeFrom()];
    expect(await takenUp(first)).toBe("village-head");
    const leaving = { personId: officer, role: null, unitCode: null, reason: "revoked" as const, today: TODAY };
    await store.client.$transaction((tx) => endRoles(tx, leaving, { actor: "operator", now: NOW }));
    expect(await takenUp(second)).toBe("inviter-left");
    expect(await takenUp(first, addDays(TODAY, 1))).toBe("invalid"); // used before: nothing more is told
    await store.client.roleTerm.create({
      data: { personId: officer, role: "reviewer", unitCode: forVillage().unitCode, from: new Date(TODAY) },
    });
    expect(await takenUp(second, addDays(TODAY, 1))).toBe("inviter-left"); // a reviewer invites nobody
    const from = new Date(addDays(TODAY, 2));
    await store.client.roleTerm.create({
      data: { personId: officer, role: "commune-leader", unitCode: here.code, from },
    });
    expect(await takenUp(second, addDays(TODAY, 3))).toBe("village-head");
  });

  it("of an operator stands", async () => {
    const by = { actor: "operator", now: NOW };
    const made = await store.client.$transaction((tx) => invite(tx, store, library, forVillage(), by));
    expect(await takenUp("code" in made ? made.code : "")).toBe("village-head");
  });
});
