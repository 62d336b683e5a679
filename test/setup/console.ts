// Officers before the console: a signed-in browser of a role, by plain requests or in Chromium.
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { day } from "../../foundation/day.ts";
import { loadService } from "../../knowledge/service.ts";
import { makeLink } from "../../registry/console/links.ts";
import { openSession } from "../../registry/console/sessions.ts";
import type { Corner } from "../registry/rights/world.ts";
import type { Installation } from "./installation.ts";

/** One signed-in browser without a window: keeps its cookies, and sends forms with the hidden token of the first page it saw. */
export interface Visitor {
  get(path: string): Promise<Seen>;
  /** Sends a form of `page`, with the token that the first page bears; `fields` may override it. */
  post(page: string, form: string, fields?: Record<string, string>): Promise<Seen>;
}

/** What came back. */
export interface Seen {
  status: number;
  text: string;
  location: string | null;
  headers: Headers;
}

const service = loadService(join(import.meta.dirname, "../../knowledge"));

/** A link for a person, as the chat or an operator gives it. */
export async function signInLink(here: Installation, personId: string): Promise<string> {
  const by = { actor: "test", now: new Date() };
  const { token } = await here.store.client.$transaction((tx) =>
    makeLink(tx, here.store, { personId, minutes: 10 }, by),
  );
  return `${here.url}/console/sign-in/${token}`;
}

/** A server that begins its day may hold the one connection of the embedded store for a while. */
const PATIENCE = { maxWait: 10_000 };

/** The cookie of a person who is signed in, without the walk through a link. */
async function signedIn({ store }: Installation, personId: string): Promise<string> {
  const door = { store, library: { service }, now: new Date(), today: day("2026-11-21") };
  const secret = await store.client.$transaction((tx) => openSession({ ...door, tx }, personId, "test"), PATIENCE);
  return secret ?? "";
}

/** A signed-in browser of a person. */
export async function visitor(here: Installation, personId: string): Promise<Visitor> {
  const cookies = new Map([["an-sinh-console", await signedIn(here, personId)]]);
  const keep = ({ headers }: Response) => {
    for (const line of headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]!.split("=");
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const ask = async (path: string, options: RequestInit = {}): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const url = `${here.url}/console${path}`;
    const answer = await fetch(url, { ...options, redirect: "manual", headers: { cookie, ...options.headers } });
    keep(answer);
    const location = answer.headers.get("location");
    return { status: answer.status, text: await answer.text(), location, headers: answer.headers };
  };
  let csrf: string | null = null;
  return {
    get: (path) => ask(path),
    async post(page, form, fields = {}) {
      csrf ??= /name="csrf" value="([^"]+)"/.exec((await ask("/")).text)?.[1] ?? null; // one as long as the cookie is
      const body = new URLSearchParams({ csrf: csrf ?? "", ...fields });
      return ask(form.startsWith("/") ? form : `${page.replace(/\/$/, "")}/${form}`, { method: "POST", body });
    },
  };
}

/** The address of a page about what lies in one corner of the world (test/registry/rights/world.ts). */
export function addressIn(path: string, corner: Corner): string {
  const [, room = ""] = path.split("/");
  const numbers: Record<string, number> = {
    reports: corner.report,
    complaints: corner.complaint,
    requests: corner.request,
    announcements: corner.announcement,
  };
  const own: Record<string, string> = {
    ":number": String(numbers[room] ?? 1),
    ":round": corner.roundId,
    ":village": corner.villageCode,
  };
  return path.replace(/:\w+/g, (part) => own[part] ?? corner.householdId);
}

/** The two screens that officers have. */
export const SCREENS = [
  ["desk", { viewport: { width: 1280, height: 860 } }],
  ["phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const;

/** A page in Chromium, signed in by a link: opened, its button pressed. */
export async function signedInPage(browser: Browser, link: string, screen: (typeof SCREENS)[number][1]): Promise<Page> {
  const page = await browser.newPage({ ...screen, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  page.setDefaultTimeout(15_000);
  await page.goto(link);
  await page.getByRole("button").click();
  await page.waitForURL(/\/console\/?$/);
  return page;
}

/** A page in Chromium, signed in without a link. */
export async function pageOf(
  browser: Browser,
  here: Installation,
  personId: string,
  screen: (typeof SCREENS)[number][1],
): Promise<Page> {
  const page = await browser.newPage({ ...screen, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  page.setDefaultTimeout(15_000);
  const value = await signedIn(here, personId);
  await page.context().addCookies([{ name: "an-sinh-console", value, url: `${here.url}/console`, httpOnly: true }]);
  await page.goto(`${here.url}/console`);
  return page;
}

/** Serious barriers that axe-core finds on the page as it stands, each in one line. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe.run(),
  );
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}
