// `/console`: the officers' pages as one express router. Headers, limits and faults are settled here, once for all pages.
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import helmet from "helmet";
import { html } from "hono/html";
import { describeFault } from "../foundation/errors.ts";
import { assetsRouter } from "./assets.ts";
import { saidCookie, setSaidCookie } from "./cookies.ts";
import { type House, isSecure } from "./house.ts";
import { outside } from "./outside.ts";
import type { Page } from "./page.ts";
import { PAGES } from "./pages.ts";
import { type Answer, serve } from "./serve.ts";
import { signInRouter } from "./sign-in.ts";
import { switches } from "./switches.ts";

const FORM_BYTES = "200kb";

/** The router to mount at /console. */
export function consoleRouter(house: House): Router {
  const router = express.Router();
  router.use(headers(isSecure(house)));
  router.use("/assets", assetsRouter());
  router.use((_, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  router.use(express.urlencoded({ extended: false, limit: FORM_BYTES }));
  router.use("/sign-in", signInRouter(house));
  for (const page of [switches, ...PAGES]) {
    const path = page.path === "/" ? "" : page.path;
    for (const form of Object.keys(page.forms ?? {})) router.post(`${path}/${form}`, visit(house, page, form));
    if (page !== switches) router.get(page.path, visit(house, page, null));
  }
  router.use(visit(house, missing, null));
  return router;
}

/** What is not there looks like what one may not see. */
const missing: Page = { path: "*", operation: null, show: async () => ({ refused: "console:refused.unknown" }) };

/** Nothing but our own files runs or is shown, nobody frames the pages, no address is told to others. */
function headers(secure: boolean): RequestHandler {
  const self = ["'self'"];
  const none = ["'none'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": self,
        "img-src": ["'self'", "data:"],
        "object-src": none,
        "base-uri": none,
        "form-action": self,
        "frame-ancestors": none,
        ...(secure ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
  });
}

function visit(house: House, page: Page, form: string | null): RequestHandler {
  return async (request, response) => {
    const said = saidCookie(request, isSecure(house));
    const answer = await serve(house, { page, form, request, said }).catch((fault: unknown) => {
      house.log.error({ page: page.path, fault: describeFault(fault) }, "a page failed");
      return outside(house, 500, "console:failed.title", (t) => html`<p>${t("console:failed.what")}</p>`);
    });
    send(house, request, response, answer);
  };
}

function send(house: House, request: Request, response: Response, answer: Answer): void {
  const secure = isSecure(house);
  if ("goTo" in answer) {
    if (answer.said !== null) setSaidCookie(response, answer.said, secure);
    response.redirect(303, answer.goTo);
    return;
  }
  if ("file" in answer) {
    response.attachment(answer.name).type(answer.type);
    if (answer.type.startsWith("image/")) response.set("Content-Disposition", "inline");
    response.send(answer.file);
    return;
  }
  if (answer.partly !== true && saidCookie(request, secure) !== null) setSaidCookie(response, null, secure);
  response.status(answer.status).type("html").send(answer.html);
}
