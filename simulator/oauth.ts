// OAuth v4 for the OA: the consent redirect and the token endpoint (§2.2 to §2.4). Refusals are HTTP 200 with a negative error.
import express, { type Request, type Response, Router } from "express";
import type { Platform } from "./platform.ts";

/** Codes of refusal. -14002, -14003 and -14014 are documented; Zalo publishes no table, so the others stand for "refused". */
const REFUSALS = {
  appId: [-14002, "Invalid appId"],
  redirectUri: [-14003, "Invalid redirect uri"],
  secret: [-14004, "Invalid secret key"],
  code: [-14012, "Invalid code"],
  refreshToken: [-14014, "Invalid refresh token"],
  grantType: [-14005, "Invalid grant type"],
} as const satisfies Record<string, readonly [number, string]>;

/** Routes under /oauth. */
export function oauthRouter(platform: Platform): Router {
  const router = Router();
  router.get("/v4/oa/permission", (request, response) => askPermission(platform, request, response));
  router.post("/v4/oa/access_token", express.urlencoded({ extended: false }), (request, response) => {
    response.json(answerGrant(platform, request));
  });
  return router;
}

/** The administrator is taken to agree at once: back to the callback with code, oa_id and state. */
function askPermission({ settings, tokens }: Platform, request: Request, response: Response): void {
  const redirectUri = textOf(request.query.redirect_uri);
  if (textOf(request.query.app_id) !== settings.appId) {
    response.json(refusal("appId"));
  } else if (!isAddress(redirectUri) || (settings.callbackUrl !== null && redirectUri !== settings.callbackUrl)) {
    response.json(refusal("redirectUri"));
  } else {
    const target = new URL(redirectUri);
    target.searchParams.set("code", tokens.issueCode(textOf(request.query.code_challenge) || null));
    target.searchParams.set("oa_id", settings.oaId);
    const state = textOf(request.query.state);
    if (state !== "") target.searchParams.set("state", state);
    response.redirect(302, target.href);
  }
}

function answerGrant({ settings, tokens }: Platform, request: Request): object {
  const form = (request.body ?? {}) as Record<string, unknown>;
  if (textOf(form.app_id) !== settings.appId) return refusal("appId");
  if (request.get("secret_key") !== settings.appSecret) return refusal("secret");
  switch (form.grant_type) {
    case "authorization_code":
      return tokens.exchangeCode(textOf(form.code), textOf(form.code_verifier) || null) ?? refusal("code");
    case "refresh_token":
      return tokens.refresh(textOf(form.refresh_token)) ?? refusal("refreshToken");
    default:
      return refusal("grantType");
  }
}

function refusal(name: keyof typeof REFUSALS): object {
  const [error, reason] = REFUSALS[name];
  return { error, error_name: reason, error_reason: reason, ref_doc: "https://developers.zalo.me/docs" };
}

function isAddress(text: string): boolean {
  return URL.canParse(text);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
