// A peer: a bot of Microsoft's botbuilder-core with its state in memory and node-nlp. It keeps nothing: a restart loses what
// was under way.
import {
  type Activity,
  ActivityHandler,
  BotAdapter,
  ConversationState,
  MemoryStorage,
  TurnContext,
} from "botbuilder-core";
import { answerThrough, openDoor } from "./door.ts";
import { createWords } from "./peer-words.ts";

const answer = answerThrough(process.env.ZALO_API_BASE_URL ?? "");
const words = await createWords();

/** Activities leave through Zalo; what a Zalo account cannot do is refused. */
class ZaloAdapter extends BotAdapter {
  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]) {
    for (const { recipient, text } of activities) await answer(recipient?.id ?? "", text ?? "");
    return activities.map(() => ({ id: "" }));
  }
  override updateActivity = () => Promise.reject(new Error("no message can be changed"));
  override deleteActivity = () => Promise.reject(new Error("no message can be taken back"));
  override continueConversation = () => Promise.reject(new Error("nobody is written to first"));
  receive(activity: Partial<Activity>, bot: ActivityHandler): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), (context) => bot.run(context));
  }
}

const state = new ConversationState(new MemoryStorage());
const heard = state.createProperty<number>("heard");
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await heard.set(context, (await heard.get(context, 0)) + 1);
  await context.sendActivity(await words(context.activity.text));
  await next();
});
bot.onTurn(async (context, next) => {
  await next();
  await state.saveChanges(context);
});

const adapter = new ZaloAdapter();
openDoor(({ personId, messageId, text }) =>
  adapter.receive(
    {
      type: "message",
      id: messageId,
      channelId: "zalo",
      from: { id: personId, name: "person" },
      recipient: { id: "peer", name: "peer" },
      conversation: { id: personId, isGroup: false, conversationType: "personal", name: "" },
      text,
    },
    bot,
  ),
);
