// One exchange with Zalo over HTTP, as a value. What went wrong is told by a short reason: an axios error carries the tokens
// of its request, so it must not leave this file.
import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import axios, { isAxiosError } from "axios";
import { type JsonReading, readJson } from "./json.ts";

export interface HttpRequest {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** `outcomeUnknown`: the request may have taken effect although no answer arrived. */
export interface Unreachable {
  reason: string;
  outcomeUnknown: boolean;
}

export type HttpExchange =
  | { answered: true; status: number; header: (name: string) => string | null; body: JsonReading }
  | ({ answered: false } & Unreachable);

export interface Http {
  send(request: HttpRequest): Promise<HttpExchange>;
  /** Closes idle connections. */
  close(): void;
}

const LARGEST_ANSWER = 4 * 1024 * 1024;

/** The address of a path under a base that may have a path of its own, as "http://127.0.0.1:3000/simulator/openapi" has. */
export function addressOf(baseUrl: string, path: string): string {
  return baseUrl.replace(/\/+$/, "") + path;
}

/** Failures before any byte of the request left: nothing can have happened at the other end. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ERR_INVALID_URL",
]);

/** An HTTP client with kept-alive connections; `timeoutMs` is for the whole exchange. No redirects, no proxies from the environment. */
export function createHttp({ timeoutMs = 10_000, connections = 64 } = {}): Http {
  const agentOptions = { keepAlive: true, maxSockets: connections };
  const [httpAgent, httpsAgent] = [new Agent(agentOptions), new SecureAgent(agentOptions)];
  const client = axios.create({
    httpAgent,
    httpsAgent,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER,
    responseType: "arraybuffer",
    validateStatus: () => true,
  });
  return {
    async send({ method, url, headers, body }) {
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const data = typeof body === "string" ? Buffer.from(body) : body;
        const answer = await client.request<Uint8Array>({ method, url, headers, data, signal });
        const header = (name: string) => headerText(answer.headers[name.toLowerCase()]);
        return { answered: true, status: answer.status, header, body: readJson(answer.data) };
      } catch (fault) {
        return { answered: false, ...failure(fault) };
      }
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function failure(fault: unknown): Unreachable {
  const code = isAxiosError(fault) && fault.code ? fault.code : "ERR_UNKNOWN";
  if (code === "ERR_CANCELED") return { reason: "timeout", outcomeUnknown: true };
  return { reason: code, outcomeUnknown: !NEVER_SENT.has(code) };
}

function headerText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
