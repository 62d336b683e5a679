// Zalo's refusals and what to do about each. The numbers and their meaning are the platform's published appendix of error codes;
// the action is ours.

/**
 * What a refusal asks for:
 * - `refresh-token`: the client has done so once already when a caller sees the refusal;
 * - `back-off`: too fast, later; `retry`: a passing failure, once or twice more;
 * - `reupload`: the attachment expired; `render-plain`: this kind of message is not accepted, send plain text;
 * - `wait-for-person`: nothing may be sent until the person writes; `drop-person`: this person cannot be reached any more;
 * - `reschedule-morning`: not before the morning (Vietnam);
 * - `tell-operator`: give this message up, an operator must act; `give-up`: give this message up.
 */
export type RefusalAction =
  | "refresh-token"
  | "back-off"
  | "retry"
  | "reupload"
  | "render-plain"
  | "wait-for-person"
  | "drop-person"
  | "reschedule-morning"
  | "tell-operator"
  | "give-up";

type Table = ReadonlyMap<number, RefusalAction>;

const OA: Table = new Map<number, RefusalAction>([
  [-32, "back-off"], // application or account reached its rate limit
  [-100, "reupload"], // attachment_id was expired
  [-200, "retry"], // send message failed
  [-201, "render-plain"], // a field is invalid
  [-204, "tell-operator"], // account disabled
  [-205, "tell-operator"], // account does not exist
  [-209, "tell-operator"], // API not supported: the app is not activated
  [-210, "tell-operator"], // a parameter exceeds its limit
  [-211, "tell-operator"], // out of quota
  [-212, "tell-operator"], // the app has not registered this API
  [-213, "wait-for-person"], // the person has not followed the account
  [-214, "retry"], // article is being processed
  [-216, "refresh-token"], // access token invalid
  [-217, "drop-person"], // the person blocked invitations from the account
  [-218, "reschedule-morning"], // the person's receiving limit of the day
  [-219, "tell-operator"], // app removed or disabled
  [-220, "refresh-token"], // access token expired or removed
  [-221, "tell-operator"], // the account must be verified
  [-223, "tell-operator"], // the account has not authorised this API, or the article quota is used up
  [-224, "tell-operator"], // the account's package is too small
  [-227, "drop-person"], // banned, or away for more than 45 days
  [-230, "wait-for-person"], // no interaction in the past 7 days
  [-232, "wait-for-person"], // no interaction, or it has expired
  [-233, "render-plain"], // message type invalid or not supported
  [-234, "reschedule-morning"], // not at night
  [-235, "tell-operator"], // API not for this type of account
  [-237, "tell-operator"], // group disabled
  [-238, "give-up"], // asset_id already used
  [-240, "render-plain"], // the message API of version 2 is shut
  [-241, "give-up"], // asset_id disabled
  [-242, "tell-operator"], // appsecret_proof invalid
  [-244, "drop-person"], // the person restricted this type of message
  [-248, "tell-operator"], // violates the platform's standards
  [-249, "give-up"], // the template cannot be sent by uid
  [-320, "tell-operator"], // needs a Zalo Cloud Account
  [-321, "tell-operator"], // the Zalo Cloud Account is out of money
  [-403, "give-up"], // the account is not in the group
  [-1340, "give-up"], // form not found
  [-1341, "give-up"], // no access to the form
]);

/** business.openapi.zalo.me (approved templates by phone number) gives some of the same numbers another meaning. */
const TEMPLATES: Table = new Map<number, RefusalAction>([
  [-100, "retry"], // unknown error
  [-108, "drop-person"], // phone number invalid
  [-109, "tell-operator"], // template invalid
  [-111, "give-up"], // template data empty
  [-114, "drop-person"], // the person cannot receive
  [-115, "tell-operator"], // out of balance
  [-117, "tell-operator"], // the template belongs to another account
  [-118, "drop-person"], // no Zalo account
  [-119, "drop-person"], // the account cannot receive
  [-124, "refresh-token"], // access token invalid
  [-126, "tell-operator"], // wallet of development mode
  [-127, "tell-operator"], // development mode reaches administrators only
  [-131, "tell-operator"], // template not approved
  [-133, "reschedule-morning"], // not at night
  [-135, "tell-operator"], // no right to send templates
  [-136, "tell-operator"], // needs a Zalo Cloud Account
  [-137, "tell-operator"], // payment failed
  [-138, "tell-operator"], // the app has no right
  [-139, "drop-person"], // refused this type
  [-140, "drop-person"], // not qualified to receive
  [-141, "drop-person"], // refused messages of this account
  [-144, "reschedule-morning"], // daily quota used up
  [-146, "tell-operator"], // template disabled for quality
  [-147, "reschedule-morning"], // template's limit of the day
  [-158, "tell-operator"], // upload refused
  [-159, "tell-operator"], // upload refused
  [-1121, "tell-operator"], // template data too long
  [-1122, "tell-operator"], // template data misses a parameter
  [-1441, "reschedule-morning"], // cap on promotion
  [-1471, "reschedule-morning"], // cap on promotion for this person
  [-1472, "reschedule-morning"], // cap on promotion for this person
]);

/** Codes with an entry of their own, for tests that walk the tables and for the simulator. */
export const KNOWN_CODES = { oa: [...OA.keys()], templates: [...TEMPLATES.keys()] } as const;

/**
 * What to do about error `code` of a call. A code nobody has described goes to the operator.
 * The message decides where one code has two meanings: an invalid recipient (-201) is not cured by plainer text.
 */
export function actionFor(code: number, message = "", host: "oa" | "templates" = "oa"): RefusalAction {
  if (host === "templates") return TEMPLATES.get(code) ?? OA.get(code) ?? "tell-operator";
  if (code === -201 && /user_?id|recipient/i.test(message)) return "give-up";
  return OA.get(code) ?? "tell-operator";
}

/** What to do about a refusal of the token endpoint: only the rate limit passes by itself (no table of its codes is published). */
export function oauthActionFor(code: number): "back-off" | "tell-operator" {
  return code === -32 ? "back-off" : "tell-operator";
}
