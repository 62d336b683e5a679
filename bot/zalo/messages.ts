// The consultation messages an account may send (POST /v3.0/oa/message/cs), with their limits. Wire shape on purpose: what is
// stored in the outbox is what is sent. Lengths are counted in code points.
import { z } from "zod";
import { codePoints } from "../../foundation/vietnamese.ts";

/** Limits of Zalo, by message part. The simulator refuses by the same numbers. */
export const LIMITS = {
  text: 2000,
  buttons: 5,
  buttonTitle: 100,
  queryPayload: 1000,
  smsContent: 160,
  elements: 5,
  elementTitle: 100,
  elementSubtitle: 500,
} as const;

const MEGABYTE = 1024 * 1024;

/** What each upload accepts. The ids it returns live for 7 days. */
export const UPLOADS = {
  image: { path: "/v2.0/oa/upload/image", bytes: MEGABYTE, extensions: ["jpg", "jpeg", "png"] },
  gif: { path: "/v2.0/oa/upload/gif", bytes: 5 * MEGABYTE, extensions: ["gif"] },
  file: { path: "/v2.0/oa/upload/file", bytes: 5 * MEGABYTE, extensions: ["pdf", "doc", "docx", "csv"] },
} as const;

/** Icons of a reaction; `remove` takes one's own reactions back. */
export const REACTIONS = {
  laugh: ":>",
  sad: "--b",
  cry: ":-((",
  strong: "/-strong",
  heart: "/-heart",
  angry: ":-h",
  surprised: ":o",
  remove: "/-remove",
} as const;

const upTo = (most: number) =>
  z
    .string()
    .min(1)
    .refine((value) => codePoints(value) <= most, { error: `at most ${most} code points` });

const text = upTo(LIMITS.text);
const url = z.url({ protocol: /^https?$/ });

const title = { title: upTo(LIMITS.buttonTitle), image_icon: z.string().optional() };
const query = upTo(LIMITS.queryPayload);
const sms = z.strictObject({ content: upTo(LIMITS.smsContent), phone_code: z.string().min(1) });
const phone = z.strictObject({ phone_code: z.string().min(1) });

const button = z.discriminatedUnion("type", [
  z.strictObject({ ...title, type: z.literal("oa.open.url"), payload: z.strictObject({ url }) }),
  z.strictObject({ ...title, type: z.literal("oa.query.show"), payload: query }),
  z.strictObject({ ...title, type: z.literal("oa.query.hide"), payload: query }),
  z.strictObject({ ...title, type: z.literal("oa.open.sms"), payload: sms }),
  z.strictObject({ ...title, type: z.literal("oa.open.phone"), payload: phone }),
]);

const defaultAction = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("oa.open.url"), url }),
  z.strictObject({ type: z.literal("oa.query.show"), payload: query }),
  z.strictObject({ type: z.literal("oa.query.hide"), payload: query }),
  z.strictObject({ type: z.literal("oa.open.sms"), payload: sms }),
  z.strictObject({ type: z.literal("oa.open.phone"), payload: phone }),
]);

const buttons = z.array(button).max(LIMITS.buttons);

const element = z.strictObject({
  title: upTo(LIMITS.elementTitle),
  subtitle: upTo(LIMITS.elementSubtitle).optional(),
  image_url: url.optional(),
  default_action: defaultAction.optional(),
});

const pixels = z.int().positive();

/** An address or an id of an earlier upload, never both. */
const media = z.union([
  z.strictObject({ media_type: z.literal("image"), url }),
  z.strictObject({ media_type: z.literal("image"), attachment_id: z.string().min(1) }),
  z.strictObject({ media_type: z.literal("gif"), attachment_id: z.string().min(1), width: pixels, height: pixels }),
  z.strictObject({ media_type: z.literal("sticker"), attachment_id: z.string().min(1) }),
]);

const template = <S extends z.ZodType>(payload: S) => z.strictObject({ type: z.literal("template"), payload });

const mediaMessage = z.strictObject({
  text: text.optional(),
  attachment: template(z.strictObject({ template_type: z.literal("media"), elements: z.tuple([media]) })),
});

const fileMessage = z.strictObject({
  attachment: z.strictObject({ type: z.literal("file"), payload: z.strictObject({ token: z.string().min(1) }) }),
});

const askInfoMessage = z.strictObject({
  attachment: template(
    z.strictObject({
      template_type: z.literal("request_user_info"),
      elements: z.tuple([element.omit({ default_action: true }).required()]),
    }),
  ),
});

const listMessage = z.strictObject({
  attachment: template(
    z.strictObject({
      template_type: z.literal("list"),
      elements: z
        .array(element)
        .min(1)
        .max(LIMITS.elements)
        .refine((elements) => elements[0]?.subtitle !== undefined, { error: "the first element needs a subtitle" }),
      buttons: buttons.optional(),
    }),
  ),
});

const buttonsMessage = z.strictObject({
  text,
  attachment: template(z.strictObject({ template_type: z.literal("button"), buttons: buttons.min(1) })),
});

/** A message as Zalo takes it, every kind within its limits. Use it to read messages back from storage. */
export const outgoingMessage = z.union([
  z.strictObject({ text }),
  z.strictObject({ text, quote_message_id: z.string().min(1) }),
  mediaMessage,
  fileMessage,
  askInfoMessage,
  listMessage,
  buttonsMessage,
]);

export type OutgoingMessage = z.infer<typeof outgoingMessage>;
export type OutgoingButton = z.infer<typeof button>;

/** True for the kinds that some accounts may not send, and that have a plain form instead: lists and buttons. */
export function isInteractive(message: OutgoingMessage): boolean {
  const payload = "attachment" in message ? message.attachment.payload : null;
  return payload !== null && "template_type" in payload && ["list", "button"].includes(payload.template_type);
}
