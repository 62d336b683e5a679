// An officer and a leader go through what waits: claim, approve, refuse or ask back; what changes a class goes to the leader.
import type { Changes } from "../../knowledge/change-types.ts";
import type { ChatMessage } from "../../simulator/world.ts";
import { headOf, memberOf } from "./commune-of-the-day.ts";
import { DAY, type DayReport } from "./day-data.ts";
import type { Phone } from "./phone.ts";
import { answerAsked } from "./village-head.ts";

/** Everybody whom a decision needs. */
export interface Desk {
  officer: Phone;
  leader: Phone;
  head: Phone;
  changes: Changes;
}

const says = (words: string) => (message: ChatMessage) => message.text.includes(words);

/** Decides one report as the day wants it. */
export async function decide({ officer, leader, head, changes }: Desk, number: number, one: DayReport): Promise<void> {
  await officer.ask(`#review-reports.claim.${number}`, says(`số ${number}:`));
  if (one.end === "refuse") return refuse(officer, number);
  if (one.end === "return") {
    await officer.ask(`#review-reports.return.${number}`, says("cần hỏi thêm điều gì"));
    await officer.ask("Chưa rõ người ốm là ai", says(`Đã hỏi lại người báo (số ${number})`));
    await answerAsked(head, number);
    await officer.ask(`#review-reports.claim.${number}`, says(`${number}`));
  }
  if (!changes.types.get(one.type)!.second) return approve(officer, number, one);
  await officer.ask(`#review-reports.forward.${number}`, says(`Đã trình báo cáo số ${number}`));
  return approve(leader, number, one);
}

async function refuse(officer: Phone, number: number): Promise<void> {
  await officer.ask(`#review-reports.refuse.${number}`, says(`Vì sao từ chối báo cáo số ${number}`));
  await officer.ask("Đã xuống kiểm tra, chưa có việc này", says(`Đã từ chối báo cáo số ${number}`));
}

/** Approves; whatever is still missing is given: the class, the signed decision, the person meant. */
async function approve(phone: Phone, number: number, one: DayReport): Promise<void> {
  const steps = [
    "Đã duyệt báo cáo số",
    "công nhận hộ là gì",
    "nhắn số và ngày quyết định",
    "Là ai trong hộ",
    "Nhập vào hộ nào",
  ];
  let text = `#review-reports.approve.${number}`;
  for (let asked = 0; asked < steps.length; asked += 1) {
    const message = await phone.ask(text, ({ text: heard }) =>
      steps.some((words) => heard.includes(words) && heard.includes(String(number))),
    );
    if (message.text.includes(steps[0]!)) return;
    if (message.text.includes(steps[1]!)) text = `#review-reports.target.${number}.${one.decide}`;
    else if (message.text.includes(steps[2]!)) text = `${DAY.reports.indexOf(one) + 1}/QĐ-UBND ngày 20/11/2026`;
    else if (message.text.includes(steps[4]!)) text = pressed(message, headOf(one.village, one.other!));
    else text = pressed(message, memberOf(one.village, one.household!, one.member ?? 1));
  }
  throw new Error(`report ${number} could not be approved`);
}

function pressed({ buttons, text }: ChatMessage, name: string): string {
  const button = buttons.find(({ title }) => title.includes(name));
  if (button === undefined) throw new Error(`no button for the name asked for under: ${text}`);
  return String(button.payload);
}

/** Answers every complaint that waits, with its clause. */
export async function answerComplaints(
  officer: Phone,
  numbers: number[],
  { text, clause }: { text: string; clause: string },
): Promise<void> {
  for (const number of numbers) {
    await officer.ask(`#complaints-desk.answer.${number}`, says(`câu trả lời cho phản ánh số ${number}`));
    await officer.ask(text, says("Căn cứ điều nào"));
    await officer.ask(clause, says(`Gửi câu trả lời này cho phản ánh số ${number}`));
    await officer.ask("#complaints-desk.send", says(`Đã gửi câu trả lời cho phản ánh số ${number}`));
  }
}

/** A citizen complains; returns the number. */
export async function complain(citizen: Phone, words: string): Promise<number> {
  await citizen.ask("#complaint.start", says("viết điều muốn phản ánh"));
  await citizen.ask(words, says("An Sinh gửi phản ánh này tới"));
  const filed = await citizen.ask("#complaint.send", says("Đã gửi phản ánh số"));
  return Number(/phản ánh số (\d+)/.exec(filed.text)![1]);
}
