// Fetches what people send, which lies on Zalo's hosts and nowhere else: an address that leads elsewhere is not followed.

/** Hosts from which Zalo serves what people send. */
const ZALO_HOSTS = /(?:^|\.)(?:zdn\.vn|zadn\.vn|zalo\.me|zaloapp\.com)$/;
const FETCH_MS = 20_000;

/** The bytes; null when the address is not Zalo's or there are more bytes than `most`. Throws when the host does not answer well: try again later. */
export async function downloadFromZalo(
  url: string,
  { most, simulator }: { most: number /** The one host beside Zalo's, while it is on. */; simulator: string | null },
): Promise<Buffer | null> {
  if (!isAllowed(url, simulator)) return null;
  // A redirect is a fault: it would lead past the hosts that are allowed.
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(FETCH_MS) });
  if (!response.ok || response.body === null) throw new Error(`the host answered ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function isAllowed(url: string, simulator: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  if (simulator !== null && origin === new URL(simulator).origin) return true;
  return protocol === "https:" && ZALO_HOSTS.test(hostname);
}
