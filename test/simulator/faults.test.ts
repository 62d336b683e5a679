import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

const CS = "/openapi/v3.0/oa/message/cs";

async function send(signal?: AbortSignal): Promise<string> {
  try {
    const response = await fetch(`${town.simulator.openapiBaseUrl}/v3.0/oa/message/cs`, {
      method: "POST",
      headers: { access_token: town.token },
      body: JSON.stringify({ recipient: { user_id: "1001" }, message: { text: "a" } }),
      signal: signal ?? null,
    });
    const text = await response.text();
    return text.startsWith("{")
      ? `${response.status} ${(JSON.parse(text) as { error: number }).error}`
      : `${response.status} no json`;
  } catch (fault) {
    return (fault as Error).name;
  }
}

describe("an order of trouble", () => {
  it.each([
    ["http-500", "500 no json"],
    ["not-json", "200 no json"],
    ["reset", "TypeError"],
    ["error", "200 -200"],
    ["slow", "200 0"],
  ] as const)("%s gives %s", async (kind, outcome) => {
    town.simulator.faults.inject({ kind, path: CS, ms: 1 });
    expect(await send()).toBe(outcome);
    town.simulator.faults.clear();
    expect(await send()).toBe("200 0");
  });

  it("timeout: no answer until the caller hangs up, and nothing is sent", async () => {
    town.simulator.faults.inject({ kind: "timeout", path: CS });
    expect(await send(AbortSignal.timeout(100))).toBe("TimeoutError");
    expect(town.simulator.messagesTo("1001")).toEqual([]);
  });

  it("afterwards: the message went out although the caller heard an error", async () => {
    town.simulator.faults.inject({ kind: "http-500", path: CS, afterwards: true });
    expect(await send()).toBe("500 no json");
    expect(town.simulator.messagesTo("1001")).toHaveLength(1);
  });
});

describe("how often", () => {
  const outcomes = async (count: number) => {
    const results: boolean[] = [];
    for (let turn = 0; turn < count; turn += 1) results.push((await send()) === "200 0");
    return results;
  };

  it("the next two calls", async () => {
    const order = town.simulator.faults.inject({ kind: "error", next: 2 });
    expect(await outcomes(4)).toEqual([false, false, true, true]);
    expect([order.hits, town.simulator.faults.list()]).toEqual([2, []]);
  });

  it("every third call", async () => {
    town.simulator.faults.inject({ kind: "error", every: 3 });
    expect(await outcomes(6)).toEqual([true, true, false, true, true, false]);
  });

  it("by chance, the same chance for the same seed", async () => {
    const runs: boolean[][] = [];
    for (let run = 0; run < 2; run += 1) {
      const order = town.simulator.faults.inject({ kind: "error", probability: 0.5, seed: 7 });
      runs.push(await outcomes(20));
      order.remove();
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(new Set(runs[0])).toEqual(new Set([true, false]));
  });

  it("only on the chosen path", async () => {
    town.simulator.faults.inject({ kind: "error", path: "/oauth/" });
    expect(await outcomes(1)).toEqual([true]);
  });
});
