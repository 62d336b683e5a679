// Zalo's own "withdraw" button: what was told in the chat is forgotten here and at Zalo, and that it was is on record.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountMark } from "../../registry/audit.ts";
import { newSession, readSession } from "../../registry/session.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { STORE_KINDS } from "../setup/stores.ts";
import { quiet, say } from "../setup/talk.ts";

describe.each(STORE_KINDS)("a person who withdraws on the %s store", (kind) => {
  let here: Installation;
  beforeAll(async () => {
    here = await startInstallation(kind);
  });
  afterAll(() => here.stop());

  it("is forgotten, here and at Zalo, after a farewell", async () => {
    const { client, seal } = here.store;
    const id = "7000000000000000042";
    await say(here, id, "#consent.yes");
    await say(here, id, "#check-eligibility");
    await say(here, id, "#check-eligibility.area.rural");
    const receipt = { asOf: new Date(), knowledgeVersion: "v", receiptSealed: seal.seal("{}"), createdAt: new Date() };
    await client.decision.create({ data: { code: "2222-2222", accountId: id, ...receipt, expiresAt: new Date(4e12) } });

    const before = here.simulator.messagesTo(id).length;
    const forget = here.simulator.faults.inject({ kind: "slow", ms: 0, path: "/deletefollowerinfo" });
    await here.simulator.person(id).withdraw();
    await here.simulator.waitForMessages(id, before + 1);
    await quiet(here);

    expect(forget.hits).toBe(1);
    const session = await client.session.findUniqueOrThrow({ where: { accountId: id } });
    expect(readSession(JSON.parse(seal.open(session.stateSealed)))).toEqual(newSession("vi"));
    expect(await client.decision.count({ where: { accountId: id } })).toBe(0);
    expect(await client.consent.findFirst({ where: { accountId: id }, orderBy: { id: "desc" } })).toMatchObject({
      given: false,
    });
    const account = await client.account.findUniqueOrThrow({ where: { id } });
    expect(account.erasedAt).not.toBeNull();
    const audited = await client.auditEntry.findMany({
      where: { subject: accountMark(here.store, id) },
      orderBy: { id: "asc" },
    });
    expect(audited.map(({ action }) => action)).toEqual(["consent_given", "consent_withdrawn", "data_erased"]);
    const words = await client.$queryRaw<unknown[]>`
      SELECT id FROM inbound_event WHERE event_sealed IS NOT NULL UNION SELECT id FROM outbound_message WHERE body_sealed IS NOT NULL`;
    expect(words).toEqual([]);
  });
});
