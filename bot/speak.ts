// From what a handler wants to say to the words themselves, in the language of the conversation.
import type { Language } from "../foundation/language.ts";
import { clean } from "../foundation/vietnamese.ts";
import type { Line, Reply } from "../handlers/handler.ts";
import type { OfferedChoice } from "../registry/session.ts";
import { choiceHint, type SpokenReply } from "./render.ts";
import type { Texts } from "./texts.ts";

/** The replies in words to someone addressed as `you`, and the choices that are now open: those under the last reply that has any. */
export function speak(
  texts: Texts,
  { language, you, replies: said }: { language: Language; you: string; replies: Reply[] },
): { replies: SpokenReply[]; choices: OfferedChoice[] } {
  const forms = { you, You: you.slice(0, 1).toUpperCase() + you.slice(1) };
  const replies = said.map((reply) => {
    const say = (line: Line | { text: string }) =>
      "text" in line ? line.text : texts.say(language, line.key, { ...forms, ...onOneLine(line.values) });
    const text = "lines" in reply ? reply.lines.map(say).join("\n") : say(reply);
    const choices = (reply.choices ?? []).map((choice) => ({
      title: "title" in choice ? oneLine(choice.title) : say(choice),
      payload: choice.payload,
    }));
    const picture = reply.picture === undefined ? {} : { picture: reply.picture };
    return choices.length === 0
      ? { text, choices, ...picture }
      : { text, choices, ...picture, hint: choiceHint(texts, language, choices.length) };
  });
  return { replies, choices: replies.findLast((reply) => reply.choices.length > 0)?.choices ?? [] };
}

/** Words that came from somebody stay on one line and cannot pass for lines of ours. */
const oneLine = (text: string) => clean(text).replace(/\s*\n\s*/g, " ");

function onOneLine(values: Line["values"] = {}): NonNullable<Line["values"]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? oneLine(value) : value]),
  );
}
