// What browsers carry: the cookie of the signed-in browser, a sentence to be shown once after a form was sent, and where a form stood.
import { parseCookie, stringifySetCookie } from "cookie";
import type { Request, Response } from "express";
import { z } from "zod";
import type { Values } from "./page.ts";

const SESSION = "an-sinh-console";
const SAID = "an-sinh-said";
const SAID_SECONDS = 60;

/** A text to be shown once. */
export interface Said {
  key: string;
  values: Values;
}

const saidSchema = z.strictObject({
  key: z.string().max(80),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** The secret of the signed-in browser, or null. */
export function sessionCookie(request: Request, secure: boolean): string | null {
  return read(request, SESSION, secure) ?? null;
}

/** Writes it, or takes it away; it is gone with the browser at the latest, and earlier by the session's own age. */
export function setSessionCookie(response: Response, secret: string | null, secure: boolean): void {
  set(response, { name: SESSION, value: secret ?? "", secure, ...(secret === null ? { maxAge: 0 } : {}) });
}

/** Whether a browser says that the form stood on a page of ours; old ones say nothing, and the hidden token decides. */
export function sameSite(request: Request): boolean {
  return ["same-origin", "none", undefined].includes(request.get("Sec-Fetch-Site"));
}

/** What is to be shown once, or null; nothing in it is trusted. */
export function saidCookie(request: Request, secure: boolean): Said | null {
  const value = read(request, SAID, secure);
  if (value === undefined) return null;
  try {
    return saidSchema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** Keeps a text for the next page, or forgets it. */
export function setSaidCookie(response: Response, said: Said | null, secure: boolean): void {
  const value = said === null ? "" : JSON.stringify(said);
  set(response, { name: SAID, value, secure, maxAge: said === null ? 0 : SAID_SECONDS });
}

/** Over https browsers take the name from this host alone, whole site, https only: no neighbouring host can plant one. */
const called = (name: string, secure: boolean) => (secure ? `__Host-${name}` : name);

function read(request: Request, name: string, secure: boolean): string | undefined {
  return parseCookie(request.headers.cookie ?? "")[called(name, secure)];
}

function set(response: Response, cookie: { name: string; value: string; secure: boolean; maxAge?: number }): void {
  const { secure } = cookie;
  const fixed = { path: secure ? "/" : "/console", httpOnly: true, sameSite: "lax" } as const;
  response.append("Set-Cookie", stringifySetCookie({ ...cookie, name: called(cookie.name, secure), ...fixed }));
}
