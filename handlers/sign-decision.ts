// "Ký quyết định": the leader records the signed decision of a round: its number and day, a card with what it makes of how many
// households, and then the classes change, the households are told, and the village heads.
import { type Day, isDay } from "../foundation/day.ts";
import { may } from "../registry/desk.ts";
import { signDecision, type ToSign, toSign } from "../registry/review/decision.ts";
import { openSteps } from "../registry/review/round.ts";
import { dayChoices, dayWritten } from "./day-asked.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";
import { tellSettled } from "./report-verdict.ts";
import { tellDecided } from "./review-notices.ts";
import { refusal } from "./review-refusal.ts";

const NAME = "sign-decision";
const LONGEST_NUMBER = 40;

/** Actions: start (a round, or the one that waits), day, back, sign. The number is written. */
export const signing: Handler = {
  name: NAME,
  intents: [],
  returns: true,
  accepts: (reply) =>
    reply.form.step === "number" ? isNumber(reply.text) : reply.form.step === "day" && dayWritten(reply) !== null,
  async handle(turn) {
    const { action, session, desk } = turn;
    if (!may(desk, "decision.sign")) return { replies: [refusal(turn, { refused: "no-right" })], session };
    const form = session.form?.handler === NAME ? session.form : null;
    if (action?.name === "start" || form === null) return start(turn, action?.argument ?? "");
    const { round, number, on } = form.data as { round: string; number?: string; on?: Day };
    const waiting = await toSign(desk, round);
    if (waiting === null) return nothing(turn);
    if (action?.name === "sign" && number !== undefined && on !== undefined) return sign(turn, { round, number, on });
    if (action?.name === "back") return ask(turn, waiting, on === undefined ? {} : { number });
    if (form.step === "day" && number !== undefined) {
      const day = action === null ? dayWritten(turn) : action.name === "day" ? action.argument : "";
      return ask(
        turn,
        waiting,
        day !== null && isDay(day) ? { number, on: day } : { number },
        action === null && day === null,
      );
    }
    if (form.step === "number" && action === null) {
      const text = turn.message.text.trim();
      return isNumber(text) ? ask(turn, waiting, { number: text }) : ask(turn, waiting, {}, true);
    }
    return ask(turn, waiting, { number, on });
  },
};

/** A number of a decision has a figure in it: 215/QĐ-UBND. */
function isNumber(text: string): boolean {
  return /\d/.test(text) && text.trim().length <= LONGEST_NUMBER;
}

function nothing({ session }: Turn): Outcome {
  return { replies: [{ key: `${NAME}:nothing` }], session: { ...session, form: null } };
}

async function start(turn: Turn, roundId: string): Promise<Outcome> {
  const rounds = [...new Set((await openSteps(turn.desk, "decision")).map((step) => step.roundId))];
  const wanted = roundId === "" ? rounds[0] : rounds.find((id) => id === roundId);
  const waiting = wanted === undefined ? null : await toSign(turn.desk, wanted);
  return waiting === null ? nothing(turn) : ask(turn, waiting, {});
}

interface Said {
  number?: string | undefined;
  on?: Day | undefined;
}

/** What waits, and the first of number and day that is not known; the card when both are. */
function ask(turn: Turn, waiting: ToSign, { number, on }: Said, again = false): Outcome {
  const step = number === undefined ? "number" : on === undefined ? "day" : "card";
  const data = { round: waiting.round.id, number, on };
  const session = { ...turn.session, form: { handler: NAME, step, data, since: turn.now.toISOString() } };
  const key = `${NAME}:${step}${again ? "-again" : ""}`;
  if (step === "number") return { replies: [{ lines: [...summary(turn, waiting), { key }] }], session };
  if (step === "day") return { replies: [{ key, choices: dayChoices(turn, `#${NAME}.day`) }], session };
  const choices: Choice[] = [
    { key: `${NAME}:sign`, payload: `#${NAME}.sign` },
    { key: `${NAME}:change`, payload: `#${NAME}.back` },
  ];
  const card = { key, values: { number: number!, day: on! } };
  return { replies: [{ lines: [...summary(turn, waiting), card], choices }], session };
}

function summary({ knowledge, session, review }: Turn, { villages, proposed, round }: ToSign): Line[] {
  const { language } = session;
  const track = review.workflow.tracks.find(({ id }) => id === round.track)!;
  const classes = Object.entries(proposed).map(([status, count]) => {
    const { name } = knowledge.statuses.statuses[status]!;
    return `${name[language] ?? name.vi}: ${count}`;
  });
  const values = {
    track: track.name[language] ?? track.name.vi,
    villages: villages.map(({ name }) => name).join(", "),
    classes: classes.join("; "),
  };
  return [{ key: `${NAME}:summary`, values }];
}

async function sign(turn: Turn, said: { round: string; number: string; on: Day }): Promise<Outcome> {
  const paper = { roundId: said.round, number: said.number, decidedOn: said.on };
  const signed = await signDecision(turn.desk, paper);
  if (!("ok" in signed)) {
    const waiting = signed.refused === "impossible-day" ? await toSign(turn.desk, said.round) : null;
    if (waiting === null) return nothing(turn);
    const again = ask(turn, waiting, { number: said.number });
    return { ...again, replies: [refusal(turn, signed), ...again.replies] };
  }
  const { households, settled, closed } = signed;
  const values = { number: said.number, count: households.length };
  const notices = [
    ...(await tellDecided(turn, { ...signed, number: said.number })),
    ...(await tellSettled(turn, settled, said.number)),
  ];
  const key = `${NAME}:signed${closed ? "-closed" : ""}`;
  return { replies: [{ key, values }], session: { ...turn.session, form: null }, notices };
}
