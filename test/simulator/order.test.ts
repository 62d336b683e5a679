import { afterEach, beforeEach, expect, it } from "vitest";
import { DAY, openTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await openTown({ ratePerMinute: 1 });
});
afterEach(() => town.close());

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]);

it("each check hides the next: token, rate, rights, body, person, window, attachment", async () => {
  const { simulator, clock } = town;
  simulator.settings.ratePerMinute = 1000;
  const uploaded = await town.upload("/v2.0/oa/upload/image", "a.png", PNG);
  const elements = [{ media_type: "image", attachment_id: uploaded.data.attachment_id }];
  const good = { text: "a", attachment: { type: "template", payload: { template_type: "media", elements } } };
  const person = simulator.person("1001");

  // Everything is wrong at once; each line repairs one thing and the next refusal shows.
  clock.advance(8 * DAY);
  simulator.settings.ratePerMinute = 0;
  simulator.refusedApis.set("/v3.0/oa/message/cs", -212);
  person.block();
  const codes = [(await town.cs({ text: "" })).error];
  const pair = simulator.tokens.issue();
  town.token = pair.access_token;
  codes.push((await town.cs({ text: "" })).error);
  simulator.settings.ratePerMinute = 1000;
  codes.push((await town.cs({ text: "" })).error);
  simulator.refusedApis.clear();
  codes.push((await town.cs({ text: "" })).error);
  codes.push((await town.cs(good)).error);
  person.unblock();
  codes.push((await town.cs(good)).error);
  await person.text("chào");
  codes.push((await town.cs(good)).error);
  expect(codes).toEqual([-220, -32, -212, -201, -244, -230, -100]);
});

it("the rate is counted by the minute and told in the headers of every answer", async () => {
  const { simulator, clock } = town;
  const ask = async (token: string) => {
    const response = await fetch(`${simulator.openapiBaseUrl}/v2.0/oa/getoa`, { headers: { access_token: token } });
    const { error } = (await response.json()) as { error: number };
    return [
      response.status,
      error,
      response.headers.get("x-ratelimit-limit"),
      response.headers.get("x-ratelimit-remain"),
    ];
  };
  expect(await ask("wrong")).toEqual([200, -216, "1", "1"]);
  expect(await ask(town.token)).toEqual([200, 0, "1", "0"]);
  expect(await ask(town.token)).toEqual([200, -32, "1", "0"]);
  clock.advance(60_000);
  expect(await ask(town.token)).toEqual([200, 0, "1", "0"]);
});
