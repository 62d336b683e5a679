// Tags of the OA (§4). Tagging makes the tag; every change is also an event to the webhook (§1.9).
import { z } from "zod";
import type { Platform } from "../platform.ts";
import { tagEvent } from "../wire-events.ts";
import type { Person } from "../world.ts";
import { type Answer, accept, type Call, invalid, readBody } from "./answer.ts";

const tagName = z.string().min(1);
const personAndTag = z.object({ user_id: z.string().min(1), tag_name: tagName });

/** POST /v2.0/oa/tag/tagfollower. */
export function tagPerson(platform: Platform, call: Call): Answer {
  return changeTag(platform, call, "add_user_to_tag", (person, tag) => {
    platform.world.tags.add(tag);
    person.tags.add(tag);
  });
}

/** POST /v2.0/oa/tag/rmfollowerfromtag. */
export function untagPerson(platform: Platform, call: Call): Answer {
  return changeTag(platform, call, "remove_user_from_tag", (person, tag) => person.tags.delete(tag));
}

/** POST /v2.0/oa/tag/rmtag: the tag goes, from everybody. */
export function removeTag({ world, webhook, settings }: Platform, call: Call): Answer {
  const reading = readBody(z.object({ tag_name: tagName }), call.body);
  if (!reading.ok) return reading.answer;
  const { tag_name } = reading.value;
  if (!world.tags.delete(tag_name)) return invalid("tag_name");
  for (const person of world.people.values()) person.tags.delete(tag_name);
  webhook.post(tagEvent(settings, "remove_tag", tag_name, []));
  return accept();
}

/** GET /v2.0/oa/tag/gettagsofoa. */
export function listTags({ world }: Platform): Answer {
  return accept([...world.tags]);
}

function changeTag(
  platform: Platform,
  call: Call,
  eventName: string,
  change: (person: Person, tag: string) => void,
): Answer {
  const reading = readBody(personAndTag, call.body);
  if (!reading.ok) return reading.answer;
  const person = platform.world.people.get(reading.value.user_id);
  if (!person) return invalid("user_id");
  change(person, reading.value.tag_name);
  platform.webhook.post(tagEvent(platform.settings, eventName, reading.value.tag_name, [person]));
  return accept();
}
