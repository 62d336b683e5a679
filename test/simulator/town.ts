// A simulator, a webhook that listens and one person who already wrote: where most tests of the simulator begin.
import { type VirtualClock, virtualClock } from "../../simulator/clock.ts";
import type { SimulatorOptions } from "../../simulator/settings.ts";
import { type RunningSimulator, startSimulator } from "../../simulator/start.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

export const APP = { appId: "1111", appSecret: "app-secret", oaId: "2222", oaSecretKey: "oa-secret" };
export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

export interface ApiAnswer {
  error: number;
  message: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
  data?: any;
}

export interface Town {
  clock: VirtualClock;
  simulator: RunningSimulator;
  receiver: Receiver;
  token: string;
  post(path: string, body: unknown): Promise<ApiAnswer>;
  get(path: string, data?: unknown): Promise<ApiAnswer>;
  upload(path: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ApiAnswer>;
  /** Sends a consultation message to the person "1001". */
  cs(message: unknown, recipient?: unknown): Promise<ApiAnswer>;
  close(): Promise<void>;
}

/** Opens the town; "1001" has written once, so the OA may answer. */
export async function openTown(options: Partial<SimulatorOptions> = {}): Promise<Town> {
  const clock = virtualClock();
  const receiver = await startReceiver();
  const simulator = await startSimulator({ ...APP, clock, webhookUrl: receiver.url, ...options });
  await simulator.person("1001", { name: "Bà Mão" }).text("xin chào");
  receiver.received.length = 0;
  const call = async (path: string, init: RequestInit) => {
    const headers = { access_token: town.token, ...(init.headers as Record<string, string>) };
    return (await (await fetch(`${simulator.openapiBaseUrl}${path}`, { ...init, headers })).json()) as ApiAnswer;
  };
  const town: Town = {
    clock,
    simulator,
    receiver,
    token: simulator.tokens.issue().access_token,
    post: (path, body) =>
      call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    get: (path, data = {}) => call(`${path}?data=${encodeURIComponent(JSON.stringify(data))}`, {}),
    upload(path, name, bytes) {
      const body = new FormData();
      body.set("file", new File([bytes], name));
      return call(path, { method: "POST", body });
    },
    cs: (message, recipient = { user_id: "1001" }) => town.post("/v3.0/oa/message/cs", { recipient, message }),
    async close() {
      await simulator.close();
      await receiver.close();
    },
  };
  return town;
}
