// The figures and the villages as an officer sees them, at a desk and on a telephone: charts that are shown, figures that are
// right, no barrier, nothing standing out at the side.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fitsTheScreen, startBrowser } from "../setup/browser.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { barriers, SCREENS, signedInPage, signInLink, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

const SHOTS = join(import.meta.dirname, "../output/console");
const CLASSES = ["poor", "near_poor", "avg_living", "other", "other", "other"] as const;

let here: Installation;
let place: Commune;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  here = await startInstallation();
  place = await commune(here.store, {
    villages: ["Thôn An Lạc", "Thôn Đông Phong", "Thôn Quỳnh Gôi Thượng"],
    people: { officer: "commune-officer", province: "province-officer", auditor: "auditor" },
    households: Array.from({ length: 48 }, (_, at) => ({
      head: `Người ${at}`,
      village: ["Thôn An Lạc", "Thôn Đông Phong", "Thôn Quỳnh Gôi Thượng"][at % 7 === 0 ? 2 : at % 2]!,
      status: CLASSES[at % 6]!,
      deprivations: at % 6 === 0 ? ["water", "toilet", "employment"] : at % 6 === 1 ? ["water"] : [],
    })),
  });
  const first = place.households.get("Người 0")!;
  const at = new Date("2026-11-20T03:00:00Z");
  await here.store.client.takeUp.create({
    data: { householdId: first, policyId: "bhyt-poor", state: "received", askedAt: at, answeredAt: at },
  });
  await here.store.client.complaint.create({
    data: { communeCode: "11074", state: "answered", answeredAt: at, createdAt: at },
  });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await here?.stop();
});

it("tells the registry's figures", async () => {
  const me = await visitor(here, place.people.get("officer")!);
  const { status, text } = await me.get("/dashboard");
  expect(status).toBe(200);
  expect(text).toContain("8 (16,67%)");
  expect(text).toContain('Nguồn nước sinh hoạt</th><td data-name="Số hộ">16</td>');
  expect(text.match(/data:image\/svg\+xml/g)).toHaveLength(3);
});

it("hides small counts from above the commune, and everything from those without the right", async () => {
  const province = await visitor(here, place.people.get("province")!);
  expect((await province.get("/villages")).text).toContain("Xã Tứ Kỳ");
  const below = (await province.get("/dashboard?unit=11074")).text;
  expect(below).toContain("ẩn (ít hộ)");
  expect(below).toContain("Những ô có ít hộ được ẩn");
  const auditor = await visitor(here, place.people.get("auditor")!);
  for (const path of ["/dashboard", "/villages", "/dashboard?unit=11074"]) {
    const { status, text } = await auditor.get(path);
    expect([path, status, text.includes("data:image")]).toEqual([path, 404, false]);
  }
});

it("tries the law of another day for whoever may read summaries, and explains a household to whoever may read it", async () => {
  const me = await visitor(here, place.people.get("officer")!);
  expect((await me.get("/what-if")).text).toContain('value="2027-01-01"');
  const started = await me.post("/what-if", "start", { on: "2027-01-01", place: "" });
  const trial = started.location!.replace("/console", "");
  await expect.poll(async () => (await me.get(trial)).text, { timeout: 20_000 }).toContain("Xã Tứ Kỳ: 48 hộ");
  const { text } = await me.get(trial);
  expect(text).toContain("Vì sao đổi diện");
  const { code } = await here.store.client.household.findUniqueOrThrow({
    where: { id: place.households.get("Người 0")! },
  });
  const explained = await me.post("/what-if", "explain", { code, on: "2027-01-01" });
  expect(explained.text).toContain(`Hộ ${code} theo luật ngày 01/01/2027`);
  expect(explained.text).toContain("Nghị định 351/2025");
  const province = await visitor(here, place.people.get("province")!);
  expect((await province.get(trial)).status).toBe(404);
  expect((await province.post("/what-if", "explain", { code, on: "2027-01-01" })).status).toBe(404);
  const auditor = await visitor(here, place.people.get("auditor")!);
  for (const seen of [
    await auditor.get("/what-if"),
    await auditor.get(trial),
    await auditor.post("/", "/what-if/start", { on: "2027-01-01" }),
  ])
    expect(seen.status).toBe(404);
});

it.each(SCREENS)("is read on a %s", async (name, screen) => {
  const page = await signedInPage(browser, await signInLink(here, place.people.get("officer")!), screen);
  for (const path of ["dashboard", "villages"]) {
    await page.goto(`${here.url}/console/${path}`);
    for (const picture of await page.locator("main img").all())
      expect(await picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);
    await page.screenshot({ path: join(SHOTS, `${path}-${name}.png`), fullPage: true });
    expect(await barriers(page)).toEqual([]);
    expect([path, await fitsTheScreen(page)]).toEqual([path, true]);
    const words = page.locator("main details summary").first();
    await words.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("main details table").first().isVisible()).toBe(true);
    for (const card of await page.locator("main .card").all())
      expect(await card.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  }
  await page.goto(`${here.url}/console/what-if`);
  await page.locator("main form button").first().click();
  await page.locator("main h2").waitFor();
  await page.screenshot({ path: join(SHOTS, `what-if-${name}.png`), fullPage: true });
  expect(await barriers(page)).toEqual([]);
  expect(await fitsTheScreen(page)).toBe(true);
  await page.close();
});
