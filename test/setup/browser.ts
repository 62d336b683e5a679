// Chromium for the tests of pages: the system's own where there is one, else the one that an npm package carries.
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const OF_THE_SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts it without a window. It reaches nothing but this machine: every other name fails to resolve. */
export async function startBrowser(): Promise<Browser> {
  const args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
  const installed = OF_THE_SYSTEM.find((path) => existsSync(path));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args });
  const { default: carried } = await import("@sparticuz/chromium");
  return chromium.launch({ executablePath: await carried.executablePath(), args });
}

/** Whether nothing stands out at the side: nobody has to push the page sideways. */
export function fitsTheScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}
