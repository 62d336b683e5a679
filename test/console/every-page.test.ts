// Deny by default: every page as every role, every form with the ids of somebody else's commune. What one may not do is refused the
// same way as what is not there; nothing breaks, and nothing of the other commune is shown or changed.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "../../console/page.ts";
import { PAGES } from "../../console/pages.ts";
import { switches } from "../../console/switches.ts";
import { loadRoles, type Role } from "../../knowledge/roles.ts";
import { buildWorld, type Corner } from "../registry/rights/world.ts";
import { addressIn, type Visitor, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

const roles = loadRoles(join(import.meta.dirname, "../../knowledge"));

let here: Installation;
let other: Corner;
let stranger: string;
/** What there was of the other commune before anybody tried. */
let kept: unknown;
let fields: Record<string, string>;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  here = await startInstallation();
  const corners = await buildWorld(here.store, () => 1);
  other = corners[4]!;
  for (const role of roles.values())
    visitors.set(role.id, await visitor(here, await person(role.id, unitOf(role, corners[0]!))));
  stranger = await person("village-head", other.villageCode);
  await visitor(here, stranger);
  await here.store.client.invitation.create({
    data: { codeHash: "5a".repeat(32), role: "village-head", unitCode: other.villageCode, expiresAt: TOMORROW },
  });
  kept = await keptOfOthers();
  fields = await tampered();
});
afterAll(() => here.stop());

const TOMORROW = new Date(Date.now() + 86_400_000);

function unitOf({ level }: Role, { villageCode, communeCode, provinceCode }: Corner): string {
  return { village: villageCode, commune: communeCode, province: provinceCode, nation: "VN" }[level];
}

async function person(role: string, unitCode: string): Promise<string> {
  const { client, seal } = here.store;
  const terms = { create: { role, unitCode, from: new Date("2026-01-01") } };
  return (await client.person.create({ data: { nameSealed: seal.seal("Lê Thị Thử"), terms } })).id;
}

const addressOf = ({ path }: Page) => addressIn(path, other);

/** Every field of every form, pointing into the other commune. */
async function tampered(): Promise<Record<string, string>> {
  const session = await here.store.client.consoleSession.findFirstOrThrow({ where: { personId: stranger } });
  const { householdId, report, villageCode, head } = other;
  return {
    ...{
      person: stranger,
      role: "village-head",
      unit: villageCode,
      village: villageCode,
      mark: "invitation:5a5a5a5a5a5a5a5a",
    },
    ...{
      id: session.id,
      number: String(report),
      household: householdId,
      ...{ track: "periodic", case: other.caseId },
      q: head,
      name: "Lê Văn Lạ",
      text: "x",
      reason: "x",
    },
  };
}

/** Everything of the other commune that a form could touch. */
async function keptOfOthers(): Promise<unknown> {
  const { client } = here.store;
  const { communeCode, villageCode } = other;
  const terms = await client.roleTerm.findMany({ where: { unitCode: villageCode } });
  const invitations = await client.invitation.findMany({ where: { unitCode: villageCode } });
  const sessions = await client.consoleSession.findMany({ where: { personId: stranger } });
  const reports = await client.changeReport.findMany({ where: { communeCode } });
  const complaints = await client.complaint.findMany({ where: { communeCode } });
  const requests = await client.officerRequest.findMany({ where: { communeCode } });
  const announcements = await client.announcement.findMany({ where: { unitCode: { in: [communeCode, villageCode] } } });
  const rounds = await client.reviewRound.findMany({ where: { communeCode }, include: { steps: true, cases: true } });
  return { terms, invitations, sessions, reports, complaints, requests, announcements, rounds };
}

describe.each([...roles.values()])("as $id", ({ id, operations }) => {
  const may = ({ operation }: Page) => operation === null || operations.includes(operation);

  it.each(PAGES)("$path", async (page) => {
    const { status, text } = await visitors.get(id)!.get(addressOf(page));
    const statuses = !may(page) ? [404] : page.path.includes(":") ? [200, 403, 404] : [200];
    expect(statuses).toContain(status);
    expect(text).not.toContain(other.head);
    expect(text).not.toContain(other.villageCode);
  });

  it.each(
    [switches, ...PAGES].flatMap((page) =>
      Object.keys(page.forms ?? {}).map((form) => ({ page, form, path: page.path })),
    ),
  )("$path $form", async ({ page, form }) => {
    if (form === "sign-out") return expect(page).toBe(switches);
    const me = visitors.get(id)!;
    const forged = await me.post(addressOf(page), form, { ...fields, csrf: "forged" });
    expect([form, forged.status]).toEqual([form, 403]);
    const sent = await me.post(addressOf(page), form, fields);
    expect(may(page) ? [200, 303, 403, 404, 409] : [404]).toContain(sent.status);
    expect(await keptOfOthers()).toEqual(kept);
  });
});

it("whoever is not signed in sees no page, and is told how to come in", async () => {
  for (const page of PAGES) {
    const answer = await fetch(`${here.url}/console${addressOf(page)}`);
    expect([page.path, answer.status]).toEqual([page.path, 401]);
    expect(await answer.text()).toContain("đăng nhập");
    for (const form of Object.keys(page.forms ?? {}))
      expect((await fetch(`${here.url}/console${addressOf(page)}/${form}`, { method: "POST" })).status).toBe(401);
  }
});

it("a page that is not there is refused with the frame around it", async () => {
  const { status, text } = await visitors.get("commune-officer")!.get("/no-such-page");
  expect([status, text.includes('aria-current="page"'), text.includes("<nav")]).toEqual([404, false, true]);
});
