// Opening a round: for each kind what opening would open, or why it cannot be opened today.
import { html } from "hono/html";
import { notOpened } from "../../handlers/review-refusal.ts";
import type { Track } from "../../knowledge/schema/workflow.ts";
import { may } from "../../registry/desk.ts";
import { type Planned, planRound } from "../../registry/review/open-round.ts";
import { sendButton } from "../fields.ts";
import type { Html, Visit } from "../page.ts";
import { facts } from "../table.ts";
import { telling } from "../telling.ts";
import { dayIn, say } from "../words.ts";

/** For whoever may open rounds; nothing for others. */
export async function openPart(visit: Visit): Promise<Html> {
  const { desk, t } = visit;
  if (!may(desk, "round.open")) return html``;
  const parts: Html[] = [];
  for (const track of desk.library.review.workflow.tracks)
    parts.push(trackPart(visit, track, await planRound(desk, track)));
  return html`<h2>${t("console-rounds:open-new")}</h2>${parts}`;
}

function trackPart(visit: Visit, track: Track, plan: Planned): Html {
  const { t, desk, formTo } = visit;
  const name = say(visit, track.name);
  if (!("ok" in plan)) {
    const { key, values } = notOpened(telling(visit), track, plan);
    return html`<p>${t(key, values)}</p>`;
  }
  const standard = desk.library.knowledge.standards.find(({ id }) => id === plan.standard)!;
  return html`<section><h3>${name}</h3>${facts([
    [t("console-rounds:span"), `${dayIn(plan.span.opensOn)} – ${dayIn(plan.span.dueOn)}`],
    [t("console-rounds:standard"), say(visit, standard.name)],
    [t("console-rounds:enter"), t("console-rounds:count", { count: plan.households })],
    [t("console-rounds:clause"), say(visit, track.clause)],
  ])}
${formTo("open", html`<input type="hidden" name="track" value="${track.id}">${sendButton(t("console-rounds:begin", { track: name }))}`)}</section>`;
}
