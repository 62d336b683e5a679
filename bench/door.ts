// The door of the floor and of the peers: checks the seal, hands the message on, answers 200 when it was handled.
import type { AddressInfo } from "node:net";
import express from "express";
import { createHttp } from "../bot/zalo/http.ts";
import { verifySignature } from "../bot/zalo/signature.ts";
import { ACCOUNT } from "./account.ts";

/** A text message as it came in. */
export interface Arrived {
  raw: string;
  eventName: string;
  messageId: string;
  personId: string;
  text: string;
}

/** Listens on a free port and prints where. */
export function openDoor(handle: (message: Arrived) => Promise<void>): void {
  const app = express().disable("x-powered-by");
  app.post("/webhook/zalo", express.raw({ type: () => true, limit: "1mb" }), async (request, response) => {
    const raw = request.body as Buffer;
    const event = JSON.parse(raw.toString("utf8"));
    const header = request.get("x-zevent-signature");
    if (!verifySignature(header, ACCOUNT.appId, raw, event.timestamp, ACCOUNT.secretKey))
      return void response.status(401).end();
    const { sender, message, event_name: eventName } = event;
    await handle({
      raw: raw.toString("utf8"),
      eventName,
      messageId: message.msg_id,
      personId: sender.id,
      text: message.text,
    });
    response.status(200).end();
  });
  const server = app.listen(0, "127.0.0.1", () =>
    console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
}

/** Sends a text through the road's own HTTP client. */
export function answerThrough(zaloUrl: string): (personId: string, text: string) => Promise<void> {
  const http = createHttp();
  const headers = { "content-type": "application/json", access_token: ACCOUNT.accessToken };
  return async (personId, text) => {
    const body = JSON.stringify({ recipient: { user_id: personId }, message: { text } });
    await http.send({ method: "POST", url: `${zaloUrl}/v3.0/oa/message/cs`, headers, body });
  };
}
