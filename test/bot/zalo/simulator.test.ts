// The client against the simulated Zalo: two readings of the same reference must fit each other.
import { afterEach, beforeEach, expect, it } from "vitest";
import { render } from "../../../bot/render.ts";
import { createZaloClient, type ZaloClient } from "../../../bot/zalo/client.ts";
import { createHttp } from "../../../bot/zalo/http.ts";
import { createRateLimiter, ownAllowance } from "../../../bot/zalo/rate.ts";
import { pastedPair } from "../../../bot/zalo/token-store.ts";
import { createTokenKeeper } from "../../../bot/zalo/tokens.ts";
import { systemClock } from "../../../foundation/clock.ts";
import { createLog } from "../../../foundation/log.ts";
import { type RunningSimulator, startSimulator } from "../../../simulator/start.ts";
import { logFile } from "../../setup/logs.ts";
import { memoryStore } from "./memory-store.ts";

const PERSON = "4900000000000000002";
const app = { appId: "1111", appSecret: "app-secret", oaId: "2000000000000000001", oaSecretKey: "oa-secret" };
const png = { name: "a.png", bytes: Buffer.from("89504e470d0a1a0a", "hex") };
let zalo: RunningSimulator;
let client: ZaloClient;

beforeEach(async () => {
  zalo = await startSimulator(app);
  await zalo.person(PERSON, { name: "Lò Thị Mẫu" }).text("chào");
  const { access_token, refresh_token } = zalo.tokens.issue();
  const [http, clock, store] = [createHttp(), systemClock(), memoryStore(pastedPair(access_token, refresh_token))];
  const log = createLog("trace", logFile());
  const tokens = createTokenKeeper({ ...app, store, oauthBaseUrl: zalo.oauthBaseUrl, clock, http, log });
  const rate = createRateLimiter(ownAllowance(4000, clock), async () => undefined);
  client = createZaloClient({ baseUrl: zalo.openapiBaseUrl, http, tokens, rate });
});
afterEach(() => zalo.close());

it("takes every message that rendering makes", async () => {
  const uploaded = await client.uploadImage(png);
  const image = { attachmentId: uploaded.ok ? uploaded.data.attachmentId : "" };
  const file = await client.uploadFile({ name: "đơn.pdf", bytes: Buffer.from("%PDF-1.4") });
  const reply = { text: "Bác chọn nhé", choices: [{ title: "Đồng ý", payload: "#yes" }], hint: "Nhắn 1." };
  const messages = [true, false].flatMap((interactive) =>
    render([{ ...reply, image, file: { token: file.ok ? file.data.token : "" } }], { interactive }),
  );
  for (const message of messages) {
    expect(await client.sendMessage({ user_id: PERSON }, message)).toMatchObject({
      ok: true,
      data: { messageId: expect.any(String), quotaType: "reply" },
      rate: { limit: 4000 },
    });
  }
  expect(zalo.messagesTo(PERSON)).toHaveLength(6);
});

it("refuses buttons where they are not accepted, which asks for plain text", async () => {
  zalo.settings.acceptInteractive = false;
  const [message] = render([{ text: "Chọn", choices: [{ title: "a", payload: "#a" }] }], { interactive: true });
  expect(await client.sendMessage({ user_id: PERSON }, message!)).toMatchObject({
    refused: { action: "render-plain" },
  });
});

it("renews an ended token with the single-use refresh token, again and again", async () => {
  for (let round = 0; round < 3; round += 1) {
    zalo.tokens.expireAccess();
    expect(await client.getOa()).toMatchObject({ ok: true, data: { oaId: app.oaId } });
  }
});

it("answers the other calls", async () => {
  expect(await client.userDetail(PERSON)).toMatchObject({ ok: true, data: { displayName: "Lò Thị Mẫu" } });
  expect(await client.personQuota(PERSON)).toMatchObject({ ok: true, data: { lastInteraction: expect.any(Number) } });
  expect(await client.tag(PERSON, "hộ nghèo")).toMatchObject({ ok: true });
  expect(await client.listTags()).toMatchObject({ ok: true, data: ["hộ nghèo"] });
  expect(await client.untag(PERSON, "hộ nghèo")).toMatchObject({ ok: true });
  expect(await client.removeTag("hộ nghèo")).toMatchObject({ ok: true });
  const talk = await client.conversation(PERSON);
  expect(talk).toMatchObject({ ok: true, data: [{ fromPerson: true, text: "chào" }] });
  const messageId = talk.ok ? (talk.data[0]?.messageId ?? "") : "";
  expect(await client.react(PERSON, messageId, "heart")).toMatchObject({ ok: true });
  expect(await client.deleteFollowerInfo(PERSON)).toMatchObject({ ok: true });
  const question = { quota_owner: "OA", product_type: "cs", quota_type: "sub_quota" } as const;
  expect(await client.packageQuota(question)).toMatchObject({ ok: true });
});
