// A village head reports: a sentence where the day has one, else the form; every question answered from the day's data.

import type { Changes } from "../../knowledge/change-types.ts";
import type { ChatMessage } from "../../simulator/world.ts";
import { headOf, memberOf } from "./commune-of-the-day.ts";
import type { DayReport } from "./day-data.ts";
import type { Phone } from "./phone.ts";

const SENT = /(?:Báo cáo|Báo cáo khẩn) số (\d+) đã gửi|Đã ghi báo cáo số (\d+)/;
const CARD = "An Sinh hiểu là";
const MOST_QUESTIONS = 15;

/** Reports one thing, up to the yes; returns the report's number. */
export async function report(phone: Phone, changes: Changes, one: DayReport): Promise<number> {
  const head = one.household === undefined ? "" : headOf(one.village, one.household);
  let text = one.say?.replace("{head}", head) ?? "#report-change.start";
  for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
    const message = await phone.ask(text, (answer) => SENT.test(answer.text) || isQuestion(changes, answer));
    const sent = SENT.exec(message.text);
    if (sent !== null) return Number(sent[1] ?? sent[2]);
    text = answerTo(message, changes, { ...one, head });
  }
  throw new Error(`${one.type}: asked more than ${MOST_QUESTIONS} questions`);
}

/** An officer asked something about a report: the head answers. */
export async function answerAsked(phone: Phone, number: number): Promise<void> {
  await phone.ask(`#my-reports.answer.${number}`, ({ text }) => text.includes(`câu trả lời cho báo cáo số ${number}`));
  await phone.ask("Là vợ chủ hộ, bệnh viện huyện đã xác nhận.", ({ text }) => text.includes("Đã gửi câu trả lời"));
}

const FIXED = ["thuộc nhóm nào", "Cụ thể là việc gì", "nhắn tên chủ hộ", "chọn một:", "xảy ra ngày nào", CARD];

function isQuestion(changes: Changes, { text }: ChatMessage): boolean {
  return FIXED.some((words) => text.includes(words)) || fieldAsked(changes, text) !== null;
}

function fieldAsked(changes: Changes, text: string): string | null {
  const rights = changes.fields.attribute!.choices!;
  if (rights.some(({ ask }) => text.includes(ask.vi))) return "new_value";
  return Object.entries(changes.fields).find(([, { ask }]) => text.includes(ask.vi))?.[0] ?? null;
}

function answerTo(message: ChatMessage, changes: Changes, one: DayReport & { head: string }): string {
  const { text } = message;
  const type = changes.types.get(one.type)!;
  if (text.includes(CARD)) return "#report-change.send";
  if (text.includes("thuộc nhóm nào")) return `#report-change.pick.group.${type.group}`;
  if (text.includes("Cụ thể là việc gì ạ")) return `#report-change.pick.type.${type.id}`;
  if (text.includes("chọn một:")) return pressed(message, one.head);
  if (text.includes("nhắn tên chủ hộ")) return one.head;
  if (text.includes("xảy ra ngày nào")) return "20/11/2026";
  const field = fieldAsked(changes, text)!;
  const told = one.fields?.[field];
  if (told !== undefined) return String(told);
  const { kind } = changes.fields[field]!;
  if (kind === "person" && one.member !== undefined)
    return pressed(message, memberOf(one.village, one.household!, one.member));
  if (field === "other_head") return headOf(one.village, one.other!);
  return kind === "count" ? "2 người" : "bỏ qua";
}

/** What pressing the button with this name in its title sends. */
function pressed({ buttons, text }: ChatMessage, name: string): string {
  const button = buttons.find(({ title }) => title.includes(name));
  if (button === undefined) throw new Error(`no button for the name asked for under: ${text}`);
  return String(button.payload);
}
