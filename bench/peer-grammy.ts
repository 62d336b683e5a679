// A peer: a bot of grammY with its session in memory and node-nlp. It keeps nothing: a restart loses what was under way.
import { Bot, type Context, type SessionFlavor, session } from "grammy";
import { answerThrough, openDoor } from "./door.ts";
import { createWords } from "./peer-words.ts";

type Heard = Context & SessionFlavor<{ heard: number }>;

const answer = answerThrough(process.env.ZALO_API_BASE_URL ?? "");
const words = await createWords();
const botInfo = { id: 1, is_bot: true, first_name: "peer", username: "peer_bot" } as Bot["botInfo"];
const bot = new Bot<Heard>("1:bench", { botInfo });
// What it would say to Telegram goes to Zalo.
bot.api.config.use(async (_telegram, _method, payload) => {
  const { chat_id: chat, text } = payload as unknown as { chat_id: number; text: string };
  await answer(String(chat), text);
  return { ok: true, result: true as never };
});
bot.use(session({ initial: () => ({ heard: 0 }) }));
bot.on("message:text", async (context) => {
  context.session.heard += 1;
  await context.reply(await words(context.message.text));
});

let updates = 0;
openDoor(({ personId, text }) => {
  const person = { id: Number(personId), first_name: "person" };
  const chat = { ...person, type: "private" as const };
  updates += 1;
  const date = Math.floor(Date.now() / 1000);
  const message = { message_id: updates, date, chat, from: { ...person, is_bot: false }, text };
  return bot.handleUpdate({ update_id: updates, message });
});
