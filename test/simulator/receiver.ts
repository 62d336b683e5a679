// A webhook that only listens: keeps every request with its raw bytes and answers what the test wants.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  event: Record<string, unknown> & { event_name: string };
}

/** A listening webhook; `status` may be changed at any time, null never answers. */
export interface Receiver {
  url: string;
  status: number | null;
  received: Received[];
  names(): string[];
  close(): Promise<void>;
}

/** Starts a receiver on a free port. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      receiver.received.push({ headers: request.headers, body, event: JSON.parse(body) });
      if (receiver.status !== null) response.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/zalo`,
    status: 200,
    received: [],
    names: () => receiver.received.map(({ event }) => event.event_name),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return receiver;
}
