// The way of a report through three telephones: a village head tells it, the officer takes and approves it by tapping, the
// household that is linked hears of it. In the demonstration commune, on one narrow screen.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fitsTheScreen, startBrowser } from "../setup/browser.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { barriers, lastOf, openPage, PHONE, phoneOf, turnTo, write } from "./chat-page.ts";

const [HEAD, OFFICER, CITIZEN] = ["Trưởng thôn Đông Phong", "Chị Hoa", "Bà Mão"];

let browser: Browser;
let here: Installation;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  here = await startInstallation("embedded", { DEMONSTRATION: "on" });
  await here.demonstration;
  browser = await startBrowser();
  ({ page, complaints } = await openPage(browser, here.url, PHONE));
});
afterAll(async () => {
  await browser.close();
  await here.stop();
});

it("brings what a village head tells to the household, by way of the officer's taps", async () => {
  await write(phoneOf(page, CITIZEN), "xin chào");
  await tap(CITIZEN, /Đồng ý/);
  await turnTo(page, HEAD);
  await write(phoneOf(page, HEAD), "nhà bà Phạm Thị Mão sinh cháu hôm qua");
  await tap(HEAD, /Đúng, gửi/);
  await lastOf(phoneOf(page, HEAD)).filter({ hasText: "đã gửi" }).waitFor();
  await turnTo(page, OFFICER);
  await write(phoneOf(page, OFFICER), "báo cáo chờ");
  await tap(OFFICER, /Xem số 5/); // the demonstration has four reports of its own
  await tap(OFFICER, /Nhận việc/);
  await page.screenshot({ animations: "disabled", path: "test/output/report-phone.png" });
  await tap(OFFICER, /Duyệt/);
  await lastOf(phoneOf(page, OFFICER)).filter({ hasText: "Đã duyệt" }).waitFor();
  await turnTo(page, HEAD);
  await lastOf(phoneOf(page, HEAD)).filter({ hasText: "Xã đã duyệt" }).waitFor();
  await turnTo(page, CITIZEN);
  await phoneOf(page, CITIZEN).locator(".row.theirs").filter({ hasText: "Xã vừa ghi nhận thay đổi" }).waitFor();
  expect(complaints).toEqual([]);
});

it("shows everybody's tab and says whose phone lies in front", async () => {
  expect(await fitsTheScreen(page)).toBe(true);
  const tabs = page.getByRole("navigation").getByRole("button");
  const boxes = await Promise.all(Array.from({ length: await tabs.count() }, (_, at) => tabs.nth(at).boundingBox()));
  expect(boxes.length).toBeGreaterThan(7);
  for (const box of boxes) {
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(PHONE.viewport.width);
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
  }
  await turnTo(page, OFFICER);
  await page.getByText("Chị Hoa · Cán bộ xã", { exact: true }).and(page.locator(":visible")).waitFor();
  expect(await barriers(page)).toEqual([]);
});

/** Taps a button of the newest message of somebody's phone. */
async function tap(owner: string, name: RegExp): Promise<void> {
  await lastOf(phoneOf(page, owner)).getByRole("button", { name }).first().click();
}
