// The card "An Sinh hiểu là …" before anything is a report, and what follows the yes: reports are filed, officers and village
// heads are told.
import { formatDay } from "../foundation/day.ts";
import { formatDong } from "../foundation/money.ts";
import { attributeOf } from "../knowledge/change-types.ts";
import { accountsThatMay } from "../registry/recipients.ts";
import { fileReport } from "../registry/reports/file-report.ts";
import { unitName } from "../registry/reports/places.ts";
import type { Report } from "../registry/reports/report.ts";
import { attachSent } from "./attach-evidence.ts";
import type { Line, Notice, Outcome, Reply, Turn } from "./handler.ts";
import { noticeEach } from "./notice-each.ts";
import { recorded } from "./report-correction.ts";
import type { Draft, Telling } from "./report-draft.ts";
import { isCitizen } from "./report-intake.ts";
import { nameOf, say } from "./report-question.ts";

const NAME = "report-change";

/** What was understood, numbered, with the three answers. */
export async function echo(turn: Turn, telling: Telling, again = false): Promise<Reply> {
  const village = await unitName(turn.desk, telling.drafts[0]?.villageCode ?? null);
  const head: Line = { key: `${NAME}:echo`, values: { count: telling.drafts.length } };
  const unread: Line[] = again ? [{ key: `${NAME}:echo-unread` }] : [];
  const place: Line[] = village === "" ? [] : [{ key: `${NAME}:echo-place`, values: { village } }];
  return {
    lines: [...unread, head, ...telling.drafts.map((draft, at) => card(turn, draft, at)), ...place],
    choices: [
      { key: `${NAME}:send`, payload: `#${NAME}.send` },
      { key: `${NAME}:edit`, payload: `#${NAME}.edit` },
      { key: `${NAME}:cancel`, payload: "#cancel" },
    ],
  };
}

function card(turn: Turn, draft: Draft, at: number): Line {
  const type = turn.changes.types.get(draft.type!)!;
  const told = draft.date === null ? [] : [formatDay(draft.date)];
  const values = {
    number: at + 1,
    what: [nameOf(turn, draft), ...told, ...toldFields(turn, draft.fields)].join(" · "),
  };
  return { key: `${NAME}:${type.urgent ? "card-urgent" : "card"}`, values };
}

/** Answers as they are shown: "Số tiền: 5.000.000". */
export function toldFields(turn: Pick<Turn, "changes" | "session" | "spreadsheet">, fields: Draft["fields"]): string[] {
  return Object.entries(fields).flatMap(([id, value]) => {
    const field = turn.changes.fields[id];
    return field === undefined ? [] : `${say(turn, field.name)}: ${toldField(turn, field, { value, fields })}`;
  });
}

function toldField(
  turn: Pick<Turn, "changes" | "session" | "spreadsheet">,
  { kind, nobody, choices = [] }: Turn["changes"]["fields"][string],
  { value, fields }: { value: string | number; fields: Draft["fields"] },
): string {
  if (kind === "money" && typeof value === "number") return formatDong(value, turn.session.language);
  if (nobody !== undefined && value === "") return say(turn, nobody.name);
  const choice = choices.find(({ id }) => id === value);
  if (choice !== undefined) return say(turn, choice.name);
  const attribute = kind === "correction" ? attributeOf(turn.changes, fields) : null;
  return attribute === null ? String(value) : recorded(turn, attribute.id, String(value));
}

/** Files every draft; the conversation is done with them. */
export async function send(turn: Turn, telling: Telling): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const lines: Line[] = [];
  const notices: Notice[] = [];
  const numbers: number[] = [];
  let decided = false;
  for (const draft of telling.drafts) {
    const { type, householdId, villageCode, date, head, fields, members } = draft;
    const content = { head, fields, members };
    const filed = await fileReport(turn.desk, {
      changeType: type!,
      householdId,
      villageCode,
      eventDate: date as Report["eventDate"],
      content,
    });
    if (!filed.ok) return { replies: [{ key: `${NAME}:no-right` }], session };
    const { report } = filed;
    if (numbers.length === 0 && telling.sent !== undefined) await attachSent(turn, report, telling.sent);
    numbers.push(report.number);
    decided ||= report.state !== "approved";
    lines.push(sentLine(turn, draft, report, filed.again));
    if (!filed.again) notices.push(...(await noticesOf(turn, report, draft)));
  }
  const minutes = turn.changes.undo_minutes;
  const after = isCitizen(turn) ? "next-citizen" : decided ? "next" : "next-recorded";
  const next: Line = { key: `${NAME}:${after}`, values: { minutes } };
  return {
    replies: [
      {
        lines: [...lines, next, ...evidenceLine(turn, telling)],
        choices: [
          ...numbers.slice(0, 3).map((number) => ({
            key: `${NAME}:undo`,
            values: { number },
            payload: `#my-reports.undo.${number}` as const,
          })),
          { key: `${NAME}:mine`, payload: "#my-reports" },
        ],
      },
    ],
    session,
    notices,
  };
}

function sentLine(turn: Turn, draft: Draft, { number, dueOn, urgent, state }: Report, again: boolean): Line {
  const values = { number, what: nameOf(turn, draft), due: dueOn ?? turn.today };
  const settled = state === "approved" ? "sent-settled" : urgent ? "sent-urgent" : "sent";
  return { key: `${NAME}:${again ? "sent-before" : settled}`, values };
}

function evidenceLine(turn: Turn, { drafts }: Telling): Line[] {
  const hints = drafts.flatMap(({ type }) => {
    const evidence = turn.changes.types.get(type!)!.evidence;
    return evidence === undefined ? [] : say(turn, evidence);
  });
  return hints.length === 0 ? [] : [{ key: `${NAME}:evidence`, values: { what: [...new Set(hints)].join("; ") } }];
}

/** Officers hear of what is urgent at once; a village head hears of what a citizen told. */
async function noticesOf(turn: Turn, report: Report, draft: Draft): Promise<Notice[]> {
  const { desk } = turn;
  const { number, villageCode, communeCode } = report;
  const village = await unitName(desk, villageCode);
  const line = (to: Turn, key: string): Line => ({
    key: `${NAME}:${key}`,
    values: { number, what: nameOf(to, draft), village },
  });
  const tell = async (
    operation: "report.review" | "report.file",
    commune: string | null,
    make: (to: Turn) => Reply,
  ) => {
    const place = { villageCode, communeCode: commune };
    const accounts = await accountsThatMay(desk.tx, desk.library, { operation, place, today: desk.today });
    return noticeEach(
      turn,
      accounts.filter((id) => id !== desk.actor.accountId),
      make,
    );
  };
  const urgent = (to: Turn): Reply => ({
    ...line(to, "notice-urgent"),
    choices: [{ key: `${NAME}:open`, payload: `#review-reports.open.${number}` }],
  });
  const confirm = (to: Turn): Reply => ({
    ...line(to, "notice-citizen"),
    choices: [
      { key: `${NAME}:is-so`, payload: `#my-reports.confirm.${number}` },
      { key: `${NAME}:is-not-so`, payload: `#my-reports.doubt.${number}` },
    ],
  });
  return [
    ...(report.urgent ? await tell("report.review", communeCode, urgent) : []),
    ...(report.state === "unconfirmed" ? await tell("report.file", null, confirm) : []),
  ];
}
