// The known events with nothing to do for the bot, with their documented fields. They are kept typed so that an operator's count
// of "unknown events" stays a sign of something new at Zalo.
import { z } from "zod";
import type { NoticeFamily } from "./event-types.ts";
import { optionalId, optionalText } from "./scalars.ts";

interface NoticeShape {
  family: NoticeFamily;
  shape: z.ZodObject;
}

const list = z.array(z.unknown()).nullish();
const change = z.object({ prev_value: optionalText, new_value: optionalText }).nullish();

const notice = (family: NoticeFamily, fields: z.ZodRawShape = {}): NoticeShape => ({ family, shape: z.object(fields) });

const anonymous = notice("anonymous", {
  sender: z.object({ id: optionalId }),
  recipient: z.object({ id: optionalId }),
  message: z.object({ conversation_id: optionalId, msg_id: optionalId, text: optionalText, attachments: list }),
});

const tagMembers = notice("tag", { tag: z.object({ name: optionalText, user_ids: z.array(optionalId).nullish() }) });

const widget = notice("widget", {
  data: z.object({ user_id: optionalId, user_external_id: optionalId, url: optionalText, message: optionalText }),
});

const call = notice("call", {
  call_id: optionalId,
  call_type: optionalText,
  init_time: optionalText,
  call_duration: optionalText,
  waiting_time: optionalText,
  talk_time: optionalText,
  status_code: optionalText,
});

const journey = notice("template");

const NOTICES: Readonly<Record<string, NoticeShape>> = {
  oa_reacted_message: notice("oa", { message: z.object({ msg_id: optionalId, react_icon: optionalText }) }),
  update_user_info: notice("profile", { data: z.object({ method: optionalText }).nullish() }),
  add_user_to_tag: tagMembers,
  remove_user_from_tag: tagMembers,
  remove_tag: notice("tag", { tag: z.object({ name: optionalText }) }),
  widget_interaction_accepted: widget,
  widget_failed_to_sync_user_external_id: widget,
  extension_purchased: notice("extension", { extension_id: optionalId, extension_sub_info: z.unknown().optional() }),
  anonymous_send_text: anonymous,
  anonymous_send_image: anonymous,
  anonymous_send_file: anonymous,
  anonymous_send_sticker: anonymous,
  oa_send_anonymous_text: anonymous,
  oa_send_anonymous_image: anonymous,
  oa_send_anonymous_file: anonymous,
  oa_send_anonymous_sticker: anonymous,
  oa_send_consent: notice("call", {
    phone: optionalText,
    request_type: optionalText,
    create_time: optionalText,
    expired_time: optionalText,
  }),
  user_reply_consent: notice("call", {
    phone: optionalText,
    user_consent: optionalText,
    confirmed_time: optionalText,
    expired_time: optionalText,
  }),
  user_call_oa: call,
  oa_call_user: call,
  change_template_status: notice("template", {
    template_id: optionalId,
    status: z.object({ prev_status: optionalText, new_status: optionalText }).nullish(),
    reason: optionalText,
  }),
  change_template_quality: notice("template", { template_id: optionalId, quality: optionalText }),
  change_oa_daily_quota: notice("template", { quota: change }),
  user_feedback: notice("template", {
    message: z.object({
      rating_type: optionalText,
      option: optionalText,
      note: optionalText,
      rate: optionalText,
      submit_time: optionalText,
      msg_id: optionalId,
      feedbacks: list,
      tracking_id: optionalId,
    }),
  }),
  user_click_response_button: notice("template", {
    msg_id: optionalId,
    message: z.object({
      submit_time: optionalText,
      button_type: optionalText,
      data: z.unknown().optional(),
      tracking_id: optionalId,
    }),
  }),
  event_journey_acknowledged: journey,
  event_journey_time_out: journey,
};

const group = notice("group", { group_id: optionalId });

/** The shape of a known notice; group events are known by their names' pattern, since sources spell them differently. */
export function noticeShape(eventName: string): NoticeShape | null {
  if (Object.hasOwn(NOTICES, eventName)) return NOTICES[eventName] ?? null;
  return /(^|_)group(_|$)/.test(eventName) ? group : null;
}

/** Names of all notices known by name. */
export const NOTICE_NAMES: readonly string[] = Object.keys(NOTICES);
