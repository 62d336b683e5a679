// An officer's day in Chromium, at a desk and on a phone: in by the link from the chat, a report approved, the figures changed by it,
// R01 and R02 taken home, a notice that goes out when the leader says yes.
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsTheScreen, startBrowser } from "../setup/browser.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { barriers, SCREENS, signedInPage, signInLink } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { say } from "../setup/talk.ts";

let browser: Browser;
let here: Installation;
let place: Commune;
beforeAll(async () => {
  browser = await startBrowser();
  here = await startInstallation();
  place = await commune(here.store, {
    people: { officer: "commune-officer", leader: "commune-leader", "the head": "village-head@Thôn An Lạc" },
    households: [
      { head: "Nguyễn Văn Tám", linked: ["family"] },
      { head: "Phạm Văn Mão", linked: ["another family"] },
    ],
  });
  for (const person of ["family", "the head"]) await say(here, person, "menu");
});
afterAll(async () => {
  await browser.close();
  await here.stop();
});

const HEADS = { desk: "Nguyễn Văn Tám", phone: "Phạm Văn Mão" };

describe.each(SCREENS)("on a %s", (name, screen) => {
  it("the day goes from the link in the chat to a notice that is on its way", async () => {
    await say(here, "the head", `hộ ông ${HEADS[name]} mới sinh con trai hôm qua`);
    await say(here, "the head", "đúng");
    const heard = (await say(here, "officer", "đăng nhập")).map((message) => message.text).join("\n");
    const page = await signedInPage(browser, /http\S+sign-in\S+/.exec(heard)![0], screen);
    const waiting = await waitingOn(page);

    await page.goto(`${here.url}/console/reports`);
    await page
      .getByRole("link", { name: /^Số \d+$/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Nhận việc" }).click();
    await page.getByRole("button", { name: "Duyệt", exact: true }).click();
    await page.getByText("✅ Đã duyệt").waitFor();
    expect(await waitingOn(page)).toBe(waiting - 1);

    for (const report of ["R01", "R02"])
      expect(await downloaded(page, report)).toMatch(`${report}-${place.code}-2026.xlsx`);

    const text = `Mời bà con họp thôn (${name}).`;
    await page.goto(`${here.url}/console/announcements`);
    await page.getByLabel("Nội dung").fill(text);
    await page.getByRole("button", { name: "Xem trước" }).click();
    await page.getByText("Gửi tới 2 tài khoản Zalo").waitFor();
    await page.screenshot({ path: `test/output/console/${name}-day-preview.png`, fullPage: true });
    expect([await barriers(page), await fitsTheScreen(page)]).toEqual([[], true]);
    await page.getByRole("button", { name: "Trình duyệt" }).click();
    await page.getByText("chờ người thứ hai duyệt").waitFor();
    const leader = await signedInPage(browser, await signInLink(here, place.people.get("leader")!), screen);
    await leader.goto(page.url());
    await leader.getByRole("button", { name: "Duyệt và gửi" }).click();
    await leader.getByText("Đã duyệt. Tin bắt đầu đi").waitFor();
    expect(await here.store.client.announcement.count({ where: { text, state: { in: ["approved", "sent"] } } })).toBe(
      1,
    );
    await leader.close();
    await page.close();
  });
});

/** Cases that wait, as the figures of the place tell. */
async function waitingOn(page: Tab): Promise<number> {
  await page.goto(`${here.url}/console/dashboard`);
  return Number(await page.getByRole("row", { name: "Việc đang chờ" }).getByRole("cell").last().textContent());
}

/** Takes a report of the year; the name of the file. */
async function downloaded(page: Tab, report: string): Promise<string> {
  await page.goto(`${here.url}/console/official-reports`);
  await page.getByLabel("Biểu", { exact: true }).selectOption(report);
  await page.getByLabel("Kỳ báo cáo", { exact: true }).selectOption("2026");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Tải file Excel" }).click(),
  ]);
  return download.suggestedFilename();
}
