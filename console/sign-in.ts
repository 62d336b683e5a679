// The way in: the page behind a link asks for one press, and the press uses the link up. A preview that only looks burns nothing.
import express, { type Request, type Response, type Router } from "express";
import { rateLimit } from "express-rate-limit";
import { html } from "hono/html";
import { useLink } from "../registry/console/links.ts";
import { openSession } from "../registry/console/sessions.ts";
import { sameSite, setSessionCookie } from "./cookies.ts";
import { type House, isSecure } from "./house.ts";
import { outside } from "./outside.ts";

const MINUTE = 60_000;

/** `GET /sign-in/:token` shows a button, `POST` signs in. */
export function signInRouter(house: House): Router {
  const router = express.Router();
  const limit = rateLimit({
    windowMs: MINUTE,
    limit: house.library.service.console.triesPerMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: async (_, response) => {
      house.log.warn("too many tries to sign in from one address");
      await send(
        response,
        outside(house, 429, "console:outside.title", (t) => html`<p>${t("console:outside.slow")}</p>`),
      );
    },
  });
  router.get("/:token", async (_, response) => {
    const button = outside(house, 200, "console:sign-in.title", (t) => {
      const press = html`<button class="btn btn-primary" type="submit">${t("console:sign-in.button")}</button>`;
      return html`<p>${t("console:sign-in.what")}</p><form method="post">${press}</form>`;
    });
    await send(response, button);
  });
  router.post("/:token", limit, async (request: Request<{ token: string }>, response) => {
    const secret = sameSite(request) ? await enter(house, request) : null;
    if (secret !== null) {
      setSessionCookie(response, secret, isSecure(house));
      return response.redirect(303, "/console");
    }
    house.log.warn("a link to sign in that opens nothing (any more) was tried");
    const words = outside(house, 410, "console:outside.title", (t) => html`<p>${t("console:outside.used")}</p>`);
    await send(response, words);
  });
  return router;
}

function enter({ store, clock, library }: House, request: Request<{ token: string }>): Promise<string | null> {
  return store.client.$transaction(async (tx) => {
    const door = { tx, store, library, now: clock.now(), today: clock.today() };
    const personId = await useLink(tx, store, request.params.token, door.now);
    return personId === null ? null : openSession(door, personId, request.get("User-Agent") ?? "");
  });
}

async function send(response: Response, page: Promise<{ status: number; html: string }>): Promise<void> {
  const { status, html: document } = await page;
  response.status(status).type("html").send(document);
}
