// One HTTP POST to the webhook with Zalo's two-second deadline, over connections that stay open between events.
import * as http from "node:http";
import * as https from "node:https";

/** What came of one attempt: an HTTP status, silence until the deadline, or no connection at all. */
export type PostResult = { kind: "answered"; status: number } | { kind: "late" } | { kind: "unreachable" };

/** Posts bytes and waits for the status; the body of the answer is ignored, as Zalo ignores it. */
interface Postman {
  post(url: string, body: Buffer, headers: Record<string, string>, deadlineMs: number): Promise<PostResult>;
  close(): void;
}

/** A postman with its own keep-alive connections. */
export function createPostman(): Postman {
  const options = { keepAlive: true, maxSockets: 64 };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };

  const once = (url: URL, body: Buffer, headers: Record<string, string>, deadlineMs: number) =>
    new Promise<PostResult | "stale-connection">((resolve) => {
      const secure = url.protocol === "https:";
      const request = (secure ? https : http).request(url, {
        method: "POST",
        agent: secure ? agents.https : agents.http,
        headers: { "content-type": "application/json", "content-length": String(body.length), ...headers },
      });
      const deadline = setTimeout(() => {
        resolve({ kind: "late" });
        request.destroy();
      }, deadlineMs);
      request.on("response", (response) => {
        clearTimeout(deadline);
        response.resume();
        resolve({ kind: "answered", status: response.statusCode ?? 0 });
      });
      request.on("error", () => {
        clearTimeout(deadline);
        resolve(request.reusedSocket ? "stale-connection" : { kind: "unreachable" });
      });
      request.end(body);
    });

  return {
    async post(url, body, headers, deadlineMs) {
      // A kept connection may have been closed by the other side just now: that says nothing about the server, so knock again.
      for (let knock = 0; knock < 3; knock += 1) {
        const result = await once(new URL(url), body, headers, deadlineMs);
        if (result !== "stale-connection") return result;
      }
      return { kind: "unreachable" };
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
