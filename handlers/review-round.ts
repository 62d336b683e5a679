// "Đợt rà soát": the rounds of review in the actor's units, how far each village is, what the actor can do next; opening a round and
// keeping its list. "Mở đợt rà soát tháng 11" opens one.

import type { Track } from "../knowledge/schema/workflow.ts";
import { trackNamed } from "../knowledge/workflow.ts";
import { may } from "../registry/desk.ts";
import { closeLists } from "../registry/review/lists.ts";
import { openRound, type Planned, planRound } from "../registry/review/open-round.ts";
import { readRounds } from "../registry/review/round.ts";
import type { Choice, Handler, Outcome, Turn } from "./handler.ts";
import { add, pick } from "./review-list.ts";
import { tellReviewers } from "./review-notices.ts";
import { notOpened, refusal } from "./review-refusal.ts";
import { roundReply } from "./round-card.ts";

const NAME = "review-round";

/** Actions: list, open (words of a track), begin (a track), add and pick (a household for the list), close-list. */
export const reviewRound: Handler = {
  name: NAME,
  intents: [],
  accepts: ({ text }) => text.trim() !== "",
  async handle(turn) {
    const { action, session } = turn;
    const argument = action?.argument ?? "";
    switch (action?.name) {
      case "open":
        return open(turn, argument);
      case "begin":
        return begin(turn, argument);
      case "add":
        return add(turn, argument);
      case "pick":
        return pick(turn, argument);
      case "close-list":
        return closeList(turn, argument);
      case "back":
      case "again":
        return list(turn);
      default:
        return action === null && session.form?.handler === NAME
          ? add(turn, String(session.form.data.round))
          : list(turn);
    }
  },
};

async function list(turn: Turn): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  if (!may(turn.desk, "round.read")) return { replies: [{ key: `${NAME}:no-right` }], session };
  const rounds = await readRounds(turn.desk);
  if (rounds.length > 0) return { replies: rounds.map((round) => roundReply(turn, round)), session };
  const choices = may(turn.desk, "round.open") ? tracks(turn) : [];
  return { replies: [{ key: `${NAME}:none`, choices }], session };
}

/** The kinds of round to choose from. */
function tracks({ review, session }: Turn): Choice[] {
  return review.workflow.tracks.map(({ id, name }) => ({
    title: name[session.language] ?? name.vi,
    payload: `#${NAME}.open.${id}`,
  }));
}

/** Shows what would be opened, to be confirmed. */
async function open(turn: Turn, words: string): Promise<Outcome> {
  const { review, desk, session } = turn;
  const track = review.workflow.tracks.find(({ id }) => id === words) ?? trackNamed(review.workflow, words);
  if (!may(desk, "round.open")) return { replies: [{ key: `${NAME}:no-right` }], session };
  if (track === null) return { replies: [{ key: `${NAME}:which`, choices: tracks(turn) }], session };
  const plan = await planRound(desk, track);
  if (!("ok" in plan)) return refused(turn, track, plan);
  const { opensOn, dueOn } = plan.span;
  const clause = track.clause[session.language] ?? track.clause.vi;
  const values = { track: nameOf(turn, track), from: opensOn, to: dueOn, clause };
  const choices: Choice[] = [{ key: `${NAME}:begin`, payload: `#${NAME}.begin.${track.id}` }];
  return { replies: [{ key: `${NAME}:plan`, values, choices }], session };
}

async function begin(turn: Turn, trackId: string): Promise<Outcome> {
  const track = turn.review.workflow.tracks.find(({ id }) => id === trackId);
  if (track === undefined) return open(turn, "");
  const opened = await openRound(turn.desk, track);
  if (!("ok" in opened)) return refused(turn, track, opened);
  const { round, households } = opened;
  const values = { track: nameOf(turn, track), to: round.dueOn, households };
  const choices: Choice[] = [
    { key: `${NAME}:add`, payload: `#${NAME}.add.${round.id}` },
    { key: `${NAME}:close-list`, payload: `#${NAME}.close-list.${round.id}` },
  ];
  return { replies: [{ key: `${NAME}:opened`, values, choices }], session: { ...turn.session, form: null } };
}

function refused(turn: Turn, track: Track, why: Exclude<Planned, { ok: true }>): Outcome {
  const choices: Choice[] = why.refused === "open-already" ? [{ key: `${NAME}:see`, payload: `#${NAME}.list` }] : [];
  return { replies: [{ ...notOpened(turn, track, why), choices }], session: turn.session };
}

function nameOf({ session }: Turn, { name }: Track): string {
  return name[session.language] ?? name.vi;
}

/** The list is complete: whoever fills forms in these villages is told. */
async function closeList(turn: Turn, roundId: string): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const closed = await closeLists(turn.desk, roundId);
  if (!("ok" in closed)) return { replies: [refusal(turn, closed)], session };
  const { villages, empty, households } = closed;
  const values = { villages: villages.length, empty, households };
  const key = villages.length === 0 ? `${NAME}:list-empty` : `${NAME}:list-complete`;
  return { replies: [{ key, values }], session, notices: await tellReviewers(turn.desk, villages) };
}
