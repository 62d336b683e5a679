// What `ansinh doctor` looks at beyond this machine: does the public address lead to the server, and does Zalo keep the same time. Only
// looks: no token, no message, nothing of anybody goes out.
import type { Config } from "../config.ts";
import { systemClock } from "../foundation/clock.ts";
import { clockFinding, type Finding } from "./finding.ts";

const PATIENCE_MS = 5000;

/** @param serverMayBeStopped the embedded store was free, so that nothing can be serving it */
export async function inspectOutside(
  { publicUrl, simulator, zalo }: Pick<Config, "publicUrl" | "simulator" | "zalo">,
  serverMayBeStopped: boolean,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (publicUrl !== null) findings.push(await inspectDoor(publicUrl, simulator, serverMayBeStopped));
  else if (!simulator)
    findings.push({
      state: "bad",
      what: "PUBLIC_URL is not set: links in messages lead to this machine only",
      remedy: "set PUBLIC_URL to the https address whose /webhook/zalo is registered at Zalo",
    });
  if (zalo.apiBaseUrl !== null) findings.push(await inspectZaloTime(zalo.apiBaseUrl));
  return findings;
}

async function inspectDoor(publicUrl: string, simulator: boolean, serverMayBeStopped: boolean): Promise<Finding> {
  const address = `${publicUrl.replace(/\/$/, "")}/healthz`;
  if (!simulator && !address.startsWith("https:"))
    return {
      state: "bad",
      what: `${publicUrl} is not https`,
      remedy: "Zalo calls https alone: put a proxy with a certificate in front (deploy/)",
    };
  const answer = await ask(address, "GET");
  if (answer?.status === 200 && (await answer.text()) === "ok\n")
    return {
      state: "good",
      what: `${publicUrl} leads to a server of An Sinh: Zalo can call ${publicUrl}/webhook/zalo`,
    };
  if (answer === null && serverMayBeStopped)
    return {
      state: "note",
      what: `nothing answers at ${publicUrl}`,
      remedy: "the server is stopped; ask again while it runs",
    };
  return {
    state: "bad",
    what:
      answer === null
        ? `nothing answers at ${publicUrl}`
        : `${address} answers ${answer.status}, and not as An Sinh does`,
    remedy: "start the server, then look at the name's address, the certificate and the proxy (deploy/)",
  };
}

async function inspectZaloTime(apiBaseUrl: string): Promise<Finding> {
  const told = Date.parse((await ask(apiBaseUrl, "HEAD"))?.headers.get("date") ?? "");
  if (!Number.isNaN(told)) return clockFinding("Zalo", (told - systemClock().now().getTime()) / 1000);
  return {
    state: "note",
    what: `Zalo's time is not known: ${apiBaseUrl} cannot be reached from here`,
    remedy: "let this machine call it by https, or messages cannot be sent",
  };
}

/** The answer, whatever its status; null when there was none. */
function ask(address: string, method: "GET" | "HEAD"): Promise<Response | null> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return fetch(address, { method, redirect: "manual", signal }).catch(() => null);
}
