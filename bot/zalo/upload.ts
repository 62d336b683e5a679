// Pictures and files on their way to Zalo, as multipart bodies. Their limits are checked here: a file too large is our fault, not an outcome.
import FormData from "form-data";
import { AppError } from "../../foundation/errors.ts";
import type { CallRequest } from "./call.ts";
import { UPLOADS } from "./messages.ts";

export interface Upload {
  /** File name with extension; the person sees it for files. */
  name: string;
  bytes: Uint8Array;
}

/** The request that uploads; throws AppError "zalo:upload" when Zalo would not take such a file. */
export function uploadRequest(kind: keyof typeof UPLOADS, { name, bytes }: Upload): CallRequest {
  const { path, bytes: most, extensions } = UPLOADS[kind];
  const extension = name.split(".").at(-1)?.toLowerCase() ?? "";
  if (!(extensions as readonly string[]).includes(extension)) {
    throw new AppError("zalo:upload", `${kind} must be one of ${extensions.join(", ")}, not .${extension}`);
  }
  if (bytes.byteLength === 0 || bytes.byteLength > most) {
    throw new AppError("zalo:upload", `${kind} must have 1 to ${most} bytes, not ${bytes.byteLength}`);
  }
  const form = new FormData();
  form.append("file", Buffer.from(bytes), { filename: name });
  return { method: "POST", path, headers: form.getHeaders(), body: form.getBuffer() };
}
