// The data of successful answers, as far as the program uses it. Lenient: a field that Zalo stops sending must not look like a failure.
import { z } from "zod";
import { id, optionalId, optionalText, textOrEmpty } from "./scalars.ts";

const count = z.coerce
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const flag = z.boolean().catch(false);
const texts = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((value) => value ?? []);

export const sentMessage = z
  .object({
    message_id: optionalId,
    sent_time: optionalText,
    quota: z.object({ quota_type: optionalText, remain: count, total: count }).nullish().catch(null),
  })
  .nullish()
  .transform((data) => ({
    messageId: data?.message_id ?? null,
    sentTime: data?.sent_time ?? null,
    /** "reply" and others are free or prepaid; null: this message is billed. */
    quotaType: data?.quota?.quota_type ?? null,
  }));

export const uploadedAttachment = z
  .object({ attachment_id: id })
  .transform((data) => ({ attachmentId: data.attachment_id }));

export const uploadedFile = z.object({ token: id });

export const userDetail = z
  .object({
    user_id: id,
    display_name: textOrEmpty,
    user_alias: textOrEmpty,
    user_is_follower: flag,
    is_sensitive: flag,
    user_last_interaction_date: optionalText,
    tags_and_notes_info: z.object({ tag_names: texts }).nullish().catch(null),
    shared_info: z
      .object({
        name: optionalText,
        phone: optionalText,
        address: optionalText,
        city: optionalText,
        district: optionalText,
      })
      .nullish()
      .catch(null),
  })
  .transform((data) => ({
    personId: data.user_id,
    displayName: data.display_name,
    alias: data.user_alias,
    follower: data.user_is_follower,
    /** Under 18, by Zalo's knowledge. */
    minor: data.is_sensitive,
    /** "dd/MM/yyyy". */
    lastInteraction: data.user_last_interaction_date,
    tags: data.tags_and_notes_info?.tag_names ?? [],
    shared: data.shared_info ?? null,
  }));

const allowance = z.object({ remain: count, total: count });

export const personQuota = z
  .object({ last_interaction: count, cs_reply: allowance.nullish().catch(null) })
  .transform((data) => ({ lastInteraction: data.last_interaction, reply: data.cs_reply ?? null }));

export const packageQuota = z.array(
  z
    .object({
      asset_id: optionalId,
      product_type: textOrEmpty,
      quota_type: textOrEmpty,
      valid_through: optionalText,
      total: count,
      remain: count,
    })
    .transform((data) => ({
      assetId: data.asset_id,
      productType: data.product_type,
      quotaType: data.quota_type,
      validThrough: data.valid_through,
      total: data.total,
      remain: data.remain,
    })),
);

export const tagList = z.array(z.string());

export const officialAccount = z
  .object({
    oaid: optionalId,
    oa_id: optionalId,
    name: textOrEmpty,
    is_verified: flag,
    oa_type: count,
    num_follower: count,
    package_name: optionalText,
    package_valid_through_date: optionalText,
  })
  .transform((data) => ({
    oaId: data.oaid ?? data.oa_id,
    name: data.name,
    verified: data.is_verified,
    /** 2 business, 4 state agency. */
    type: data.oa_type,
    followers: data.num_follower,
    packageName: data.package_name,
    packageEnds: data.package_valid_through_date,
  }));

export const conversation = z.array(
  z
    .object({
      src: count,
      time: count,
      type: textOrEmpty,
      message: textOrEmpty,
      message_id: optionalId,
      url: optionalText,
    })
    .transform((data) => ({
      fromPerson: data.src === 1,
      /** Epoch milliseconds. */
      time: data.time,
      type: data.type,
      text: data.message,
      messageId: data.message_id,
      url: data.url,
    })),
);

/** For calls whose success says nothing more. */
export const nothing = z
  .unknown()
  .optional()
  .transform(() => null);
