// POST /v3.0/oa/quota/message, both bodies: about one person, or about the package (§3.4). The figures are samples.
import { z } from "zod";
import type { Platform } from "../platform.ts";
import { type Answer, accept, type Call, invalid, readBody } from "./answer.ts";

const personBody = z.object({ user_id: z.string().min(1) });
const packageBody = z.object({
  quota_owner: z.enum(["OA", "APP"]),
  product_type: z.enum(["cs", "transaction"]),
  quota_type: z.enum(["sub_quota", "purchase_quota", "reward_quota"]),
});

/** Answers either quota question. */
export function quotaOf(platform: Platform, call: Call): Answer {
  const asksPackage = typeof call.body === "object" && call.body !== null && "quota_owner" in call.body;
  return asksPackage ? packageQuota(call) : personQuota(platform, call);
}

function personQuota({ world }: Platform, call: Call): Answer {
  const reading = readBody(personBody, call.body);
  if (!reading.ok) return reading.answer;
  const person = world.people.get(reading.value.user_id);
  if (!person) return invalid("user_id");
  return accept({
    last_interaction: person.lastInteraction === null ? "" : String(person.lastInteraction),
    cs_reply: { remain: 8, total: 8 },
    promotion: { daily_remain: 1, daily_total: 1, monthly_remain: 3, monthly_total: 3 },
  });
}

function packageQuota(call: Call): Answer {
  const reading = readBody(packageBody, call.body);
  if (!reading.ok) return reading.answer;
  const { product_type, quota_type } = reading.value;
  return accept([
    { asset_id: "asset-1", product_type, quota_type, valid_through: "31/12/2026", total: 2000, remain: 2000 },
  ]);
}
