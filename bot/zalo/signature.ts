// The seal on webhook requests. Zalo's formula is a plain SHA-256 over four concatenated strings (not an HMAC),
// taken over the bytes as they came: parsing and writing the JSON again would break it.
import { createHash, timingSafeEqual } from "node:crypto";

/** The header in which Zalo (and the simulator) sends the seal. Node shows header names in lower case. */
export const SIGNATURE_HEADER = "x-zevent-signature";

const HEADER = /^\s*mac\s*=\s*([0-9a-f]{64})\s*$/i;

/**
 * The header value for a webhook body: "mac=" + hex of SHA-256(appId + rawBody + timestamp + oaSecretKey).
 * `timestamp` is the value inside the body as a string ("" for a console probe without one); `oaSecretKey` is the OA secret key
 * of the webhook page, not the application secret of OAuth.
 */
export function signature(appId: string, rawBody: Uint8Array | string, timestamp: string, oaSecretKey: string): string {
  const hash = createHash("sha256").update(appId).update(rawBody).update(timestamp).update(oaSecretKey);
  return `mac=${hash.digest("hex")}`;
}

/** True when the header seals exactly these bytes. Blanks around the value and around "=" are tolerated; compares in constant time. */
export function verifySignature(
  header: string | undefined,
  appId: string,
  rawBody: Uint8Array | string,
  timestamp: string,
  oaSecretKey: string,
): boolean {
  const given = HEADER.exec(header ?? "")?.[1];
  if (given === undefined) return false;
  const expected = signature(appId, rawBody, timestamp, oaSecretKey).slice("mac=".length);
  return timingSafeEqual(Buffer.from(given, "hex"), Buffer.from(expected, "hex"));
}
