// An officer's signed-in browser behind https: what the cookie is, what the pages allow a browser, and what nobody can plant in it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commune, commune } from "../setup/commune.ts";
import { signInLink } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

let here: Installation;
let place: Commune;
beforeAll(async () => {
  here = await startInstallation("embedded", { PUBLIC_URL: "https://ansinh.example" });
  place = await commune(here.store, { people: { officer: "commune-officer" } });
});
afterAll(() => here.stop());

const PLANTED = "A".repeat(32);

/** Presses a link; `headers` go with it. */
async function press(headers: Record<string, string> = {}): Promise<Response> {
  const link = await signInLink(here, place.people.get("officer")!);
  return fetch(link, { method: "POST", redirect: "manual", headers });
}

const home = (cookie: string) => fetch(`${here.url}/console`, { headers: { cookie } });

it("the cookie belongs to this host alone, travels over https alone, and no script reads it", async () => {
  const cookie = (await press()).headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^__Host-an-sinh-console=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const value = cookie.split(";")[0]!;
  expect((await home(value)).status).toBe(200);
  expect((await home(value.replace("__Host-", ""))).status).toBe(401);
});

it("a cookie planted before signing in is not the one after it", async () => {
  const cookie = (await press({ cookie: `__Host-an-sinh-console=${PLANTED}` })).headers.get("set-cookie") ?? "";
  expect(cookie).not.toContain(PLANTED);
  expect((await home(`__Host-an-sinh-console=${PLANTED}`)).status).toBe(401);
});

it("a form sent from another site does nothing, even with the cookie and the right token", async () => {
  const cookie = (await press()).headers.get("set-cookie")!.split(";")[0]!;
  const csrf = /name="csrf" value="([^"]+)"/.exec(await (await home(cookie)).text())![1]!;
  const send = (headers: Record<string, string>, token: string) =>
    fetch(`${here.url}/console/language`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, ...headers },
      body: new URLSearchParams({ csrf: token, language: "en" }),
    });
  const statuses = [
    await send({ "Sec-Fetch-Site": "cross-site" }, csrf),
    await send({ "Sec-Fetch-Site": "same-site" }, csrf),
    await send({ "HX-Request": "true" }, ""),
    await send({}, csrf.replace(/./, "x")),
    await send({ "Sec-Fetch-Site": "same-origin" }, csrf),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 403, 403, 303]);
});

it("no page may be framed, run what is not ours, tell its address to others or stay in a cache", async () => {
  const cookie = (await press()).headers.get("set-cookie")!.split(";")[0]!;
  const link = await signInLink(here, place.people.get("officer")!);
  for (const { headers } of [await home(cookie), await home(""), await fetch(link)]) {
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("strict-transport-security")).toContain("max-age=");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});
