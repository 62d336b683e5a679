// Notices to linked households: those there are, and a new one, which is shown with its count and price before it is kept.
import { html } from "hono/html";
import { formatDong } from "../../foundation/money.ts";
import { type Audience, audienceSchema, policiesToTell } from "../../registry/announcements/audience.ts";
import {
  draftAnnouncement,
  type Preview,
  previewAnnouncement,
  type Wording,
} from "../../registry/announcements/draft.ts";
import { announcementsIn } from "../../registry/announcements/read.ts";
import { unitNames } from "../../registry/units/names.ts";
import { unitsWithin } from "../../registry/units/villages-within.ts";
import { choiceField, sendButton, wordsField } from "../fields.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { table } from "../table.ts";
import { className, momentIn, say } from "../words.ts";

/** Choices of classes, as they stand in the form. */
const CLASSES = ["", "poor", "near_poor", "poor near_poor"] as const;

/** What is written, and what was written. */
export const announcements: Page = {
  path: "/announcements",
  operation: "notice.draft",
  menu: "console-announcements:menu",
  async show(visit) {
    const body = html`${await writing(visit, null)}${await list(visit)}`;
    return { title: visit.t("console-announcements:title"), body };
  },
  forms: {
    async preview(visit) {
      const looked = await previewAnnouncement(visit.desk, wordingOf(visit));
      if ("refused" in looked) return again(visit, looked.refused);
      const { t } = visit;
      const body = html`${shown(visit, looked.preview)}${await writing(visit, looked.preview)}`;
      return { title: t("console-announcements:preview-title"), body };
    },
    async draft(visit) {
      const drafted = await draftAnnouncement(visit.desk, wordingOf(visit));
      if ("refused" in drafted) return again(visit, drafted.refused);
      return { goTo: `/announcements/${drafted.number}`, said: "console-announcements:drafted" };
    },
  },
};

/** The form as it was filled in, under what is wrong with it. */
async function again(visit: Visit, refused: string): Promise<Shown> {
  const { t, desk } = visit;
  const { longest, sameHours } = desk.library.service.announcements;
  const wrong = t(`console-announcements:refused.${refused}`, { longest, hours: sameHours });
  const body = html`<div class="alert alert-danger" role="alert">${wrong}</div>${await writing(visit, null)}`;
  return { title: t("console-announcements:title"), body };
}

function wordingOf({ form }: Visit): Wording {
  const classes = (form.classes ?? "").split(" ").filter((one) => one !== "");
  const audience = audienceSchema.safeParse({ classes, policy: form.policy || null });
  return { unitCode: form.unit ?? "", audience: audience.data ?? EVERYBODY, text: form.text ?? "" };
}

const EVERYBODY: Audience = { classes: [], policy: null };

async function writing(visit: Visit, preview: Preview | null): Promise<Html> {
  const { t, form, desk, formTo } = visit;
  const field = (name: string) => ({ name, label: t(`console-announcements:${name}`), value: form[name] ?? "" });
  const units = [...(await unitsWithin(desk, "notice.draft"))];
  const classes = CLASSES.map((id) => [id, classWords(visit, id)] as const);
  const policies = policiesToTell(desk.library, desk.today)
    .filter(({ kind }) => kind === "entitlement" || kind === "loan")
    .map(({ id, name }) => [id, say(visit, name)] as const)
    .sort(([, one], [, other]) => one.localeCompare(other, visit.language));
  const body = html`${choiceField({ ...field("unit"), required: true }, units)}
${choiceField(field("classes"), classes)}
${choiceField(field("policy"), [["", t("console-announcements:any-policy")], ...policies])}
${wordsField({ ...field("text"), required: true })}
${sendButton(t("console-announcements:see"), preview === null ? "primary" : "plain")}
${preview === null ? "" : html`<button class="btn btn-primary" type="submit" formaction="/console/announcements/draft">${t("console-announcements:keep")}</button>`}`;
  return html`<section aria-labelledby="write"><h2 id="write">${t("console-announcements:write")}</h2>${formTo("/announcements/preview", body)}</section>`;
}

function classWords(visit: Visit, id: string): string {
  if (id === "") return visit.t("console-announcements:any-class");
  return id
    .split(" ")
    .map((one) => className(visit, one))
    .join(", ");
}

/** How it will read, to how many, for how much. */
function shown({ t, form, language }: Visit, { messages, optedOut, billed, dong }: Preview): Html {
  const price = formatDong(dong, language);
  return html`<section aria-labelledby="seen"><h2 id="seen">${t("console-announcements:as-read")}</h2>
<blockquote class="announced">${form.text ?? ""}</blockquote>
<ul><li>${t("console-announcements:messages", { count: messages })}</li>
<li>${t("console-announcements:billed", { count: billed, dong: price })}</li>
${optedOut === 0 ? "" : html`<li>${t("console-announcements:opted-out", { count: optedOut })}</li>`}</ul></section>`;
}

async function list(visit: Visit): Promise<Html> {
  const { t, desk } = visit;
  const found = await announcementsIn(desk);
  const names = await unitNames(desk.tx, [...new Set(found.map(({ unitCode }) => unitCode))]);
  const head = ["number", "unit", "text", "state", "written"].map((name) => t(`console-announcements:${name}`));
  const rows = found.map(({ number, unitCode, text, state, createdAt }) => [
    html`<a href="/console/announcements/${number}">${t("console-announcements:one", { number })}</a>`,
    names.get(unitCode) ?? unitCode,
    shortened(text),
    t(`console-announcements:states.${state}`),
    momentIn(createdAt),
  ]);
  const caption = t("console-announcements:caption");
  return html`<section>${table({ caption, head, empty: t("console-announcements:none") }, rows)}</section>`;
}

/** The beginning of a text, up to the end of a word. */
function shortened(text: string): string {
  const begin = [...text].slice(0, SHORT).join("");
  return begin.length === text.length ? text : `${begin.replace(/\s+\S*$/, "")}…`;
}

/** Letters of a text in the list. */
const SHORT = 80;
