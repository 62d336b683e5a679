// A web server of a few lines that stands where Zalo is: real sockets, scripted answers, a record of what was asked.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: string;
}

/** An answer: JSON with status 200, or whatever the function does with the response. */
export type Scripted = object | ((response: ServerResponse) => void);

export interface LocalApi {
  url: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** Serves `answer` of each request until closed. */
export async function localApi(answer: (asked: Asked) => Scripted): Promise<LocalApi> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", headers } = request;
    const one = {
      method,
      headers,
      url: new URL(request.url ?? "/", "http://local"),
      body: Buffer.concat(chunks).toString(),
    };
    asked.push(one);
    const scripted = answer(one);
    if (typeof scripted === "function") scripted(response);
    else response.setHeader("content-type", "application/json").end(JSON.stringify(scripted));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
