// An officer's morning in Chromium, at a desk and on a phone: finds a report, takes it, approves it, finds the household by typing, and
// sees there what changed.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { fileReport } from "../../registry/reports/file-report.ts";
import { fitsTheScreen, startBrowser } from "../setup/browser.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { barriers, SCREENS, signedInPage, signInLink } from "../setup/console.ts";
import { desksOf } from "../setup/desks.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

let browser: Browser;
let here: Installation;
let place: Commune;
beforeAll(async () => {
  browser = await startBrowser();
  here = await startInstallation();
  const wife = { name: "Lê Thị Hoa", relation: "spouse", birth: "1990", sex: "female" } as const;
  place = await commune(here.store, {
    people: { officer: "commune-officer", head: "village-head@Thôn An Lạc" },
    households: [
      { head: "Nguyễn Văn Tám", members: [wife], linked: ["family"] },
      { head: "Phạm Văn Mão", members: [wife] },
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await here.stop();
});

/** Each screen has its household: what one approved is not there for the other. */
const HEADS = { desk: "Nguyễn Văn Tám", phone: "Phạm Văn Mão" };

describe.each(SCREENS)("on a %s", (name, screen) => {
  it("a report is found, taken and approved, and the household shows the child", async () => {
    const head = HEADS[name];
    const number = await told(head);
    const page = await signedInPage(browser, await signInLink(here, place.people.get("officer")!), screen);
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (fault) => complaints.push(fault.message));
    const looksRight = async (what: string) => {
      await page.screenshot({ path: `test/output/console/${name}-walk-${what}.png`, fullPage: true });
      expect([what, await barriers(page), await fitsTheScreen(page)]).toEqual([what, [], true]);
    };
    await page.goto(`${here.url}/console/reports`);
    await page.getByLabel("Loại việc").selectOption({ label: "Người trong nhà" });
    await page.getByRole("button", { name: "Lọc" }).click();
    await page.waitForURL(/group=members/);
    await looksRight("list");
    await page.getByRole("link", { name: `Số ${number}`, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: `Báo cáo số ${number}` }).waitFor();
    await page.getByRole("button", { name: "Nhận việc" }).click();
    await page.getByRole("status").getByText("Đã nhận việc").waitFor();
    await page.getByText("Từ chối", { exact: true }).click();
    await looksRight("report");
    await page.getByRole("button", { name: "Duyệt", exact: true }).click();
    await page.getByText("✅ Đã duyệt").waitFor();

    await page.goto(`${here.url}/console/search`);
    await page.getByLabel("Họ tên hoặc mã hộ").pressSequentially("be mai", { delay: 20 });
    const found = page.locator("#found").getByRole("link", { name: head });
    await found.waitFor();
    await looksRight("search");
    await found.click();
    await page.getByRole("heading", { level: 1, name: `Hộ ${head}` }).waitFor();
    expect(await page.getByRole("row", { name: "Bé Mai" }).count()).toBeGreaterThan(0);
    expect(await page.getByText("Bé Mai vào hộ").count()).toBe(1);
    await looksRight("household");
    expect(complaints).toEqual([]);
    await page.close();
  });
});

async function told(head: string): Promise<number> {
  const householdId = place.households.get(head)!;
  const content = { head, fields: { child_name: "Bé Mai" }, members: {} };
  const born = { changeType: "birth", householdId, villageCode: null, eventDate: day("2026-11-15"), content };
  const filed = await desksOf(here.store, place, "2026-11-21")("head", (desk) => fileReport(desk, born));
  if (!filed.ok) throw new Error("not filed");
  return filed.report.number;
}
