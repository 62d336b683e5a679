// What the chat page may ask a person to do: the acts of person.ts as JSON, checked by zod.
import { z } from "zod";
import type { MediaShelf } from "./media.ts";
import type { Act, SimulatedPerson } from "./person.ts";

const text = z.string().min(1).max(20_000);
const mediaAct = z.object({ type: z.enum(["image", "gif", "file", "audio", "video"]), mediaId: z.string() });

/** One act. Media are stored first and named by id. */
export const actShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text, quoteId: z.string().nullable().default(null) }),
  z.object({ type: z.literal("press"), button: z.union([z.string(), z.number().int()]) }),
  mediaAct,
  z.object({ type: z.literal("sticker"), stickerId: z.string().min(1) }),
  z.object({
    type: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  z.object({ type: z.literal("link"), url: z.url(), description: z.string().default("") }),
  z.object({ type: z.literal("card"), phone: z.string().min(1) }),
  z.object({ type: z.literal("submitInfo"), info: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal("react"), messageId: z.string(), icon: z.string().min(1) }),
  z.object({ type: z.enum(["follow", "unfollow", "chatnow", "see", "withdraw", "block", "unblock"]) }),
]);

/** Carries out an act; null when it names a button, message or file the person does not have. */
export async function perform(
  act: z.output<typeof actShape>,
  person: SimulatedPerson,
  shelf: MediaShelf,
): Promise<Act | null> {
  try {
    return (await performKnown(act, person, shelf)) ?? { messageId: null, delivery: null };
  } catch (fault) {
    if (fault instanceof RangeError) return null;
    throw fault;
  }
}

// biome-ignore lint/suspicious/noConfusingVoidType: block and unblock have nothing to tell
function performKnown(act: z.output<typeof actShape>, person: SimulatedPerson, shelf: MediaShelf): Promise<Act> | void {
  switch (act.type) {
    case "text":
      return person.text(act.text, act.quoteId);
    case "press":
      return person.press(act.button);
    case "sticker":
      return person.sticker({ stickerId: act.stickerId, url: `${shelf.base()}/page/stickers/${act.stickerId}.svg` });
    case "location":
      return person.location(act.latitude, act.longitude);
    case "link":
      return person.link(act.url, act.description);
    case "card":
      return person.card(act.phone);
    case "submitInfo":
      return person.submitInfo(act.info);
    case "react":
      return person.react(act.messageId, act.icon);
    case "image":
    case "gif":
    case "file":
    case "audio":
    case "video": {
      const media = shelf.find(act.mediaId);
      if (media === null) throw new RangeError(`no file ${act.mediaId}`);
      const { name, checksum, bytes, contentType } = media;
      return person[act.type]({ url: shelf.url(media), name, checksum, size: bytes.length, type: contentType });
    }
    default:
      return person[act.type]();
  }
}
