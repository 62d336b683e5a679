// Events written by hand and posted as any other program would, for what the simulator's people never do.
import { signature } from "../../bot/zalo/signature.ts";
import type { Installation } from "./installation.ts";

export interface PostedAnswer {
  status: number;
  body: string;
}

/** Posts these bytes; signs them with the account's key unless `mac` is given. */
export async function postRaw(
  { url, simulator }: Installation,
  body: string,
  { timestamp = "", mac, headers = {} }: { timestamp?: string; mac?: string; headers?: Record<string, string> } = {},
): Promise<PostedAnswer> {
  const { appId, oaSecretKey } = simulator.settings;
  const answer = await fetch(`${url}/webhook/zalo`, {
    method: "POST",
    headers: { "x-zevent-signature": mac ?? signature(appId, body, timestamp, oaSecretKey), ...headers },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

/** Posts an event of this account, genuine and complete but for what `event` changes. */
export function postEvent(
  here: Installation,
  event: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<PostedAnswer> {
  const { appId, oaId } = here.simulator.settings;
  const timestamp = String(event.timestamp ?? Date.now());
  const whole = { app_id: appId, oa_id: oaId, recipient: { id: oaId }, ...event, timestamp };
  return postRaw(here, JSON.stringify(whole), { timestamp, headers });
}

/** One line of /metrics, as a number; 0 when it was never counted. */
export async function metric({ url }: Installation, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}
