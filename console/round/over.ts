// The rounds that are over: their villages can still be looked at, with what the commune decided.
import { html } from "hono/html";
import { type RoundProgress, roundsOver, trackOf } from "../../registry/review/round.ts";
import type { Html, Visit } from "../page.ts";
import { dayIn, say } from "../words.ts";

/** Folded, the newest first; nothing where none is over. */
export async function overPart(visit: Visit): Promise<Html> {
  const rounds = await roundsOver(visit.desk);
  if (rounds.length === 0) return html``;
  return html`<section><h2>${visit.t("console-rounds:over")}</h2>${rounds.map((one) => roundPart(visit, one))}</section>`;
}

function roundPart(visit: Visit, { round, villages }: RoundProgress): Html {
  const { t, desk } = visit;
  const { opensOn, dueOn, closedOn } = round;
  const days = { from: dayIn(opensOn), to: dayIn(dueOn), on: dayIn(closedOn) };
  const reviewed = villages
    .map((one) => ({ ...one, count: Object.values(one.cases).reduce((sum, cases) => sum + cases, 0) }))
    .filter(({ count }) => count > 0);
  const lines = reviewed.map(
    ({ villageCode, villageName, count }) =>
      html`<li><a href="/console/rounds/${round.id}/${villageCode}">${villageName}</a>: ${t("console-rounds:count", { count })}</li>`,
  );
  return html`<details class="unfold"><summary>${t("console-rounds:over-line", { track: say(visit, trackOf(desk, round).name), ...days })}</summary>
${lines.length === 0 ? html`<p>${t("console-rounds:over-nobody")}</p>` : html`<ul>${lines}</ul>`}</details>`;
}
