// Bytes that travel through the chat: what the OA uploads (kept 7 days, §3.7) and what people send from the chat page.
import { createHash, randomUUID } from "node:crypto";
import type { Settings } from "./settings.ts";

const UPLOAD_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** A stored file. */
interface StoredMedia {
  id: string;
  kind: "image" | "gif" | "file" | "from-person";
  name: string;
  contentType: string;
  bytes: Buffer;
  checksum: string;
  /** Epoch milliseconds. */
  storedAt: number;
}

/** The shelf of files. */
export interface MediaShelf {
  store(kind: StoredMedia["kind"], name: string, contentType: string, bytes: Buffer): StoredMedia;
  find(id: string): StoredMedia | null;
  /** True when an upload of the OA is older than seven days. */
  expired(media: StoredMedia): boolean;
  /** The absolute address of a file, as events carry it. */
  url(media: StoredMedia): string;
  /** The absolute address under which the simulator is reached. */
  base(): string;
}

/** An empty shelf. */
export function createMediaShelf(settings: Settings): MediaShelf {
  const shelf = new Map<string, StoredMedia>();
  const base = () => settings.baseUrl ?? "http://simulator.invalid";
  return {
    store(kind, name, contentType, bytes) {
      const media: StoredMedia = {
        id: randomUUID(),
        kind,
        name,
        contentType,
        bytes,
        checksum: createHash("md5").update(bytes).digest("hex"),
        storedAt: settings.clock.now().getTime(),
      };
      shelf.set(media.id, media);
      return media;
    },
    find: (id) => shelf.get(id) ?? null,
    expired: (media) =>
      media.kind !== "from-person" && settings.clock.now().getTime() - media.storedAt > UPLOAD_LIFE_MS,
    url: (media) => `${base()}/media/${media.id}`,
    base,
  };
}
