// The wire shapes of the events the bot acts on. Strict about who and which message, lenient about everything else:
// a field that is missing or odd must not turn a person's message into silence.
import { z } from "zod";
import { clean } from "../../foundation/vietnamese.ts";
import { id, optionalId, optionalText, textOrEmpty } from "./scalars.ts";

/** Every event has a name; the rest of the envelope may be missing in the console's test events. */
export const envelopeShape = z.object({
  event_name: z
    .string()
    .transform(clean)
    .refine((name) => name !== "", "empty name"),
  app_id: optionalId,
  timestamp: optionalText,
});

const party = z.object({ id });

const messageBody = z.object({
  msg_id: optionalId,
  text: textOrEmpty,
  quote_msg_id: optionalId,
  attachments: z.unknown().optional(),
});

/** `user_send_*`: the person is the sender. One known sender of test events puts attachments beside the message. */
export const userMessageShape = z.object({
  sender: party,
  recipient: party.nullish(),
  message: messageBody.nullish().catch(null),
  attachments: z.unknown().optional(),
});

/** `oa_send_*`: the person is the recipient; `admin_id` says that a human wrote it in Zalo's chat tool. */
export const oaMessageShape = z.object({
  sender: party.extend({ admin_id: optionalId }),
  recipient: party,
  message: z.object({ msg_id: optionalId, text: textOrEmpty }).nullish(),
});

/** `user_received_message`, `user_seen_message`. Sources disagree on which party is the person. */
export const statusShape = z.object({
  sender: z.object({ id: optionalId }).nullish(),
  recipient: z.object({ id: optionalId }).nullish(),
  message: z.object({ msg_id: optionalId, msg_ids: z.array(id).nullish() }),
});

export const reactionShape = z.object({
  sender: party,
  recipient: party,
  message: z.object({ msg_id: optionalId, react_icon: textOrEmpty }),
});

export const followShape = z.object({ oa_id: optionalId, follower: party, source: optionalText });

/** `user_click_chatnow`, `user_withdraw`. */
export const aboutUserShape = z.object({ oa_id: optionalId, user_id: id });

/** The address is nested in today's events and flat in older ones. */
export const submitInfoShape = z.object({
  sender: party,
  recipient: party,
  info: z.object({
    name: optionalText,
    phone: optionalText,
    user_dob: optionalText,
    gender: optionalText,
    full_address: z
      .object({ user_city: optionalText, user_ward: optionalText, user_address: optionalText })
      .nullish()
      .catch(null),
    address: optionalText,
    city: optionalText,
    district: optionalText,
    ward: optionalText,
  }),
});
