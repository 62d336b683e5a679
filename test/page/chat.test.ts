// A conversation as people have it: the real server, the local Zalo, and the chat page in Chromium, on a phone and on a desk.
// Nothing may complain, reach outside or shut out people who hear or touch instead of seeing. What it saw is left in test/output/; `npm run picture` puts the phone's into the README.

import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fitsTheScreen, startBrowser } from "../setup/browser.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { barriers, lastOf, openPage, PHONE, phoneOf, turnTo, write } from "./chat-page.ts";

const SCREENS = [
  ["phone", PHONE],
  ["desk", { viewport: { width: 1280, height: 860 } }],
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

describe.each(SCREENS)("the chat page on a %s", (name, screen) => {
  let here: Installation;
  let page: Page;
  let complaints: string[];

  beforeEach(async () => {
    here = await startInstallation();
    ({ page, complaints } = await openPage(browser, here.url, screen));
  });
  afterEach(async () => {
    await page.close();
    await here.stop();
  });

  const shoot = (moment: string) =>
    page.screenshot({ animations: "disabled", path: `test/output/chat-${name}${moment}.png` });

  it("goes from the greeting to an answer with its legal ground, and asks nothing of the outside world", async () => {
    const phone = phoneOf(page, "Bà Mão");
    await phone.getByRole("button", { name: "Quan tâm" }).click();
    await write(phone, "xin chào");
    const choices = lastOf(phone).getByRole("button", { name: /Đồng ý|Chỉ xem|Gặp cán bộ/ });
    await expect.poll(() => choices.count()).toBe(3);
    await choices.first().click();
    await lastOf(phone).getByRole("button", { name: "Nhà tôi được hưởng gì" }).waitFor();
    await write(phone, "hộ cận nghèo thì mua bảo hiểm y tế hết bao nhiêu");
    await answerUntil(phone, "Căn cứ: ");
    expect(await lastOf(phone).textContent()).toContain("34.155 đồng");
    await lastOf(phone).evaluate((row) => row.scrollIntoView({ block: "start" }));
    await shoot("");
    expect(await fitsTheScreen(page)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("keeps each person's conversation apart", async () => {
    await write(phoneOf(page, "Bà Mão"), "xin chào");
    await lastOf(phoneOf(page, "Bà Mão")).getByRole("button").first().waitFor();
    await turnTo(page, "Trưởng thôn Đông Phong");
    const other = phoneOf(page, "Trưởng thôn Đông Phong");
    expect(await other.locator(".row").count()).toBe(0);
    await write(other, "menu");
    await lastOf(other).getByRole("button", { name: "Chuẩn nghèo là gì" }).waitFor();
    await turnTo(page, "Bà Mão");
    expect(await phoneOf(page, "Bà Mão").getByText("menu", { exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("shows an officer's answer as such, and the bot stands back from then on", async () => {
    await write(phoneOf(page, "Bà Mão"), "gặp cán bộ");
    await lastOf(phoneOf(page, "Bà Mão")).filter({ hasText: "cán bộ" }).waitFor();
    await turnTo(page, "Bàn OA");
    const desk = page.getByRole("region", { name: "Cán bộ trả lời thay" });
    await desk.getByRole("button", { name: "Bà Mão" }).click();
    await write(desk, "Chào bà, chiều nay bà lên xã gặp chị Hoa nhé", "Trả lời với tư cách cán bộ");
    await shoot("-officer");
    expect(await barriers(page)).toEqual([]);
    await turnTo(page, "Bà Mão");
    const phone = phoneOf(page, "Bà Mão");
    await lastOf(phone).filter({ hasText: "cán bộ trả lời" }).filter({ hasText: "gặp chị Hoa" }).waitFor();
    await write(phone, "vâng, cảm ơn chị");
    await lastOf(phone).filter({ hasText: "cán bộ đang trả lời" }).waitFor();
    expect(complaints).toEqual([]);
  });
});

/** Answers what is asked back (for whom? is it so?) with "for me" and "no" until a message says what is waited for. */
async function answerUntil(phone: Locator, words: string): Promise<void> {
  const said = lastOf(phone).filter({ hasText: words });
  const asked = lastOf(phone).getByRole("button", { name: /Cho tôi|Không$/ });
  for (;;) {
    await said.or(asked).first().waitFor();
    if (await said.isVisible()) return;
    const before = await phone.locator(".row.theirs").count();
    await asked.first().click();
    await phone.locator(".row.theirs").nth(before).waitFor();
  }
}
