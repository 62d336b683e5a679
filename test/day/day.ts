// The way through the day: heads report, citizens complain, the officer and the leader decide.
import type { RunningSimulator } from "../../simulator/start.ts";
import { CITIZENS, citizen, headAccount, LEADER, OFFICER, VILLAGES } from "./commune-of-the-day.ts";
import { CHANGES, DAY, type DayReport } from "./day-data.ts";
import { answerComplaints, complain, decide } from "./officer.ts";
import { type Phone, phoneOf } from "./phone.ts";
import { report } from "./village-head.ts";

/** A report that was sent. */
export interface Sent {
  number: number;
  told: DayReport;
}

type Simulator = Pick<RunningSimulator, "person" | "messagesTo" | "webhook">;

/** Lives through the day; resolves when everything is decided and answered. */
export async function liveThrough(simulator: Simulator, how: { twice: boolean }): Promise<Sent[]> {
  const phones = new Map<string, Phone>();
  const phone = (account: string): Phone => {
    if (!phones.has(account)) phones.set(account, phoneOf(simulator, account, how));
    return phones.get(account)!;
  };
  const sent: Sent[] = [];
  const complaints: number[] = [];
  const heads = VILLAGES.map(async (_, at) => {
    for (const told of DAY.reports.filter(({ village }) => village === at + 1))
      sent.push({ number: await report(phone(headAccount(at + 1)), CHANGES, told), told });
  });
  // Zalo lets an account write only to people who wrote within seven days.
  await Promise.all(CITIZENS.map((account) => phone(account).ask("menu", () => true)));
  const citizens = DAY.complaints.map(async (words, at) => {
    complaints.push(await complain(phone(citizen(at + 1)), words));
  });
  await Promise.all([...heads, ...citizens]);
  const [officer, leader] = [phone(OFFICER), phone(LEADER)];
  const waiting = sent.filter(({ told }) => !CHANGES.types.get(told.type)!.settled);
  for (const { number, told } of waiting.toSorted((a, b) => a.number - b.number))
    await decide({ officer, leader, head: phone(headAccount(told.village)), changes: CHANGES }, number, told);
  await answerComplaints(
    officer,
    complaints.toSorted((a, b) => a - b),
    DAY.answer,
  );
  return sent;
}
