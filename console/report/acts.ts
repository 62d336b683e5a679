// What this person may do with a report now: take it, complete it, agree, ask back, refuse, sign.
import { html } from "hono/html";
import type { Applied } from "../../registry/reports/change-case.ts";
import { householdsNamed, peopleOf } from "../../registry/reports/find-household.ts";
import type { Report } from "../../registry/reports/report.ts";
import { choiceField, sendButton, textField, wordsField } from "../fields.ts";
import type { Html, Visit } from "../page.ts";
import { className, say } from "../words.ts";
import type { SeenReport } from "./seen.ts";

/** The forms; nothing where nothing may be done. */
export async function actsPart(visit: Visit, seen: SeenReport): Promise<Html> {
  const { t, formTo } = visit;
  const { report, consequences, may } = seen;
  if (may === null) return html``;
  const applied = consequences?.applied ?? null;
  const missing = applied !== null && !applied.done ? applied : null;
  return html`<h2>${t("console-report:act")}</h2>
${may === "claim" ? formTo("claim", html`<p>${t("console-report:claim-why")}</p>${sendButton(t("console-report:claim"))}`) : ""}
${may === "decide" ? await decideForms(visit, report, missing) : ""}
${may === "sign" ? html`${signForm(visit, report)}${reasonForm(visit, "refuse")}` : ""}`;
}

async function decideForms(visit: Visit, report: Report, missing: Missing | null): Promise<Html> {
  const { t, formTo, desk } = visit;
  const { second } = desk.library.changes.types.get(report.changeType)!;
  const agree =
    second && missing === null
      ? formTo("forward", html`<p>${t("console-report:forward-why")}</p>${sendButton(t("console-report:forward"))}`)
      : missing === null
        ? formTo("approve", html`<p>${t("console-report:approve-why")}</p>${sendButton(t("console-report:approve"))}`)
        : await completeForm(visit, report, missing);
  return html`${agree}${reasonForm(visit, "return")}${reasonForm(visit, "refuse")}
${formTo("release", html`<p>${t("console-report:release-why")}</p>${sendButton(t("console-report:release"), "plain")}`)}`;
}

type Missing = Extract<Applied, { done: false }>;

/** Asks for what must be known before it can be approved. */
async function completeForm(visit: Visit, report: Report, { missing, field }: Missing): Promise<Html> {
  const { t, formTo } = visit;
  const label = t(`console-report:missing.${missing}`);
  if (missing === "decision") return html`<p>${label}</p>`;
  if (missing === "name")
    return formTo(
      "complete",
      html`<input type="hidden" name="field" value="${field}">${textField({ name: "value", label, required: true })}${sendButton(t("console-report:complete"))}`,
    );
  const options = await candidates(visit, report, missing);
  if (options.length === 0) return html`<p>${label} ${t("console-report:missing.nobody")}</p>`;
  const given = { member: "member", household: "household", "other-household": "other" }[missing];
  return formTo(
    "complete",
    html`<input type="hidden" name="field" value="${field}">${choiceField({ name: given, label }, options)}${sendButton(t("console-report:complete"))}`,
  );
}

async function candidates({ desk }: Visit, report: Report, missing: Missing["missing"]): Promise<[string, string][]> {
  const { householdId, content } = report;
  if (missing === "member")
    return householdId === null ? [] : (await peopleOf(desk, householdId)).map(({ id, name }) => [id, name]);
  const said = missing === "other-household" ? String(content.fields.other_head ?? "") : (content.head ?? "");
  const found = await householdsNamed(desk, said, "report.review");
  return found
    .filter(({ id }) => id !== householdId)
    .map(({ id, head, birthYear }) => [id, [head, birthYear ?? []].flat().join(", ")]);
}

/** The leader's yes; where the class changes, with the signed decision. */
function signForm(visit: Visit, { changeType }: Report): Html {
  const { t, formTo, desk } = visit;
  const { target } = desk.library.changes.types.get(changeType)!;
  const signed =
    target.length === 0
      ? ""
      : html`${choiceField(
          { name: "status", label: t("console-report:decision.status") },
          target.map((status) => [status, className(visit, status)]),
        )}${textField({ name: "number", label: t("console-report:decision.number"), required: true })}${textField(
          { name: "on", label: t("console-report:decision.on"), value: desk.today, required: true },
          "date",
        )}`;
  return formTo(
    "approve",
    html`<p>${t("console-report:sign-why")}</p>${signed}${sendButton(t("console-report:approve"))}`,
  );
}

/** A reason of the list, or own words, which win. */
function reasonForm(visit: Visit, kind: "return" | "refuse"): Html {
  const { t, formTo, desk } = visit;
  const reasons = desk.library.changes.reasons[kind].map(({ id, text }) => [id, say(visit, text)] as const);
  return html`<details class="unfold"><summary>${t(`console-report:${kind}`)}</summary>${formTo(
    kind,
    html`<p>${t(`console-report:${kind}-why`)}</p>
${choiceField({ name: `${kind}-reason`, label: t("console-report:reason") }, reasons)}
${wordsField({ name: `${kind}-words`, label: t("console-report:own-words") })}
${sendButton(t(`console-report:${kind}-send`), kind === "refuse" ? "danger" : "primary")}`,
  )}</details>`;
}
