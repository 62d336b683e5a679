// POST /v3.0/oa/message/template: an approved ZBS template sent by user id. It may go outside the seven-day window (§5).
import { z } from "zod";
import { type Platform, sendToPerson } from "../platform.ts";
import { draftOf } from "../world.ts";
import { type Answer, accept, type Call, invalid, readBody, refuse } from "./answer.ts";

const body = z.object({
  user_id: z.string().min(1),
  template_id: z.union([z.string().min(1), z.number()]).transform(String),
  template_data: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Sends a template; the chat shows its id and values, since the approved wording is known to Zalo only. */
export function sendTemplate(platform: Platform, call: Call): Answer {
  const reading = readBody(body, call.body);
  if (!reading.ok) return reading.answer;
  const { user_id, template_id, template_data } = reading.value;
  const person = platform.world.people.get(user_id);
  if (!person) return invalid("user_id");
  if (person.inactive) return refuse(-227);
  if (person.blocked) return refuse(-244);
  const lines = Object.entries(template_data).map(([name, value]) => `${name}: ${value}`);
  const message = sendToPerson(
    platform,
    person,
    draftOf("template", { text: [`#${template_id}`, ...lines].join("\n") }),
  );
  return accept({ message_id: message.id, user_id, sent_time: String(message.at), quota: { quota_type: "sub_quota" } });
}
