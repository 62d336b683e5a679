// What the person wants: the likeliest intents of the whole message and of its clauses, and whether to act, ask or hand over.
import type { Classifier } from "./classifier.ts";
import type { Features } from "./features.ts";
import type { Thresholds } from "./language.ts";
import type { Decision, ScoredIntent } from "./types.ts";

export interface Ranked {
  label: string;
  score: number;
}

/** Labels by falling score. */
export function rank(classifier: Classifier, features: Features): Ranked[] {
  const scores = classifier.score(features);
  return classifier.labels.map((label, at) => ({ label, score: scores[at]! })).sort((a, b) => b.score - a.score);
}

/** 0 to 1 for a score; the slope and middle are fitted on the validation set. */
export function confidenceOf(score: number, limits: Thresholds): number {
  return Math.round(1000 / (1 + Math.exp(-limits.slope * (score - limits.middle)))) / 1000;
}

/** What the decision looks at beside the scores. */
export interface Evidence {
  words: number;
  /** How many of them training met; a repaired word counts. */
  known: number;
  /** Confidence of the surest change that the message tells; 0 when it tells none. */
  change: number;
}

/** Act when the first reading is clear and alone, ask when it is likely, else hand over. */
export function decide(ranked: readonly Ranked[], { words, known, change }: Evidence, limits: Thresholds): Decision {
  const [first, second] = ranked;
  if (!first || !second || known < limits.known_share * Math.max(1, words)) return "handover";
  const careful = limits.careful[first.label];
  const { act_score, act_margin } = careful ?? limits;
  const clear = first.score >= act_score && first.score - second.score >= act_margin;
  const told = careful === undefined || (change >= careful.change_confidence && words >= careful.fewest_words);
  const understood = words > limits.short_words || known === words;
  if (clear && told && understood) return "act";
  return first.score >= limits.ask_score ? "ask" : "handover";
}

/** Courtesies around a question are not intents of their own. */
const COURTESY = new Set(["greeting", "thanks", "consent"]);
/** What a part of a message is not believed to want when the whole does not. */
const NO_SECOND = new Set([...COURTESY, "out-of-scope"]);
/** A story about a household holds much that sounds like a wish, and a wish much that sounds like a story: both must be clear as a whole. */
const STORY = "report-change";
/** A part wants what is among the likeliest readings of the whole: what a lone fragment sounds like is not enough. */
const LIKELY = 4;
const SHORTEST_PART = 3;
const MOST_PARTS = 6;
const PART_END =
  /[.?!;\n]+\s*|,\s*|\s(?=(?:và|với|vs|còn|mà|rồi|nhân tiện|à|va)\s)|\s(?=and\s(?:where|how|what|which|who|when|can|do|is)\s)|\s(?=(?:voi|con|ma|roi)\s(?:cho|toi|tui|em|ho|nha|lam|neu|thi|lai)\s)/giu;

/** The parts of a message that may want different things: sentences, and what a comma or a joining word ("với", "và") divides. */
export function partsOf(plain: string): string[] {
  const parts = plain.split(PART_END).filter((part) => part.trim() !== "");
  return parts.length > 1 ? parts.slice(0, MOST_PARTS) : [];
}

/** One of the parts, with what the classifiers see of it. */
export interface Part {
  words: readonly string[];
  features: Features;
}

/** The first reading, and those that other parts say clearly, in order of appearance. Reports are one intent however long. */
export function intentsOf(
  whole: readonly Ranked[],
  parts: readonly Part[],
  classifier: Classifier,
  limits: Thresholds,
): ScoredIntent[] {
  const [first, second] = [whole[0]!, whole[1]!];
  const courtesy = COURTESY.has(first.label);
  const likely = likelyIn(whole, courtesy, limits);
  // What the whole says needs less proof in its part, where the whole seems to say something else as well.
  const least = (label: string): number => {
    if (label === first.label && first.score - second.score < limits.sole_margin) return limits.act_score;
    return label === STORY ? limits.second_story_score : limits.second_intent_score;
  };
  const tops = parts
    .filter(({ words }) => words.length >= SHORTEST_PART)
    .map(({ features }) => rank(classifier, features).slice(0, 2) as [Ranked, Ranked]);
  const clear = tops.filter(
    ([top, next]) =>
      likely.has(top.label) &&
      top.score >= least(top.label) &&
      (top.label === first.label || top.score - next.score >= limits.act_margin),
  );
  const found = [...new Map(clear.map(([top]) => [top.label, top])).values()];
  // What no part says was read out of all of them together: then two clear parts tell more than the whole.
  const said = tops.some(([top]) => top.label === first.label);
  const enough = courtesy ? 1 : said ? Number.POSITIVE_INFINITY : 2;
  const told = found.length >= enough || found.some(({ label }) => label === first.label);
  return (told ? found : [first]).map((one) => scored(one, limits));
}

/** A report and clearly nothing beside it: its parts need not be read for other wishes. */
export function isStoryAlone([first, second]: readonly Ranked[], limits: Thresholds): boolean {
  return first!.label === STORY && second!.score < limits.act_score;
}

/** What a part may want: of a story and beside a story only what the whole says as well. */
function likelyIn(whole: readonly Ranked[], courtesy: boolean, limits: Thresholds): Set<string> {
  const story = whole[0]!.label === STORY;
  const likely = whole.filter(
    ({ label, score }, place) =>
      score >= limits.act_score || (!story && label !== STORY && (courtesy || place < LIKELY)),
  );
  return new Set(likely.map(({ label }) => label).filter((label) => !NO_SECOND.has(label)));
}

/** The fields a message is about: those of the whole, and the likeliest of each part that is about something else. */
export function fieldsOf(
  whole: readonly Ranked[],
  parts: readonly Part[],
  classifier: Classifier,
  limits: Thresholds,
): string[] {
  const found = whole.filter(
    ({ score }, place) => score >= (place === 0 ? limits.domain_score : limits.second_domain_score),
  );
  const ofParts = parts
    .filter(({ words }) => words.length >= 2)
    .map(({ features }) => rank(classifier, features)[0]!)
    .filter(({ score }) => score >= limits.part_domain_score);
  return [...new Set([...found, ...ofParts].map(({ label }) => label))];
}

/** The three likeliest readings. */
export function guessesOf(ranked: readonly Ranked[], limits: Thresholds): ScoredIntent[] {
  return ranked.slice(0, 3).map((one) => scored(one, limits));
}

function scored({ label, score }: Ranked, limits: Thresholds): ScoredIntent {
  return { intent: label, confidence: confidenceOf(score, limits) };
}
