// One visit of one page: who is it, may they, what does the page show. All of it in one transaction; what is sent is made from it.
import { timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { html } from "hono/html";
import { clean } from "../foundation/vietnamese.ts";
import { termKey } from "../registry/actor.ts";
import { findSession, type SignedIn } from "../registry/console/sessions.ts";
import { type Desk, may } from "../registry/desk.ts";
import { unitTitle } from "../registry/units/find.ts";
import { leaveDesk, walled } from "../registry/wall.ts";
import { type Said, sameSite, sessionCookie } from "./cookies.ts";
import { type House, isSecure, wordsIn } from "./house.ts";
import { type Inside, layout } from "./layout.ts";
import { notSignedIn } from "./outside.ts";
import type { Page, Shown, Visit } from "./page.ts";
import { PAGES } from "./pages.ts";

/** What was asked for: a page, or one of its forms. */
export interface Asked {
  page: Page;
  form: string | null;
  request: Request;
  said: Said | null;
}

/** What is sent. */
export type Answer =
  | { status: number; html: string; partly?: true }
  | { goTo: string; said: Said | null }
  | { file: Buffer; name: string; type: string };

/** Longer than any page takes; a report over a province may take some seconds. */
const PATIENCE = { maxWait: 10_000, timeout: 30_000 };

/** Serves it. Whoever is not signed in is told how to get in; a form without its hidden token does nothing. */
export async function serve(house: House, asked: Asked): Promise<Answer> {
  const secret = sessionCookie(asked.request, isSecure(house));
  if (secret === null) return notSignedIn(house);
  const { store, clock, library, log } = house;
  let told = 0;
  const answer = await store.client.$transaction(async (tx): Promise<Answer> => {
    const door = { tx, store, library, now: clock.now(), today: clock.today() };
    const signedIn = await findSession(door, secret);
    if (signedIn === null) return notSignedIn(house);
    const desk: Desk = { ...door, tx: walled(() => tx, signedIn.actor), library, actor: signedIn.actor };
    const csrf = csrfToken(house, secret);
    const visit = visitOf(house, asked, { desk, signedIn, csrf });
    const shown = await answerOf(asked, visit, csrf);
    if ("refused" in shown)
      log.warn({ page: asked.page.path, form: asked.form, session: visit.sessionId, why: shown.refused }, "refused");
    const notices = ("goTo" in shown && shown.notices) || [];
    if (notices.length > 0) await leaveDesk(desk.tx);
    await house.tell(tx, notices, door.now);
    told = notices.length;
    return toAnswer(house, asked, visit, shown);
  }, PATIENCE);
  if (told > 0) house.wake();
  return answer;
}

async function answerOf({ page, form, request }: Asked, visit: Visit, csrf: string): Promise<Shown> {
  if (form !== null && !(sameSite(request) && same(visit.form.csrf ?? "", csrf)))
    return { refused: "console:refused.form", status: 403 };
  if (page.operation !== null && !may(visit.desk, page.operation)) return { refused: "console:refused.unknown" };
  return form === null ? page.show(visit) : page.forms![form]!(visit);
}

/** Compared in the same time wherever they differ. */
function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The hidden token of every form: bound to the cookie, so that nobody else's page can know it. */
function csrfToken({ store }: House, secret: string): string {
  return store.seal.hash(`console form ${secret}`);
}

interface Signed {
  desk: Desk;
  signedIn: SignedIn;
  csrf: string;
}

function visitOf(house: House, { request }: Asked, { desk, signedIn, csrf }: Signed): Visit {
  const { language, name, sessionId } = signedIn;
  const here = request.path.replace(/\/$/, "");
  const own = request.method === "POST" ? here.slice(0, here.lastIndexOf("/")) : here;
  return {
    desk,
    shelf: house.shelf,
    params: plain(request.params),
    query: plain(request.query),
    form: plain(request.body),
    language,
    sessionId,
    name,
    publicUrl: house.publicUrl,
    partly: request.get("HX-Request") === "true",
    t: wordsIn(house, language),
    has: (key) => house.texts.has(key),
    formTo(action, body) {
      const path = action.startsWith("/") ? action : `${own}/${action}`;
      return html`<form method="post" action="/console${path}"><input type="hidden" name="csrf" value="${csrf}">${body}</form>`;
    },
  };
}

/** Texts by name, whatever was sent; of several of one name the last. No control character gets further than here: the store takes no NUL. */
function plain(sent: unknown): Record<string, string> {
  const entries = Object.entries((sent ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const last: unknown = Array.isArray(value) ? value.at(-1) : value;
      return typeof last === "string" ? [[name, clean(last)]] : [];
    }),
  );
}

async function toAnswer(house: House, asked: Asked, visit: Visit, shown: Shown): Promise<Answer> {
  if ("file" in shown) return shown;
  if ("goTo" in shown) {
    const { goTo, said, values = {} } = shown;
    return { goTo: `/console${goTo}`, said: said === undefined ? null : { key: said, values } };
  }
  if ("fragment" in shown) return { status: 200, html: String(await shown.fragment), partly: true };
  const inside = await insideOf(asked.page, visit);
  const { t, language } = visit;
  if ("refused" in shown) {
    const body = html`<p>${t(shown.refused)}</p><p><a href="/console">${t("console:refused.home")}</a></p>`;
    const frame = { t, language, title: t("console:refused.title"), body, inside, said: null };
    return { status: shown.status ?? 404, html: String(await layout(frame)) };
  }
  const said = asked.said !== null && house.texts.has(asked.said.key) ? t(asked.said.key, asked.said.values) : null;
  return { status: 200, html: String(await layout({ t, language, ...shown, inside, said })) };
}

/** A page below one of the menu belongs to it. */
function leadsTo({ path }: Page, page: Page): boolean {
  return page.path === path || (path !== "/" && page.path.startsWith(`${path}/`));
}

async function insideOf(page: Page, visit: Visit): Promise<Inside> {
  const { desk, language, name, t, formTo } = visit;
  const { terms, term: active } = desk.actor;
  const roles = [];
  for (const term of terms) {
    const role = desk.library.roles.get(term.role);
    const title = role?.name[language] ?? term.role;
    const words = role?.level === "nation" ? title : `${title}: ${await unitTitle(desk.tx, term.unit)}`;
    roles.push({ key: termKey(term), words, chosen: term === active });
  }
  const open = PAGES.filter(
    ({ operation, menu }) => menu !== undefined && (operation === null || may(desk, operation)),
  );
  const menu = open.map((one) => ({ href: `/console${one.path}`, words: t(one.menu!), current: leadsTo(one, page) }));
  return { name, menu, roles, formTo };
}
