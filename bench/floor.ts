// The floor: what any bot must do for a message and nothing more. Checks the seal, stores the event with one INSERT through
// the same client and driver, posts one answer to Zalo over the same HTTP client, then answers 200.
import type { AddressInfo } from "node:net";
import express from "express";
import { createHttp } from "../bot/zalo/http.ts";
import { verifySignature } from "../bot/zalo/signature.ts";
import { openDatabase } from "../prisma/database.ts";
import { ACCOUNT } from "./account.ts";

const [zaloUrl = "", databaseUrl = "", folder = ""] = process.argv.slice(2);
const { client } = await openDatabase(databaseUrl === "" ? { folder } : { url: databaseUrl });
const http = createHttp();

const app = express().disable("x-powered-by");
app.post("/webhook/zalo", express.raw({ type: () => true, limit: "1mb" }), async (request, response) => {
  const raw = request.body as Buffer;
  const event = JSON.parse(raw.toString("utf8"));
  const header = request.get("x-zevent-signature");
  if (!verifySignature(header, ACCOUNT.appId, raw, event.timestamp, ACCOUNT.secretKey))
    return void response.status(401).end();
  const now = new Date();
  await client.$executeRaw`
    INSERT INTO inbound_event (dedup_key, event_name, account_id, event_sealed, occurred_at, received_at, ready_at)
    VALUES (${event.message.msg_id}, ${event.event_name}, ${event.sender.id}, ${raw.toString("utf8")}, ${now}, ${now}, ${now})`;
  const body = JSON.stringify({ recipient: { user_id: event.sender.id }, message: { text: "Chào bác." } });
  const headers = { "content-type": "application/json", access_token: ACCOUNT.accessToken };
  await http.send({ method: "POST", url: `${zaloUrl}/v3.0/oa/message/cs`, headers, body });
  response.status(200).end();
});
const server = app.listen(0, "127.0.0.1", () =>
  console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
