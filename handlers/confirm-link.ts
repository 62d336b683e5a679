// The answer of the one who was asked: the village head confirms who belongs to a household; a linked person lets a relative have one
// answer about the household's rights. Both by a button of the notice.
import { isUuid } from "../foundation/uuid.ts";
import { decideLink } from "../registry/links/links.ts";
import { lendAnswer } from "../registry/links/on-behalf.ts";
import type { Handler, Outcome, Reply, Turn } from "./handler.ts";
import { noticeEach } from "./notice-each.ts";

/** Actions: yes and no (the village head), lend and keep (the linked person); the argument is the id of the request. */
export const confirmLink: Handler = {
  name: "confirm-link",
  intents: [],
  handle(turn) {
    const { action, session } = turn;
    const id = action?.argument ?? "";
    if (!isUuid(id)) return { replies: [{ key: "confirm-link:gone" }], session };
    if (action?.name === "yes" || action?.name === "no") return decide(turn, id, action.name === "yes");
    return lend(turn, id, action?.name === "lend");
  },
};

async function decide({ desk, session }: Turn, id: string, yes: boolean): Promise<Outcome> {
  const decided = await decideLink(desk, id, yes);
  if ("refused" in decided) return { replies: [{ key: "confirm-link:gone" }], session };
  const choices = yes ? [{ key: "link-household:show", payload: "#my-household" as const }] : [];
  return {
    replies: [{ key: yes ? "confirm-link:confirmed" : "confirm-link:refused" }],
    session,
    notices: [
      {
        accountId: decided.accountId,
        replies: [{ key: yes ? "link-household:linked" : "link-household:not-confirmed", choices }],
      },
    ],
  };
}

async function lend(turn: Turn, id: string, yes: boolean): Promise<Outcome> {
  const { desk, session, today } = turn;
  const lent = await lendAnswer(desk, id, yes);
  if ("refused" in lent) return { replies: [{ key: "confirm-link:gone" }], session };
  const answerIn = ({ session: { language } }: Turn): Reply => {
    if (!yes) return { key: "confirm-link:not-lent" };
    const rights = lent.rights.map((name) => ({
      key: "confirm-link:right",
      values: { name: name[language] ?? name.vi },
    }));
    const title = rights.length > 0 ? "confirm-link:rights" : "confirm-link:no-rights";
    return { lines: [{ key: title, values: { day: today } }, ...rights] };
  };
  return {
    replies: [{ key: yes ? "confirm-link:lent" : "confirm-link:kept" }],
    session,
    notices: await noticeEach(turn, [lent.accountId], answerIn),
  };
}
