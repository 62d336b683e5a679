// Announcements to linked households: who is meant, what it would cost, two people, nothing at night, nothing twice.
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { sendAnnouncements } from "../../handlers/send-announcements.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import type { Audience } from "../../registry/announcements/audience.ts";
import { decideAnnouncement } from "../../registry/announcements/decide.ts";
import { draftAnnouncement, previewAnnouncement } from "../../registry/announcements/draft.ts";
import { readAnnouncement } from "../../registry/announcements/read.ts";
import type { Desk } from "../../registry/desk.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const library = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const MORNING = new Date("2026-11-20T09:00:00+07:00");
const EVENING = new Date("2026-11-20T21:00:00+07:00");
const EVERYBODY: Audience = { classes: [], policy: null };
const TEXT = "Mời bà con đến nhà văn hóa lúc 19 giờ để nghe về vốn vay.";

describe.each(STORE_KINDS)("an announcement on the %s store", (kind) => {
  let store: OpenStore;
  let here: Commune;
  beforeEach(async () => {
    store = await openStore(kind);
    here = await commune(store, {
      people: { officer: "commune-officer", leader: "commune-leader", head: "village-head@Thôn An Lạc" },
      households: [
        { head: "Trần Văn Mạnh", linked: ["manh", "con manh"] },
        { head: "Lê Thị Na", status: "near_poor", linked: ["na"] },
        { head: "Vũ Đình Tư", village: "Thôn Đông Phong", linked: ["tu"] },
        { head: "Bùi Thị Xa" },
      ],
    });
    await store.client.account.updateMany({
      where: { id: { in: ["manh", "na"] } },
      data: { lastInteractionAt: MORNING },
    });
  });
  afterEach(() => store.close());

  /** Somebody's desk in the role held here. */
  function deskOf(account: string, role: string, unit: string, now = MORNING): Desk {
    const term = { role, unit, until: null };
    const actor = {
      accountId: account,
      personId: here.people.get(account) ?? null,
      term,
      terms: [term],
      households: [],
    };
    return { tx: store.client, store, library, actor, now, today: day("2026-11-20") };
  }
  const officer = () => deskOf("officer", "commune-officer", here.code);
  const leader = () => deskOf("leader", "commune-leader", here.code);
  const wording = (audience: Audience = EVERYBODY, unitCode = here.code) => ({ unitCode, audience, text: TEXT });

  async function drafted(audience = EVERYBODY): Promise<number> {
    const outcome = await draftAnnouncement(officer(), wording(audience));
    if (!("ok" in outcome)) throw new Error(outcome.refused);
    return outcome.number;
  }
  const sent = async (now = MORNING) =>
    (await sendAnnouncements.run({ ...officer(), now })).map(({ accountId }) => accountId);

  it("counts who is meant, by unit, class and right, and what Zalo would take", async () => {
    const counted = async (audience: Audience, unitCode = here.code) => {
      const outcome = await previewAnnouncement(officer(), wording(audience, unitCode));
      return "ok" in outcome ? outcome.preview : outcome.refused;
    };
    expect(await counted(EVERYBODY)).toEqual({
      messages: 4,
      optedOut: 0,
      billed: 2,
      dong: 2 * library.service.billing.dongEach,
    });
    expect(await counted({ classes: ["near_poor"], policy: null })).toMatchObject({ messages: 1, billed: 0 });
    expect(await counted(EVERYBODY, here.villages.get("Thôn Đông Phong"))).toMatchObject({ messages: 1 });
    expect(await counted({ classes: [], policy: "bhyt-poor" })).toMatchObject({ messages: 3 });
    expect(await counted({ classes: ["other"], policy: null })).toBe("nobody");
    expect(await counted({ classes: [], policy: "no-such-policy" })).toBe("unknown-policy");
    expect(await counted(EVERYBODY, "99999")).toBe("unknown-unit");
  });

  it("goes out only after a second person's yes, with how to stop such messages", async () => {
    const number = await drafted();
    expect(await sent()).toEqual([]);
    expect(await decideAnnouncement(officer(), number, true)).toEqual({ refused: "unknown" });
    expect(await decideAnnouncement(leader(), number, true)).toEqual({ ok: true });
    expect(await decideAnnouncement(leader(), number, false)).toEqual({ refused: "decided" });
    expect(await sent()).toEqual(["con manh", "manh", "na", "tu"]);
    expect(await sent()).toEqual([]);
    expect((await readAnnouncement(leader(), number))?.announcement.state).toBe("sent");
  });

  it("waits for the morning", async () => {
    await decideAnnouncement(leader(), await drafted(), true);
    expect(await sent(EVENING)).toEqual([]);
    expect(await sent()).toHaveLength(4);
  });

  it("leaves out whoever said that nothing is to be sent, before the draft or after it", async () => {
    const refuse = (accountId: string, given = false) =>
      store.client.consent.create({ data: { accountId, purpose: "notices", textVersion: "1", given, at: MORNING } });
    await refuse("na");
    const number = await drafted();
    await decideAnnouncement(leader(), number, true);
    await refuse("tu");
    await refuse("manh");
    await refuse("manh", true); // changed the mind
    expect(await sent()).toEqual(["con manh", "manh"]);
    expect((await readAnnouncement(officer(), number))?.results).toMatchObject({ optedOut: 2, waiting: 0 });
  });

  it("is refused twice within the hours, empty, too long, by a village head, and by its own author", async () => {
    const number = await drafted();
    expect(await draftAnnouncement(officer(), wording())).toEqual({ refused: "same-again" });
    expect(await draftAnnouncement(officer(), { ...wording(), text: "  " })).toEqual({ refused: "empty" });
    const long = "a".repeat(library.service.announcements.longest + 1);
    expect(await draftAnnouncement(officer(), { ...wording(), text: long })).toEqual({ refused: "too-long" });
    const village = here.villages.get("Thôn An Lạc")!;
    const head = deskOf("head", "village-head", village);
    expect(await draftAnnouncement(head, wording(EVERYBODY, village))).toEqual({ refused: "unknown-unit" });
    const both = { ...leader(), actor: { ...leader().actor, personId: here.people.get("officer")! } };
    expect(await decideAnnouncement(both, number, true)).toEqual({ refused: "own" });
    const later = {
      ...officer(),
      now: new Date(MORNING.getTime() + library.service.announcements.sameHours * 3_600_000),
    };
    expect(await draftAnnouncement(later, wording())).toMatchObject({ ok: true });
  });
});
