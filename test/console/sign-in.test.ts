// The way in to the officers' pages, how long it lasts, and out again.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commune, commune } from "../setup/commune.ts";
import { signInLink, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

const LONG_AGO = new Date("2026-01-06");

let here: Installation;
let place: Commune;
beforeAll(async () => {
  here = await startInstallation();
  const people = { officer: "commune-officer", leader: "commune-leader", head: "village-head@Thôn An Lạc" };
  place = await commune(here.store, { people });
});
afterAll(() => here.stop());

const person = (account: string) => place.people.get(account)!;
const press = (link: string, headers: Record<string, string> = {}) =>
  fetch(link, { method: "POST", redirect: "manual", headers });

async function noted(action: string, account: string): Promise<number> {
  return here.store.client.auditEntry.count({ where: { action, actor: `person:${person(account)}` } });
}

it("a link shows a button, works once, and then tells how to get a new one", async () => {
  const link = await signInLink(here, person("officer"));
  for (const _ of ["preview", "person"]) expect((await fetch(link)).status).toBe(200);
  const entered = await press(link);
  expect([entered.status, entered.headers.get("location")]).toEqual([303, "/console"]);
  expect(entered.headers.get("set-cookie")).toMatch(
    /^an-sinh-console=[\w-]{32}; Path=\/console; HttpOnly; SameSite=Lax$/,
  );
  expect(await noted("signed_in", "officer")).toBe(1);
  const replayed = await press(link);
  expect([replayed.status, replayed.headers.get("set-cookie")]).toEqual([410, null]);
  expect(await replayed.text()).toContain("đăng nhập");
});

it("a link too old, one before the newest, one made up, and one pressed from another site open nothing", async () => {
  const [before, link] = [await signInLink(here, person("head")), await signInLink(here, person("head"))];
  const foreign = await press(link, { "Sec-Fetch-Site": "cross-site" });
  await here.store.client.signInLink.updateMany({
    where: { personId: person("head"), usedAt: null },
    data: { expiresAt: LONG_AGO },
  });
  const madeUp = `${here.url}/console/sign-in/${"A".repeat(32)}`;
  const statuses = [foreign, await press(link), await press(before), await press(madeUp)].map(({ status }) => status);
  expect([...statuses, await noted("signed_in", "head")]).toEqual([410, 410, 410, 410, 0]);
});

it("shows today, says who is in, and lets out", async () => {
  const me = await visitor(here, person("officer"));
  const first = await me.get("/");
  expect([first.status, first.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(first.text).toContain("Chào officer.");
  expect(first.headers.get("content-security-policy")).not.toContain("unsafe");
  expect((await me.post("/", "/sign-out")).status).toBe(303);
  expect((await me.get("/")).status).toBe(401);
  expect(await noted("signed_out", "officer")).toBe(1);
});

it.each([
  ["its age", { expiresAt: LONG_AGO }],
  ["standing idle", { lastSeenAt: LONG_AGO }],
])("a session ends by %s", async (_, data) => {
  const me = await visitor(here, person("officer"));
  expect((await me.get("/")).status).toBe(200);
  await here.store.client.consoleSession.updateMany({ where: { personId: person("officer") }, data });
  expect((await me.get("/")).status).toBe(401);
});

it("a session is ended from another browser of the same person", async () => {
  const [left, me] = [await visitor(here, person("leader")), await visitor(here, person("leader"))];
  await left.get("/");
  const [id] = await here.store.client.consoleSession.findMany({
    where: { personId: person("leader") },
    orderBy: { createdAt: "asc" },
  });
  const ended = await me.post("/sessions", "end", { id: id!.id });
  expect([ended.status, ended.location]).toEqual([303, "/console/sessions"]);
  expect((await me.get("/sessions")).text).toContain("Đã đăng xuất máy đó");
  expect((await me.get("/sessions")).text).not.toContain("Đã đăng xuất máy đó");
  expect((await left.get("/")).status).toBe(401);
});

it("who holds two roles chooses, in either language, and keeps the choice", async () => {
  const unitCode = place.province;
  const term = { personId: person("leader"), role: "auditor", unitCode, from: new Date("2026-01-06") };
  await here.store.client.roleTerm.create({ data: term });
  const me = await visitor(here, person("leader"));
  expect((await me.get("/people")).status).toBe(200);
  await me.post("/", "/role", { role: `auditor@${unitCode}` });
  await me.post("/", "/language", { language: "en" });
  expect([(await me.get("/people")).status, (await me.get("/audit")).status]).toEqual([404, 200]);
  expect((await me.get("/")).text).toMatch(/<html lang="en">[\s\S]+Today&#39;s work/);
  await me.post("/", "/role", { role: `operator@VN` });
  expect([(await me.get("/system")).status, (await me.get("/audit")).status]).toEqual([404, 200]);
});

it("one whose last role ended is signed out at the next click", async () => {
  const me = await visitor(here, person("head"));
  expect((await me.get("/")).status).toBe(200);
  await here.store.client.roleTerm.updateMany({ where: { personId: person("head") }, data: { to: LONG_AGO } });
  expect((await me.get("/")).status).toBe(401);
  expect(await noted("signed_out", "head")).toBe(1);
  const link = await signInLink(here, person("head"));
  expect((await press(link)).status).toBe(410);
});

it("one address may try only so often", async () => {
  const answers = [];
  for (let count = 0; count < 12; count += 1) answers.push((await press(`${here.url}/console/sign-in/x`)).status);
  expect(answers.at(-1)).toBe(429);
});
