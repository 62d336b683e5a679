// The pages as officers have them: in Chromium, at a desk and on a phone, signed in by the link that the chat gave. Every page of the
// table is looked at by a role that may see it; pictures are left in test/output/console/.
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGES } from "../../console/pages.ts";
import { loadRoles, type Operation } from "../../knowledge/roles.ts";
import { STEPS } from "../../knowledge/schema/workflow.ts";
import { buildWorld, type Corner } from "../registry/rights/world.ts";
import { fitsTheScreen, startBrowser } from "../setup/browser.ts";
import { addressIn, barriers, pageOf, SCREENS, signedInPage } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { say } from "../setup/talk.ts";

const LOOKING = ["commune-officer", "commune-leader", "auditor", "operator"];
const roles = loadRoles(`${import.meta.dirname}/../../knowledge`);

let browser: Browser;
let here: Installation;
let corner: Corner;
const people = new Map<string, string>();

beforeAll(async () => {
  browser = await startBrowser();
  here = await startInstallation();
  corner = (await buildWorld(here.store, () => 3))[0]!;
  const units = {
    village: corner.villageCode,
    commune: corner.communeCode,
    province: corner.provinceCode,
    nation: "VN",
  };
  for (const role of LOOKING) {
    const terms = { create: { role, unitCode: units[roles.get(role)!.level], from: new Date("2026-01-01") } };
    const nameSealed = here.store.seal.seal("Lê Thị Hoa");
    people.set(role, (await here.store.client.person.create({ data: { nameSealed, terms } })).id);
  }
  await here.store.client.account.create({ data: { id: "officer", personId: people.get("commune-officer")! } });
});
afterAll(async () => {
  await browser.close();
  await here.stop();
});

const maySee = (role: string, operation: Operation | null) =>
  operation === null || roles.get(role)!.operations.includes(operation);

/** Pages whose addresses lead somewhere in this world: pictures of evidence there are none. */
const shown = PAGES.filter(({ path }) => !path.includes("evidence") && !path.startsWith("/charts"));

describe.each(SCREENS)("on a %s", (name, screen) => {
  it("an officer comes in by the link from the chat, once", async () => {
    const [answer] = await say(here, "officer", "đăng nhập");
    const link = /http\S+/.exec(answer!.text)![0];
    const page = await signedInPage(browser, link, screen);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Việc hôm nay");
    expect(await page.getByRole("row").count()).toBeGreaterThan(3);
    await page.goto(link);
    await page.getByRole("button").click();
    await page.getByText("đã dùng").waitFor();
    await page.close();
  });

  it.each(LOOKING)(
    "the pages of a %s have no barrier and fit the screen",
    async (role) => {
      const page = await pageOf(browser, here, people.get(role)!, screen);
      const complaints = complaintsOf(page);
      const found: Record<string, unknown> = {};
      for (const { path, operation } of shown) {
        if (role !== LOOKING.find((one) => maySee(one, operation))) continue; // each page once on each screen
        const answer = await page.goto(`${here.url}/console${addressIn(path, corner)}`);
        const file = `${role}-${path.replace(/\W+/g, "-")}`.replace(/-+$/, "");
        await page.screenshot({ path: `test/output/console/${name}-${file}.png`, fullPage: true });
        found[path] = [answer?.status(), await fitsTheScreen(page), await barriers(page)];
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, [200, true, []]])));
      expect(complaints).toEqual([]);
      await page.close();
    },
    180_000,
  );

  it.each([
    ["list", "commune-officer"],
    ["meeting", "commune-officer"],
    ["posting", "commune-officer"],
    ["recheck", "commune-officer"],
    ["decision", "commune-leader"],
  ] as const)("the form of a %s of a review has no barrier and fits the screen", async (step, role) => {
    await atStep(step);
    const page = await pageOf(browser, here, people.get(role)!, screen);
    await page.goto(
      `${here.url}/console${addressIn("/rounds/:round/:village", corner)}?name=${encodeURIComponent(corner.head)}`,
    );
    expect(await page.locator("main form button").count()).toBeGreaterThan(0);
    await page.screenshot({ path: `test/output/console/${name}-round-${step}.png`, fullPage: true });
    expect([await fitsTheScreen(page), await barriers(page)]).toEqual([true, []]);
    await page.close();
  });

  it("the keyboard alone reaches the content and the menu", async () => {
    const page = await pageOf(browser, here, people.get("commune-officer")!, screen);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("href")).toBe("#content");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("content");
    await page.close();
  });
});

/** The village of the corner with all steps done before this one, and its households as they are then. */
async function atStep(step: (typeof STEPS)[number]): Promise<void> {
  const { client } = here.store;
  const { roundId, villageCode } = corner;
  await client.reviewStep.deleteMany({ where: { roundId, villageCode } });
  const done = STEPS.slice(0, STEPS.indexOf(step));
  const data = STEPS.map((one) => ({
    ...{ roundId, villageCode, step: one, detail: {}, dueOn: new Date("2026-11-25") },
    doneOn: done.includes(one) ? new Date("2026-11-20") : null,
  }));
  await client.reviewStep.createMany({ data });
  await client.reviewCase.updateMany({ where: { roundId, villageCode }, data: { state: "posted", proposed: "poor" } });
}

/** What the page complains of: faults, and whatever its policy refused. */
function complaintsOf(page: Tab): string[] {
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  page.on("pageerror", (fault) => complaints.push(String(fault)));
  return complaints;
}
