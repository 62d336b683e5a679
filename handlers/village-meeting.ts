// "Họp dân": the village head records the meeting about the results of a review: the day, how many came, how many agreed, the number
// of the minutes; a card to confirm, and nothing kept before it.
import { type Day, isDay } from "../foundation/day.ts";
import { recordMeeting } from "../registry/review/meeting.ts";
import { openSteps } from "../registry/review/round.ts";
import { dayChoices, dayWritten } from "./day-asked.ts";
import type { Choice, Handler, Outcome, Reply, Turn, Written } from "./handler.ts";
import { tellReviewers } from "./review-notices.ts";
import { refusal } from "./review-refusal.ts";

const NAME = "village-meeting";
const FIELDS = ["day", "attended", "agreed", "minutes"] as const;
type Field = (typeof FIELDS)[number];

type Said = Partial<Record<Field, string>>;

/** Actions: start (a step, or the choice of one), day, back, save. Written answers belong to the field that is asked. */
export const villageMeeting: Handler = {
  name: NAME,
  intents: [],
  returns: true,
  accepts: (reply) => isField(reply.form.step) && read(reply.form.step, reply) !== null,
  async handle(turn) {
    const { action, session } = turn;
    const form = session.form?.handler === NAME ? session.form : null;
    if (action?.name === "start" || form === null) return start(turn, action?.argument ?? "");
    const [stepId, said] = [String(form.data.step), form.data.said as Said];
    const field = isField(form.step) ? form.step : null;
    if (action?.name === "save") return save(turn, stepId, said);
    if (action?.name === "back") return ask(turn, stepId, without(said, field));
    if (action?.name === "day" && field === "day" && isDay(action.argument))
      return ask(turn, stepId, { ...said, day: action.argument });
    if (action !== null || field === null) return ask(turn, stepId, said);
    const value = read(field, { ...turn, text: turn.message.text });
    return value === null ? ask(turn, stepId, said, true) : ask(turn, stepId, { ...said, [field]: value });
  },
};

function isField(step: string): step is Field {
  return FIELDS.includes(step as Field);
}

/** The village whose meeting comes next; a choice when there are several. */
async function start(turn: Turn, stepId: string): Promise<Outcome> {
  const waiting = await openSteps(turn.desk, "meeting");
  const found = waiting.filter(({ id }) => stepId === "" || id === stepId);
  const session = { ...turn.session, form: null };
  const [only, ...others] = found;
  if (only === undefined) return { replies: [{ key: `${NAME}:none` }], session };
  if (others.length === 0) return ask(turn, only.id, {});
  const choices = found.map(({ id, villageName }): Choice => ({ title: villageName, payload: `#${NAME}.start.${id}` }));
  return { replies: [{ key: `${NAME}:which`, choices }], session };
}

/** The first field that is not known yet, or the card when all are. */
function ask(turn: Turn, stepId: string, said: Said, again = false): Outcome {
  const field = FIELDS.find((one) => said[one] === undefined);
  const form = { handler: NAME, step: field ?? "card", data: { step: stepId, said }, since: turn.now.toISOString() };
  const session = { ...turn.session, form };
  if (field === undefined) return { replies: [card(said)], session };
  const key = `${NAME}:${field}${again ? "-again" : ""}`;
  return { replies: [field === "day" ? { key, choices: dayChoices(turn, `#${NAME}.day`) } : { key }], session };
}

function card({ day = "", attended = "", agreed = "", minutes = "" }: Said): Reply {
  const choices: Choice[] = [
    { key: `${NAME}:save`, payload: `#${NAME}.save` },
    { key: `${NAME}:change`, payload: `#${NAME}.back` },
  ];
  return { key: `${NAME}:card`, values: { day, attended, agreed, minutes }, choices };
}

/** What was said without the field before the one that is asked. */
function without(said: Said, asked: Field | null): Said {
  const at = asked === null ? FIELDS.length : FIELDS.indexOf(asked);
  return Object.fromEntries(Object.entries(said).filter(([field]) => FIELDS.indexOf(field as Field) < at - 1));
}

/** A written answer to a field; null when it is none. */
function read(field: Field, written: Pick<Written, "text" | "understood">): string | null {
  const { text, understood } = written;
  if (field === "day") return dayWritten(written);
  if (field === "minutes") return text.trim().length > 0 && text.trim().length <= LONGEST ? text.trim() : null;
  const figure = /^\D{0,12}(\d{1,5})\D{0,20}$/.exec(text.trim())?.[1];
  return figure ?? (typeof understood.answer === "number" ? String(understood.answer) : null);
}

/** A number of minutes is short; anything longer is something else. */
const LONGEST = 30;

async function save(turn: Turn, stepId: string, said: Said): Promise<Outcome> {
  if (FIELDS.some((field) => said[field] === undefined)) return ask(turn, stepId, said);
  const { day, attended, agreed, minutes } = said as Record<Field, string>;
  const meeting = { heldOn: day as Day, attended: Number(attended), agreed: Number(agreed), minutes };
  const recorded = await recordMeeting(turn.desk, stepId, meeting);
  const session = { ...turn.session, form: null };
  if (!("ok" in recorded)) {
    const why = refusal(turn, recorded);
    if (recorded.refused === "impossible-day") return withFirst(why, ask(turn, stepId, {}));
    if (recorded.refused === "impossible-votes") return withFirst(why, ask(turn, stepId, { day }));
    return { replies: [why], session };
  }
  const values = { percent: turn.review.workflow.meeting.agree_percent, copies: turn.review.workflow.meeting.copies };
  if (!recorded.agreed) {
    const notices = await tellReviewers(turn.desk, [recorded.villageCode]);
    return { replies: [{ key: `${NAME}:not-agreed`, values }], session, notices };
  }
  const choices: Choice[] = [{ key: `${NAME}:post`, payload: "#posting.start" }];
  return { replies: [{ key: `${NAME}:passed`, values, choices }], session };
}

function withFirst(why: Reply, outcome: Outcome): Outcome {
  return { ...outcome, replies: [why, ...outcome.replies] };
}
