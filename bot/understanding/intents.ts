// What the person wants: the likeliest intents of the whole message and of its clauses, and whether to act, ask or hand over.
import type { Classifier } from "./classifier.ts";
import { type Features, featuresOf } from "./features.ts";
import type { Thresholds } from "./language.ts";
import type { Decision, Guess, ScoredIntent } from "./types.ts";

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

/** Act when the first reading is clear and alone, ask when it is likely, else hand over. */
export function decide(ranked: readonly Ranked[], knownShare: number, limits: Thresholds): Decision {
  const [first, second] = ranked;
  if (!first || !second || knownShare < limits.known_share) return "handover";
  if (first.score >= limits.act_score && first.score - second.score >= limits.act_margin) return "act";
  return first.score >= limits.ask_score ? "ask" : "handover";
}

/** Courtesies around a question are not intents of their own. */
const COURTESY = new Set(["greeting", "thanks", "consent"]);
const SHORTEST_CLAUSE = 3;
const MOST_CLAUSES = 6;

/** The first reading, and those that other clauses say clearly, in order of appearance. Reports are one intent however long. */
export function intentsOf(
  whole: readonly Ranked[],
  clauses: readonly (readonly string[])[],
  classifier: Classifier,
  limits: Thresholds,
): ScoredIntent[] {
  const first = whole[0]!;
  const scored = ({ label, score }: Ranked): ScoredIntent => ({
    intent: label,
    confidence: confidenceOf(score, limits),
  });
  if (first.label === "report-change" || clauses.length < 2) return [scored(first)];
  const found: Ranked[] = [];
  for (const clause of clauses.slice(0, MOST_CLAUSES)) {
    if (clause.length < SHORTEST_CLAUSE) continue;
    const [top, next] = rank(classifier, featuresOf(clause));
    const clear = top!.score >= limits.second_intent_score && top!.score - next!.score >= limits.act_margin;
    const wanted = clear && !COURTESY.has(top!.label) && top!.label !== "report-change";
    if (wanted && !found.some(({ label }) => label === top!.label)) found.push(top!);
  }
  if (found.some(({ label }) => label === first.label)) return found.map(scored);
  return found.length === 0 || !COURTESY.has(first.label) ? [scored(first)] : found.map(scored);
}

/** The three likeliest readings, each with the field it is about. */
export function guessesOf(ranked: readonly Ranked[], domain: string | null, limits: Thresholds): Guess[] {
  return ranked
    .slice(0, 3)
    .map(({ label, score }) => ({ intent: label, domain, confidence: confidenceOf(score, limits) }));
}
