// The chat page and its JSON: people, acts, files, the officer's answers and the switches for trouble.
import { fileURLToPath } from "node:url";
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { faultShape } from "./faults.ts";
import { actShape, perform } from "./page-acts.ts";
import { streamFeed, viewMessage, viewPerson, viewTrouble } from "./page-feed.ts";
import { actAs } from "./person.ts";
import { type Platform, sendToPerson } from "./platform.ts";
import { draftOf, freshPersonId, personOf } from "./world.ts";

const PAGE = fileURLToPath(new URL("./page/", import.meta.url));
/** Content types a browser may show in place; everything else is downloaded, so that no sent file can act as a page. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** Routes of the chat page. Every address is relative, so the router works under any path. */
export function pageRouter(platform: Platform): Router {
  const router = Router();
  const json = express.json({ limit: "64kb" });
  router.use(learnAddress(platform));
  router.get("/", sendPage);
  router.use("/page", express.static(PAGE, { index: false, setHeaders: (response) => response.set(HEADERS) }));
  router.get("/state", (_request, response) => void response.json(stateOf(platform)));
  router.get("/feed", (request, response) => streamFeed(platform, request, response));
  router.post("/people", json, (request, response) => addPerson(platform, request, response));
  router.post("/people/:id/acts", json, (request, response) => act(platform, request, response));
  router.post("/people/:id/media", express.raw({ type: isFile, limit: "20mb" }), (request, response) => {
    storeMedia(platform, request, response);
  });
  router.get("/media/:id", (request, response) => sendMedia(platform, request, response));
  router.post("/officer/replies", json, (request, response) => reply(platform, request, response));
  router.put("/trouble", json, (request, response) => setTrouble(platform, request, response));
  router.use(refuseBody);
  return router;
}

/** A body that is no JSON or too large; anything else is a real fault and goes on. */
const refuseBody: ErrorRequestHandler = (fault, _request, response, next) => {
  const status = (fault as { status?: number }).status ?? 500;
  if (status >= 400 && status < 500) response.status(status).json({ reason: "body" });
  else next(fault);
};

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-cache",
};

/** Only a path that ends in "/" makes the page's relative addresses right. */
function sendPage(request: Request, response: Response): void {
  const [path = "", query] = request.originalUrl.split("?");
  if (!path.endsWith("/")) response.redirect(302, `${path}/${query === undefined ? "" : `?${query}`}`);
  else response.set(HEADERS).sendFile("index.html", { root: PAGE });
}

/** The first request tells under which address the simulator is reached, unless the settings already say so. */
function learnAddress({ settings }: Platform): RequestHandler {
  return (request, _response, next) => {
    settings.baseUrl ??= `${request.protocol}://${request.get("host")}${request.baseUrl}`;
    next();
  };
}

function stateOf(platform: Platform): object {
  const people = [...platform.world.people.values()];
  return {
    oa: { id: platform.settings.oaId, name: platform.settings.oaName },
    people: people.map(viewPerson),
    messages: people.flatMap((person) => person.messages).map((message) => viewMessage(platform, message)),
    trouble: viewTrouble(platform),
  };
}

const newPerson = z.object({ name: z.string().trim().min(1).max(60) });

function addPerson(platform: Platform, request: Request, response: Response): void {
  const reading = newPerson.safeParse(request.body);
  if (!reading.success) return void response.status(400).json({ reason: "name" });
  const person = personOf(platform.world, freshPersonId(), reading.data);
  platform.feed.publish({ kind: "person", person });
  response.status(201).json(viewPerson(person));
}

async function act(platform: Platform, request: Request, response: Response): Promise<void> {
  const person = platform.world.people.get(String(request.params.id));
  const reading = actShape.safeParse(request.body);
  if (!person) return void response.status(404).json({ reason: "person" });
  if (!reading.success) return void response.status(400).json({ reason: "act" });
  const done = await perform(reading.data, actAs(platform, person), platform.media);
  if (done === null) response.status(400).json({ reason: "act" });
  else response.json({ messageId: done.messageId, outcome: done.delivery?.outcome ?? null });
}

/** Files come as their own bytes with their own type; form types are refused, so no other site can post here. */
function isFile(request: { headers: { "content-type"?: string | undefined } }): boolean {
  const type = request.headers["content-type"] ?? "";
  return type !== "" && !/^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/.test(type);
}

function storeMedia(platform: Platform, request: Request, response: Response): void {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    return void response.status(400).json({ reason: "file" });
  const name = String(request.query.name ?? "file").slice(0, 200);
  const contentType = request.get("content-type") ?? "application/octet-stream";
  response.status(201).json({ mediaId: platform.media.store("from-person", name, contentType, request.body).id });
}

function sendMedia(platform: Platform, request: Request, response: Response): void {
  const media = platform.media.find(String(request.params.id));
  if (media === null || platform.media.expired(media)) return void response.status(404).end();
  const shown = SHOWN.test(media.contentType);
  response.set({ ...HEADERS, "Cross-Origin-Resource-Policy": "same-origin" });
  if (!shown) response.attachment(media.name);
  response.type(shown ? media.contentType : "application/octet-stream").send(media.bytes);
}

const replyShape = z.object({ personId: z.string(), text: z.string().trim().min(1).max(2000) });
const OFFICER_ADMIN_ID = "900000000000000001";

function reply(platform: Platform, request: Request, response: Response): void {
  const reading = replyShape.safeParse(request.body);
  const person = reading.success ? platform.world.people.get(reading.data.personId) : undefined;
  if (!reading.success || !person) return void response.status(400).json({ reason: "reply" });
  const message = sendToPerson(platform, person, draftOf("text", { text: reading.data.text }), OFFICER_ADMIN_ID);
  response.status(201).json({ messageId: message.id });
}

const troubleShape = z.object({
  orders: z.array(faultShape).max(10).optional(),
  acceptInteractive: z.boolean().optional(),
  enableWebhook: z.literal(true).optional(),
});

function setTrouble({ faults, settings, webhook, ...rest }: Platform, request: Request, response: Response): void {
  const reading = troubleShape.safeParse(request.body);
  if (!reading.success) return void response.status(400).json({ reason: "trouble" });
  const { orders, acceptInteractive, enableWebhook } = reading.data;
  if (acceptInteractive !== undefined) settings.acceptInteractive = acceptInteractive;
  if (enableWebhook) webhook.enable();
  if (orders !== undefined) {
    faults.clear();
    for (const order of orders) faults.inject(order);
  }
  rest.feed.publish({ kind: "faults" });
  response.json(viewTrouble({ faults, settings, webhook, ...rest }));
}
