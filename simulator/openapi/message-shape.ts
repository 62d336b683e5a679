// The shapes and limits of a consultation message (§3.2, §3.3): what it may contain before anybody asks who it is for.
import { z } from "zod";
import { codePoints } from "../../foundation/vietnamese.ts";

/** A text of 1 to `most` code points; longer is a limit (-210), empty or missing is an invalid field (-201). */
function textUpTo(most: number) {
  return z
    .string()
    .min(1)
    .superRefine((text, context) => {
      if (codePoints(text) > most) context.addIssue({ code: "too_big", origin: "string", maximum: most, input: text });
    });
}

const id = z.union([z.string().min(1), z.number()]).transform(String);

const phoneAndSms = z.object({ phone_code: z.string().min(1), content: z.string().optional() });
const payloadByType: Record<string, z.ZodType> = {
  "oa.open.url": z.object({ url: z.url() }),
  "oa.query.show": textUpTo(1000),
  "oa.query.hide": textUpTo(1000),
  "oa.open.sms": phoneAndSms.extend({ content: textUpTo(160) }),
  "oa.open.phone": phoneAndSms,
};

const button = z
  .object({ title: textUpTo(100), type: z.string(), payload: z.unknown(), image_icon: z.string().optional() })
  .superRefine((value, context) => {
    const shape = payloadByType[value.type];
    if (!shape) return context.addIssue({ code: "custom", path: ["type"], message: "unknown button type" });
    const reading = shape.safeParse(value.payload);
    if (reading.success) return;
    if (reading.error.issues[0]?.code === "too_big") {
      context.addIssue({ code: "too_big", origin: "string", maximum: 1000, path: ["payload"], input: value.payload });
    } else context.addIssue({ code: "custom", path: ["payload"], message: "does not fit the type" });
  });

const buttons = z.array(button).max(5).default([]);

const mediaElement = z
  .object({
    media_type: z.enum(["image", "gif", "sticker"]),
    url: z.url().optional(),
    attachment_id: z.string().min(1).optional(),
    width: z.coerce.number().optional(),
    height: z.coerce.number().optional(),
  })
  .refine((element) => (element.url === undefined) !== (element.attachment_id === undefined), {
    path: ["attachment_id"],
  })
  .refine((element) => element.media_type === "image" || element.attachment_id !== undefined, {
    path: ["attachment_id"],
  })
  .refine((element) => element.media_type !== "gif" || (element.width ?? 0) > 0, { path: ["width"] })
  .refine((element) => element.media_type !== "gif" || (element.height ?? 0) > 0, { path: ["height"] });

const rowElement = z.object({
  title: textUpTo(100),
  subtitle: textUpTo(500).optional(),
  image_url: z.url().optional(),
  default_action: z.record(z.string(), z.unknown()).optional(),
});

const listElements = z
  .array(rowElement)
  .min(1)
  .max(5)
  .refine((rows) => rows[0]?.subtitle !== undefined, { path: ["subtitle"] });

/** Payloads by template type. */
export const templates = {
  media: z.object({ elements: z.array(mediaElement).min(1).max(1) }),
  request_user_info: z.object({ elements: z.array(rowElement).min(1).max(1) }),
  list: z.object({ elements: listElements, buttons }),
  button: z.object({ buttons: buttons.refine((some) => some.length > 0) }),
} as const;

/** The file attachment. */
export const filePayload = z.object({ token: z.string().min(1) });

/** A text of a message: at most 2,000 code points. */
export const messageText = textUpTo(2000);

/** The body around the message: to a person, or in answer to one of their messages. */
export const consultationBody = z.object({
  recipient: z
    .object({ user_id: id.optional(), message_id: id.optional() })
    .refine((recipient) => recipient.user_id !== undefined || recipient.message_id !== undefined, {
      path: ["user_id"],
    }),
  message: z.object({
    text: z.string().optional(),
    quote_message_id: z.string().optional(),
    attachment: z.object({ type: z.string(), payload: z.record(z.string(), z.unknown()) }).optional(),
  }),
});
