// The few pages of the machine itself: is it up, is it ready, what does it count, who owns the domain, the OAuth callback.
import express, { type Router } from "express";
import type { Clock } from "../foundation/clock.ts";
import type { Logger } from "../foundation/log.ts";
import type { Library } from "../knowledge/library.ts";
import { conditionsOf } from "../knowledge/operations.ts";
import { machineState } from "../registry/operations/state.ts";
import type { Store } from "../registry/store.ts";
import type { Metrics } from "./metrics.ts";
import type { TokenKeeper } from "./zalo/tokens.ts";

export interface PagesOptions {
  config: { zalo: { verifierCode: string | null; codeVerifier: string | null; oaId: string }; simulator: boolean };
  store: Store;
  library: Library;
  clock: Clock;
  metrics: Metrics;
  /** Whether messages are being handled and delivered. */
  working(): boolean;
  keeper: TokenKeeper;
  log: Logger;
}

/** `/`, `/healthz`, `/readyz`, `/metrics`, `/zalo_verifier<CODE>.html`, `/oauth/callback`. */
export function pagesRouter({ config, store, library, clock, working, metrics, keeper, log }: PagesOptions): Router {
  const router = express.Router();
  const code = config.zalo.verifierCode;
  const page = homePage(code, config.simulator);

  router.get("/", (_, response) => void response.type("html").send(page));
  router.get("/healthz", (_, response) => void response.type("text").send("ok\n"));
  router.get("/readyz", async (_, response) => {
    const answers = await store.client.$queryRaw`SELECT 1`.catch(() => null);
    const trouble =
      answers === null ? "the store does not answer" : working() ? null : "stopping: nothing new is taken";
    response
      .status(trouble === null ? 200 : 503)
      .type("text")
      .send(`${trouble ?? "ready"}\n`);
  });
  router.get("/metrics", async (_, response) => {
    const now = clock.now();
    const state = await machineState(store.client, now).catch(() => null);
    const { operations, holidays } = library;
    metrics.machine.show(state, state === null ? [] : conditionsOf(state, operations, holidays, now), now);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  if (code !== null) router.get(`/zalo_verifier${code}.html`, (_, response) => void response.type("html").send(page));
  router.get("/oauth/callback", async (request, response) => {
    const { code: grant, oa_id: oaId } = request.query;
    // Only a consent that this installation's operator began: without the verifier anybody's would do, for anybody's account.
    const verifier = config.zalo.codeVerifier;
    if (verifier === null || typeof grant !== "string" || oaId !== config.zalo.oaId)
      return void response.status(400).type("text").send("not a consent for this account\n");
    const answer = await keeper.exchangeCode(grant, verifier);
    if (answer.status !== "granted") log.error({ reason: answer.reason }, "Zalo did not grant tokens for the consent");
    const granted = answer.status === "granted";
    response
      .status(granted ? 200 : 502)
      .type("text")
      .send(granted ? "An Sinh may now write for this account.\n" : "Zalo did not grant access; see the log.\n");
  });
  return router;
}

/** The home page carries the tag by which Zalo verifies the domain. */
function homePage(code: string | null, simulator: boolean): string {
  const tag = code === null ? "" : `<meta name="zalo-platform-site-verification" content="${code}" />`;
  const link = `<p><a href="/console">/console</a></p>${simulator ? `<p><a href="/simulator/">/simulator</a></p>` : ""}`;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>An Sinh</title>${tag}</head><body><h1>An Sinh</h1>${link}</body></html>\n`;
}
