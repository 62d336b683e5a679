// How a test uses the chat page: whose phone, what is written, what stands last on the left; and what it must never do.
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** The chat page of an installation, and everything it complained of or asked of the outside. */
export async function openPage(
  browser: Browser,
  url: string,
  screen: BrowserContextOptions,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({
    ...screen,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    deviceScaleFactor: 2,
  });
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  page.on("pageerror", (fault) => complaints.push(String(fault)));
  page.on("request", (request) => request.url().startsWith(`${url}/`) || complaints.push(request.url()));
  await page.goto(`${url}/simulator/`);
  return { page, complaints };
}

/** The phone of a person, which must lie in front. */
export function phoneOf(page: Page, owner: string): Locator {
  return page.getByRole("region", { name: `Máy của ${owner}` });
}

/** The newest message that stands on the left: the other side's. */
export function lastOf(phone: Locator): Locator {
  return phone.locator(".row.theirs").last();
}

/** Types a line and sends it. */
export async function write(phone: Locator, text: string, label = "Tin nhắn"): Promise<void> {
  const line = phone.getByLabel(label, { exact: true });
  await line.fill(text);
  await line.press("Enter");
}

/** Brings a person's phone (or the officers' desk) to the front; where it already lies on the desk there is nothing to do. */
export async function turnTo(page: Page, name: string): Promise<void> {
  const tab = page.getByRole("navigation").getByRole("button", { name: new RegExp(`^${name},`) });
  if ((await tab.getAttribute("aria-pressed")) === "false") await tab.click();
}

/** What keeps people with a screen reader, low sight or a keyboard out, by the rules of WCAG 2.1 A and AA. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = `axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    rules: { "label-content-name-mismatch": { enabled: false } }, // experimental: it reads the initial in an avatar as a label
  })`;
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(run);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
