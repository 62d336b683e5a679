// The OpenAPI as one table, and the road every call takes: token, rate, rights, then the operation's own checks (§11.2).
import express, { type Request, type Response, Router } from "express";
import type { Platform } from "../platform.ts";
import { type Answer, accept, type Call, refuse } from "./answer.ts";
import { sendConsultation } from "./consultation.ts";
import { listRecentChats, readConversation } from "./conversations.ts";
import { quotaOf } from "./quota.ts";
import { createRateGate, type RateGate } from "./rate-gate.ts";
import { listTags, removeTag, tagPerson, untagPerson } from "./tags.ts";
import { sendTemplate } from "./template.ts";
import { uploadFile, uploadGif, uploadImage } from "./uploads.ts";
import { eraseInfo, listPeople, personDetail, updatePerson } from "./users.ts";
import { sendV2 } from "./v2-message.ts";

/** One endpoint: everything after token, rate and rights. */
type Operation = (platform: Platform, call: Call) => Answer | Promise<Answer>;

const OPERATIONS: readonly (readonly ["get" | "post", string, Operation])[] = [
  ["post", "/v3.0/oa/message/cs", sendConsultation],
  ["post", "/v3.0/oa/message/template", sendTemplate],
  ["post", "/v2.0/oa/message", sendV2],
  ["post", "/v3.0/oa/quota/message", quotaOf],
  ["post", "/v2.0/oa/upload/image", uploadImage],
  ["post", "/v2.0/oa/upload/gif", uploadGif],
  ["post", "/v2.0/oa/upload/file", uploadFile],
  ["get", "/v3.0/oa/user/detail", personDetail],
  ["get", "/v3.0/oa/user/getlist", listPeople],
  ["post", "/v3.0/oa/user/update", updatePerson],
  ["post", "/v2.0/oa/deletefollowerinfo", eraseInfo],
  ["post", "/v2.0/oa/tag/tagfollower", tagPerson],
  ["post", "/v2.0/oa/tag/rmfollowerfromtag", untagPerson],
  ["post", "/v2.0/oa/tag/rmtag", removeTag],
  ["get", "/v2.0/oa/tag/gettagsofoa", listTags],
  ["get", "/v2.0/oa/listrecentchat", listRecentChats],
  ["get", "/v2.0/oa/conversation", readConversation],
  ["get", "/v2.0/oa/getoa", describeOa],
];

/** Routes under /openapi. Must stand before any other body parser, since it reads the raw bytes itself. */
export function openapiRouter(platform: Platform): Router {
  const router = Router();
  const gate = createRateGate(platform.settings);
  router.use(express.raw({ type: () => true, limit: "12mb" }));
  for (const [method, path, operation] of OPERATIONS) {
    router[method](path, async (request, response) => {
      await respond(platform, gate, request, response, path, operation);
    });
  }
  router.use((_request, response) => void response.json({ error: 404, message: "Empty api" }));
  return router;
}

async function respond(
  platform: Platform,
  gate: RateGate,
  request: Request,
  response: Response,
  path: string,
  operation: Operation,
): Promise<void> {
  const token = platform.tokens.judge(request.get("access_token"));
  const passed = token === "valid" && gate.pass();
  response.set(gate.headers());
  const refusedWith = platform.refusedApis.get(path);
  if (token !== "valid") response.json(refuse(token === "unknown" ? -216 : -220));
  else if (!passed) response.json(refuse(-32));
  else if (refusedWith !== undefined) response.json(refuse(refusedWith));
  else response.json(await operation(platform, callOf(request)));
}

function callOf(request: Request): Call {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const contentType = request.get("content-type") ?? "";
  if (contentType.startsWith("multipart/")) return { body: null, bytes, contentType };
  const text = request.method === "GET" ? String(request.query.data ?? "{}") : bytes.toString("utf8");
  return { body: parseOrNull(text), bytes, contentType };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** GET /v2.0/oa/getoa: a state agency (oa_type 4), verified. */
function describeOa({ settings, world }: Platform): Answer {
  return accept({
    oaid: settings.oaId,
    name: settings.oaName,
    description: settings.oaName,
    oa_alias: "",
    is_verified: true,
    oa_type: 4,
    cate_name: "",
    num_follower: [...world.people.values()].filter((person) => person.follower).length,
    avatar: "",
    cover: "",
    package_name: "",
    package_valid_through_date: "",
    package_auto_renew_date: "",
    linked_ZCA: "",
  });
}
