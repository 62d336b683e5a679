// What the OA may ask and store about people: detail, list, update, erase (§4).
import { z } from "zod";
import { vietnamDayOf } from "../../foundation/clock.ts";
import { addDays, type Day, formatDay } from "../../foundation/day.ts";
import type { Platform } from "../platform.ts";
import type { Person } from "../world.ts";
import { type Answer, accept, type Call, invalid, readBody, refuse } from "./answer.ts";

const byId = z.object({ user_id: z.string().min(1) });

/** GET /v3.0/oa/user/detail. People who neither follow nor ever wrote are none of the OA's business (-213). */
export function personDetail({ world }: Platform, call: Call): Answer {
  const reading = readBody(byId, call.body);
  if (!reading.ok) return reading.answer;
  const person = world.people.get(reading.value.user_id);
  if (!person) return invalid("user_id");
  return person.follower || person.lastInteraction !== null ? accept(detailOf(person)) : refuse(-213);
}

function detailOf(person: Person): object {
  const lastDay = lastDayOf(person);
  return {
    user_id: person.id,
    user_id_by_app: person.idByApp,
    user_external_id: person.externalId,
    display_name: person.name,
    user_alias: person.alias,
    is_sensitive: false,
    user_last_interaction_date: lastDay === null ? "" : formatDay(lastDay),
    user_is_follower: person.follower,
    avatar: "",
    avatars: { "120": "", "240": "" },
    dynamic_param: "",
    tags_and_notes_info: { notes: [], tag_names: [...person.tags] },
    shared_info: person.sharedInfo,
  };
}

const period = z.union([
  z.enum(["TODAY", "YESTERDAY", "L7D", "L30D"]),
  z.string().regex(/^\d{4}_\d{2}_\d{2}:\d{4}_\d{2}_\d{2}$/),
]);
const listing = z.object({
  offset: z.number().int().min(0).max(9951),
  count: z.number().int().min(1).max(50),
  tag_name: z.string().optional(),
  last_interaction_period: period.optional(),
  is_follower: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]).optional(),
});

/** GET /v3.0/oa/user/getlist, with its three filters. */
export function listPeople({ world, settings }: Platform, call: Call): Answer {
  const reading = readBody(listing, call.body);
  if (!reading.ok) return reading.answer;
  const { offset, count, tag_name, last_interaction_period, is_follower } = reading.value;
  const [from, to] = daysOf(last_interaction_period, vietnamDayOf(settings.clock.now()));
  const matching = [...world.people.values()].filter((person) => {
    const day = lastDayOf(person);
    if (!person.follower && day === null) return false;
    if (tag_name !== undefined && !person.tags.has(tag_name)) return false;
    if (is_follower !== undefined && person.follower !== is_follower) return false;
    return last_interaction_period === undefined || (day !== null && day >= from && day <= to);
  });
  const users = matching.slice(offset, offset + count).map((person) => ({ user_id: person.id }));
  return accept({ total: matching.length, count: users.length, offset, users });
}

function daysOf(name: string | undefined, today: Day): [string, string] {
  if (name === "TODAY" || name === undefined) return [today, today];
  if (name === "YESTERDAY") return [addDays(today, -1), addDays(today, -1)];
  if (name === "L7D") return [addDays(today, -6), today];
  if (name === "L30D") return [addDays(today, -29), today];
  const [from = "", to = ""] = name.replaceAll("_", "-").split(":");
  return [from, to];
}

function lastDayOf(person: Person): Day | null {
  return person.lastInteraction === null ? null : vietnamDayOf(new Date(person.lastInteraction));
}

const update = byId.extend({
  shared_info: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  user_alias: z.string().optional(),
  user_external_id: z.string().optional(),
});

/** POST /v3.0/oa/user/update. */
export function updatePerson({ world }: Platform, call: Call): Answer {
  const reading = readBody(update, call.body);
  if (!reading.ok) return reading.answer;
  const { user_id, shared_info, user_alias, user_external_id } = reading.value;
  const person = world.people.get(user_id);
  if (!person) return invalid("user_id");
  Object.assign(person.sharedInfo, shared_info);
  person.alias = user_alias ?? person.alias;
  person.externalId = user_external_id ?? person.externalId;
  return accept();
}

/** POST /v2.0/oa/deletefollowerinfo: forgets what the OA stored about a person. */
export function eraseInfo({ world }: Platform, call: Call): Answer {
  const reading = readBody(byId, call.body);
  if (!reading.ok) return reading.answer;
  const person = world.people.get(reading.value.user_id);
  if (!person) return invalid("user_id");
  Object.assign(person, { sharedInfo: {}, alias: "", externalId: "", tags: new Set() });
  return accept();
}
