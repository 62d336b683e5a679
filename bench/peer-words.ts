// What both peers understand with: node-nlp, taught the very utterances that An Sinh was taught; and what they say.
import { loadLanguage } from "../bot/understanding/language.ts";
import { nodeNlp } from "./understand-baselines.ts";

/** From a person's words to the peer's answer: one intent, one fixed text. */
export async function createWords(): Promise<(text: string) => Promise<string>> {
  const training = loadLanguage()
    .utterances()
    .map(({ text, intent }) => ({ text, label: intent }));
  const classify = await nodeNlp(training);
  if (classify === null) throw new Error("node-nlp is not installed");
  const answers = new Map(training.map(({ label, text }) => [label, `${label}: ${text}`]));
  return async (text) => answers.get(await classify(text)) ?? "?";
}
