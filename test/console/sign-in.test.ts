// The way in to the officers' pages, and out again.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commune, commune } from "../setup/commune.ts";
import { signInLink, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

let here: Installation;
let place: Commune;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, { people: { officer: "commune-officer", head: "village-head@Thôn An Lạc" } });
});
afterAll(() => here.stop());

const officer = () => place.people.get("officer")!;

it("a link shows a button, works once, and then tells how to get a new one", async () => {
  const link = await signInLink(here, officer());
  for (const _ of ["preview", "person"]) expect((await fetch(link)).status).toBe(200);
  const entered = await fetch(link, { method: "POST", redirect: "manual" });
  expect([entered.status, entered.headers.get("location")]).toEqual([303, "/console"]);
  expect(entered.headers.get("set-cookie")).toMatch(
    /^an-sinh-console=[\w-]{32}; Path=\/console; HttpOnly; SameSite=Lax$/,
  );
  const replayed = await fetch(link, { method: "POST", redirect: "manual" });
  expect([replayed.status, replayed.headers.get("set-cookie")]).toEqual([410, null]);
  expect(await replayed.text()).toContain("đăng nhập");
});

it("shows today, says who is in, and lets out", async () => {
  const me = await visitor(here, officer());
  const first = await me.get("/");
  expect(first.status).toBe(200);
  expect(first.text).toContain("Chào officer.");
  expect(first.headers.get("cache-control")).toBe("no-store");
  expect(first.headers.get("content-security-policy")).not.toContain("unsafe");
  expect((await me.post("/", "/sign-out")).status).toBe(303);
  expect((await me.get("/")).status).toBe(401);
});
