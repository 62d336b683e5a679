// A Zalo of its own, outside the server under test, as the real one is: its own address, its own clock, its own sending.
import { type VirtualClock, virtualClock } from "../../simulator/clock.ts";
import type { SimulatorOptions } from "../../simulator/settings.ts";
import { type RunningSimulator, startSimulator } from "../../simulator/start.ts";

export interface OutsideZalo {
  simulator: RunningSimulator;
  clock: VirtualClock;
  /** What a server needs to be this account's bot. */
  environment: Record<string, string>;
}

const ACCOUNT = { appId: "3111", appSecret: "app-secret", oaId: "3222", oaSecretKey: "oa-secret-key" };

/**
 * Starts it. Its clock begins an hour ago and stands still, so that what is written in it lies in the past; and it waits
 * longer than Zalo's two seconds, because these tests are about order and loss, on a machine that may be busy.
 */
export async function startOutsideZalo(options: Partial<SimulatorOptions> = {}): Promise<OutsideZalo> {
  const clock = virtualClock(new Date(Date.now() - 3_600_000));
  const simulator = await startSimulator({
    ...ACCOUNT,
    clock,
    ratePerMinute: 1_000_000,
    webhookDeadlineMs: 30_000,
    ...options,
  });
  const pair = simulator.tokens.issue();
  const environment = {
    SIMULATOR: "off",
    ZALO_APP_ID: ACCOUNT.appId,
    ZALO_APP_SECRET: ACCOUNT.appSecret,
    ZALO_OA_ID: ACCOUNT.oaId,
    ZALO_OA_SECRET_KEY: ACCOUNT.oaSecretKey,
    ZALO_ACCESS_TOKEN: pair.access_token,
    ZALO_REFRESH_TOKEN: pair.refresh_token,
    ZALO_API_BASE_URL: simulator.openapiBaseUrl,
    ZALO_OAUTH_BASE_URL: simulator.oauthBaseUrl,
    ZALO_RATE_PER_MINUTE: "1000000",
  };
  return { simulator, clock, environment };
}
