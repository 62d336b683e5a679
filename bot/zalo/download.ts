// Fetches what people send, which lies on Zalo's hosts and nowhere else: an address that leads elsewhere is not followed.
import { lookup } from "node:dns/promises";
import { BlockList } from "node:net";

/** Hosts from which Zalo serves what people send. */
const ZALO_HOSTS = /(?:^|\.)(?:zdn\.vn|zadn\.vn|zalo\.me|zaloapp\.com)$/;
const FETCH_MS = 20_000;

/** Networks that nobody serves the public from: this machine, its neighbours, the cloud's own services. */
const INSIDE = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  INSIDE.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  INSIDE.addSubnet(network, bits, "ipv6");

/** How downloading is bounded. */
export interface Bounds {
  /** Bytes. */
  most: number;
  /** Address of the simulator: the one place beside Zalo's hosts, while it is on. */
  simulator: string | null;
  /** The addresses of a host. */
  resolve?: (host: string) => Promise<readonly { address: string; family: number }[]>;
}

const resolveByDns = (host: string) => lookup(host, { all: true });

/**
 * The bytes; null when the address is not Zalo's or there are more bytes than `most`. Throws when the host does not answer well or
 * its name leads inside: try again later.
 */
export async function downloadFromZalo(
  url: string,
  { most, simulator, resolve = resolveByDns }: Bounds,
): Promise<Buffer | null> {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  if (simulator === null || !address.href.startsWith(`${simulator}/`)) {
    if (!isZalos(address)) return null;
    const found = await resolve(address.hostname);
    if (found.some(({ address: at, family }) => INSIDE.check(at, family === 6 ? "ipv6" : "ipv4")))
      throw new Error("the host's name leads to an address that is not public");
  }
  // A redirect is a fault: it would lead past the hosts that are allowed.
  const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(FETCH_MS) });
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

/** Only https on its own port: whoever answers must prove to be Zalo. */
function isZalos({ protocol, hostname, port, username, password }: URL): boolean {
  return protocol === "https:" && port === "" && username === "" && password === "" && ZALO_HOSTS.test(hostname);
}
