// "Đăng nhập": an officer gets a one-time link to the pages of the commune.
import { linkForActor } from "../registry/console/links.ts";
import type { Handler } from "./handler.ts";

/** Reached by the order "đăng nhập" (knowledge/process/orders.yaml). Whoever holds no role is told so, and nothing else. */
export const signIn: Handler = {
  name: "sign-in",
  intents: [],
  async handle({ desk, session, service, publicUrl }) {
    const made = await linkForActor(desk);
    if (made === null) return { replies: [{ key: "sign-in:no-role" }], session };
    const values = { link: `${publicUrl}/console/sign-in/${made.token}`, minutes: service.console.linkMinutes };
    return { replies: [{ key: "sign-in:link", values }], session };
  },
};
