// Whatever is typed into an address or a form of the officers' pages: an answer, never a fault, and nothing that a browser would run.
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "../../console/page.ts";
import { PAGES } from "../../console/pages.ts";
import { loadRoles } from "../../knowledge/roles.ts";
import { buildWorld, type Corner } from "../registry/rights/world.ts";
import { addressIn, type Visitor, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

/** One of each kind: letters that the store does not take, numbers no column holds, markup, other languages, other folders, too long. */
const HOSTILE = [
  `\u0000\u001b[31m\r\nSet-Cookie: x=y"><script>alert(1)</script><img src=x onerror=alert(1)>'; DROP TABLE household; -- {{days}} $t(menu:title) ../../../etc/passwd %00 \\`,
  "99999999999999999999999",
  "__proto__",
  "-1",
  "\u202Eậ".repeat(3000),
];

const LEVELS = ["village", "commune", "province", "nation"];

let here: Installation;
let corner: Corner;
const visitors: { may: readonly string[]; me: Visitor }[] = [];
beforeAll(async () => {
  here = await startInstallation("embedded", { LOG_LEVEL: "error" });
  [corner] = (await buildWorld(here.store, () => 1)) as [Corner];
  const roles = loadRoles(join(import.meta.dirname, "../../knowledge"));
  const bySize = [...roles.values()].sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  for (const { id, level, operations } of bySize) {
    const unitCode = {
      village: corner.villageCode,
      commune: corner.communeCode,
      province: corner.provinceCode,
      nation: "VN",
    }[level];
    const terms = { create: { role: id, unitCode, from: new Date("2026-01-01") } };
    const person = await here.store.client.person.create({
      data: { nameSealed: here.store.seal.seal("Lê Thị Thử"), terms },
    });
    visitors.push({ may: operations, me: await visitor(here, person.id) });
  }
});
afterAll(() => here.stop());

/** Names of fields and of what a query holds, on any page. */
const FIELDS =
  "q unit village number id person role period report stage reason text name mark on other field from until before class state household decision kind day list-report list-unit list-period language note trial place track case attended agreed minutes held-on posted-on signed-on";

/** The first visitor whose role may come to a page; those of the smallest units were signed in first. */
const whoMay = ({ operation }: Page) => visitors.find(({ may }) => operation === null || may.includes(operation))!.me;

const all = (value: string) => new URLSearchParams(FIELDS.split(" ").map((name) => [name, value]));

it.each(PAGES.map((page) => [page.path, page] as const))("%s", async (path, page) => {
  const me = whoMay(page);
  const own = addressIn(path, corner);
  for (const [at, value] of HOSTILE.entries()) {
    const named = path.replace(/:\w+/g, encodeURIComponent(value.slice(0, 300)));
    const seen = [await me.get(named === path ? `${path}?${all(value.slice(0, 100))}` : named)];
    for (const form of Object.keys(page.forms ?? {}))
      if (at < 2 && form !== "sign-out") seen.push(await me.post(own, form, Object.fromEntries(all(value))));
    for (const { status, text, headers } of seen) {
      expect([value.slice(0, 20), status]).toEqual([
        value.slice(0, 20),
        expect.toSatisfy((code: number) => code < 500),
      ]);
      expect(text).not.toMatch(/<script>alert|<img src=x/);
      expect(String(headers.get("set-cookie"))).not.toContain("x=y");
    }
  }
});
