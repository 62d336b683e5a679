// Personal data at rest: AES-256-GCM for what is read back, a keyed hash for what is only searched.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { AppError } from "../foundation/errors.ts";

/** Seals and opens text with the installation's key. */
export interface Seal {
  seal(plain: string): string;
  /** Throws AppError `seal:broken` when the text was not sealed with this key. */
  open(sealed: string): string;
  /** The same input gives the same hash under the same key; it tells nothing without the key. */
  hash(plain: string): string;
  /** For `openWith` in another thread of this process. */
  readonly key: KeyObject;
}

const IV = 12;
const TAG = 16;
/** Random bytes are fetched for so many seals at once: fetching costs more than sealing. */
const IVS = 1024;

/** @param key 64 hexadecimal digits (ENCRYPTION_KEY) */
export function createSeal(key: string): Seal {
  const secret = Buffer.from(key, "hex");
  if (secret.length !== 32) throw new AppError("seal:key", "the encryption key must be 64 hexadecimal digits");
  const derive = (purpose: string) => createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", purpose, 32)));
  const sealing = derive("an-sinh seal 1");
  const hashing = derive("an-sinh hash 1");
  let ivs = Buffer.alloc(0);
  const nextIv = () => {
    if (ivs.length === 0) ivs = randomBytes(IV * IVS);
    const iv = ivs.subarray(0, IV);
    ivs = ivs.subarray(IV);
    return iv;
  };
  return {
    seal(plain) {
      const iv = nextIv();
      const cipher = createCipheriv("aes-256-gcm", sealing, iv);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
    },
    open: (sealed) => openWith(sealing, sealed),
    key: sealing,
    hash: (plain) => createHmac("sha256", hashing).update(plain, "utf8").digest("hex"),
  };
}

/** Opens what was sealed under a seal's `key`; throws AppError `seal:broken` when it was not. */
export function openWith(key: KeyObject, sealed: string): string {
  try {
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    const plain = decipher.update(bytes.subarray(IV + TAG));
    decipher.final(); // adds nothing, but throws when the tag is another one
    return plain.toString("utf8");
  } catch (cause) {
    throw new AppError("seal:broken", "sealed data does not open with this ENCRYPTION_KEY", { cause });
  }
}
