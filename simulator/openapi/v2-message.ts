// POST /v2.0/oa/message: reactions and broadcasts still live here; ordinary messages were shut down (-240, §3.6).
import { z } from "zod";
import type { Platform } from "../platform.ts";
import { type Answer, accept, type Call, invalid, readBody, refuse } from "./answer.ts";
import { refusalToReach } from "./reach.ts";

const ICONS = [":>", "--b", ":-((", "/-strong", "/-heart", ":-h", ":o", "/-remove"] as const;

const reaction = z.object({
  recipient: z.object({ user_id: z.string().min(1) }),
  sender_action: z.object({ react_icon: z.enum(ICONS), react_message_id: z.string().min(1) }),
});

const broadcast = z.object({
  recipient: z.object({ target: z.record(z.string(), z.unknown()) }),
  message: z.object({
    attachment: z.object({
      type: z.literal("template"),
      payload: z.object({
        template_type: z.literal("media"),
        elements: z
          .array(z.object({ media_type: z.literal("article"), attachment_id: z.string().min(1) }))
          .min(1)
          .max(5),
      }),
    }),
  }),
});

/** Tells the three uses of the old endpoint apart. */
export function sendV2(platform: Platform, call: Call): Answer {
  const body = (call.body ?? {}) as { sender_action?: unknown; recipient?: { target?: unknown } };
  if (body.sender_action !== undefined) return react(platform, call);
  if (body.recipient?.target === undefined) return refuse(-240);
  const reading = readBody(broadcast, call.body);
  return reading.ok ? accept({ message_id: crypto.randomUUID().replaceAll("-", "") }) : reading.answer;
}

function react({ settings, world, feed }: Platform, call: Call): Answer {
  const reading = readBody(reaction, call.body);
  if (!reading.ok) return reading.answer;
  const { react_icon, react_message_id } = reading.value.sender_action;
  const person = world.people.get(reading.value.recipient.user_id);
  if (!person) return invalid("user_id");
  const message = world.messages.get(react_message_id);
  if (message?.personId !== person.id) return invalid("react_message_id");
  const refusal = refusalToReach(settings, person);
  if (refusal !== null) return refusal;
  message.reactions = react_icon === "/-remove" ? [] : [...message.reactions, react_icon].slice(-50);
  feed.publish({ kind: "message-changed", message });
  return accept({ message_id: message.id, user_id: person.id });
}
