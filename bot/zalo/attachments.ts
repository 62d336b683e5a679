// What people send besides text, in one flat shape. A part that cannot be read is left out: it must not cost us the message.
import { z } from "zod";
import { clean } from "../../foundation/vietnamese.ts";
import { readJson } from "./json.ts";
import { optionalText } from "./scalars.ts";

/** Absent properties were not sent or made no sense. Media addresses expire at an unknown time: fetch at once. */
export interface Attachment {
  type: string;
  url?: string;
  thumbnail?: string;
  description?: string;
  name?: string;
  /** Bytes, as the sender's phone says. */
  size?: number;
  /** Extension of a file, as "pdf". */
  fileType?: string;
  /** MD5 of a file. */
  checksum?: string;
  stickerId?: string;
  latitude?: number;
  longitude?: number;
  /** Of a business card. */
  phone?: string;
  qrCodeUrl?: string;
}

const payload = z.object({
  url: optionalText,
  thumbnail: optionalText,
  description: optionalText,
  name: optionalText,
  size: optionalText,
  type: optionalText,
  checksum: optionalText,
  id: optionalText,
  coordinates: z.object({ latitude: optionalText, longitude: optionalText }).nullish().catch(null),
});

const attachment = z.object({ type: z.string(), payload: payload.nullish().catch(null) });

const card = z.object({ phone: optionalText, qrCodeUrl: optionalText });

/** Reads a list of `{type, payload}`; anything that is not such a list gives none. */
export function readAttachments(list: unknown): Attachment[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => {
    const parsed = attachment.safeParse(item);
    return parsed.success ? [flatten(clean(parsed.data.type), parsed.data.payload ?? {})] : [];
  });
}

function flatten(type: string, from: Partial<z.infer<typeof payload>>): Attachment {
  return {
    type,
    ...present({
      url: from.url,
      thumbnail: from.thumbnail,
      description: from.description,
      name: from.name,
      size: numberIn(from.size, 0, Number.MAX_SAFE_INTEGER),
      fileType: from.type,
      checksum: from.checksum,
      stickerId: from.id,
      latitude: numberIn(from.coordinates?.latitude, -90, 90),
      longitude: numberIn(from.coordinates?.longitude, -180, 180),
      ...readCard(from.description),
    }),
  };
}

/** A business card hides its fields as JSON text inside the description of a link. */
function readCard(description: string | null | undefined): { phone?: string | null; qrCodeUrl?: string | null } {
  const reading = description?.startsWith("{") ? readJson(description) : null;
  return reading?.ok ? (card.safeParse(reading.json).data ?? {}) : {};
}

function numberIn(text: string | null | undefined, least: number, most: number): number | null {
  const value = text ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };

function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Present<T>;
}
