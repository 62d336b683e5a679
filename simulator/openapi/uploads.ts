// Uploads (multipart, field "file"): formats are recognised by content, not by name; sizes as published (§3.7).
import type { Platform } from "../platform.ts";
import { type Answer, accept, type Call, invalid, refuse } from "./answer.ts";

const MEGABYTE = 1024 * 1024;

interface Rule {
  kind: "image" | "gif" | "file";
  most: number;
  recognise(bytes: Buffer, name: string): boolean;
  answer(id: string): object;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

const IMAGE: Rule = {
  kind: "image",
  most: MEGABYTE,
  recognise: (bytes) => startsWith(bytes, JPEG) || startsWith(bytes, PNG),
  answer: (id) => ({ attachment_id: id }),
};
const GIF: Rule = {
  kind: "gif",
  most: 5 * MEGABYTE,
  recognise: (bytes) => startsWith(bytes, Buffer.from("GIF8")),
  answer: (id) => ({ attachment_id: id }),
};
const FILE: Rule = {
  kind: "file",
  most: 5 * MEGABYTE,
  recognise: (_bytes, name) => /\.(pdf|docx?|csv)$/i.test(name),
  answer: (id) => ({ token: id }),
};

/** POST /v2.0/oa/upload/image: jpg or png, 1 MB. */
export function uploadImage(platform: Platform, call: Call): Promise<Answer> {
  return upload(platform, call, IMAGE);
}

/** POST /v2.0/oa/upload/gif: gif, 5 MB. */
export function uploadGif(platform: Platform, call: Call): Promise<Answer> {
  return upload(platform, call, GIF);
}

/** POST /v2.0/oa/upload/file: pdf, doc, docx or csv, 5 MB. */
export function uploadFile(platform: Platform, call: Call): Promise<Answer> {
  return upload(platform, call, FILE);
}

async function upload({ media }: Platform, call: Call, rule: Rule): Promise<Answer> {
  const file = await fileOf(call);
  if (file === null || file.size === 0) return invalid("file");
  if (file.size > rule.most) return refuse(-210);
  const bytes = Buffer.from(await file.arrayBuffer());
  if (!rule.recognise(bytes, file.name)) return invalid("file");
  return accept(rule.answer(media.store(rule.kind, file.name, file.type, bytes).id));
}

async function fileOf(call: Call): Promise<File | null> {
  try {
    const form = await new Response(new Uint8Array(call.bytes), {
      headers: { "content-type": call.contentType },
    }).formData();
    const file = form.get("file");
    return file instanceof File ? file : null;
  } catch {
    return null;
  }
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}
