// Everything the program asks of Zalo's OpenAPI, typed. Each call ends in a value: see answer.ts.
import { AppError } from "../../foundation/errors.ts";
import {
  conversation,
  nothing,
  officialAccount,
  packageQuota,
  personQuota,
  sentMessage,
  tagList,
  uploadedAttachment,
  uploadedFile,
  userDetail,
} from "./answer-shapes.ts";
import { type CallOptions, createCall, getData, postJson } from "./call.ts";
import { type OutgoingMessage, outgoingMessage, REACTIONS } from "./messages.ts";
import { type Upload, uploadRequest } from "./upload.ts";

/** A person, or one message of theirs that is answered. */
export type Recipient = { user_id: string } | { message_id: string };

export interface PackageQuotaQuestion {
  quota_owner: "OA" | "APP";
  product_type: "cs" | "transaction";
  quota_type: "sub_quota" | "purchase_quota" | "reward_quota";
}

export type ZaloClient = ReturnType<typeof createZaloClient>;

/** A client for one account. */
export function createZaloClient(options: CallOptions) {
  const call = createCall(options);
  return {
    /** How many of `most` calls may go out now: for whoever claims only what can be sent without waiting. */
    reserve: (most: number) => options.rate.reserve(most),

    /** Sends one consultation message. Throws AppError "zalo:message" when it is outside Zalo's limits: rendering made a mistake. */
    sendMessage: async (recipient: Recipient, message: OutgoingMessage) => {
      const checked = outgoingMessage.safeParse(message);
      if (!checked.success)
        throw new AppError("zalo:message", "a message outside Zalo's limits", { cause: checked.error });
      return call(postJson("/v3.0/oa/message/cs", { recipient, message: checked.data }), sentMessage);
    },

    /** Puts an icon on a person's message. Uses no quota. */
    react: (personId: string, messageId: string, icon: keyof typeof REACTIONS) => {
      const action = { react_icon: REACTIONS[icon], react_message_id: messageId };
      return call(
        postJson("/v2.0/oa/message", { recipient: { user_id: personId }, sender_action: action }),
        sentMessage,
      );
    },

    /** Each upload throws AppError "zalo:upload" for a wrong extension or size. Ids live for 7 days. */
    uploadImage: async (upload: Upload) => call(uploadRequest("image", upload), uploadedAttachment),
    uploadGif: async (upload: Upload) => call(uploadRequest("gif", upload), uploadedAttachment),
    uploadFile: async (upload: Upload) => call(uploadRequest("file", upload), uploadedFile),

    userDetail: (personId: string) => call(getData("/v3.0/oa/user/detail", { user_id: personId }), userDetail),

    /** When the person last wrote, and what may still be sent for free. */
    personQuota: (personId: string) => call(postJson("/v3.0/oa/quota/message", { user_id: personId }), personQuota),
    packageQuota: (question: PackageQuotaQuestion) => call(postJson("/v3.0/oa/quota/message", question), packageQuota),

    /** Makes the tag if it does not exist. */
    tag: (personId: string, tagName: string) =>
      call(postJson("/v2.0/oa/tag/tagfollower", { user_id: personId, tag_name: tagName }), nothing),
    untag: (personId: string, tagName: string) =>
      call(postJson("/v2.0/oa/tag/rmfollowerfromtag", { user_id: personId, tag_name: tagName }), nothing),
    removeTag: (tagName: string) => call(postJson("/v2.0/oa/tag/rmtag", { tag_name: tagName }), nothing),
    listTags: () => call(getData("/v2.0/oa/tag/gettagsofoa"), tagList),

    /** The account itself; also the cheapest check that token and rights work. */
    getOa: () => call(getData("/v2.0/oa/getoa"), officialAccount),

    /** Erases what the account keeps at Zalo about a person. */
    deleteFollowerInfo: (personId: string) =>
      call(postJson("/v2.0/oa/deletefollowerinfo", { user_id: personId }), nothing),

    /** The latest messages with a person, newest first, at most 10 a call. */
    conversation: (personId: string, offset = 0, count = 10) =>
      call(getData("/v2.0/oa/conversation", { user_id: personId, offset, count }), conversation),
  };
}
