// Complaints and requests for an officer from both sides, walked over the real wire in one commune.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../registry/audit.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet, say } from "../setup/talk.ts";

let here: Installation;
beforeAll(async () => {
  here = await startInstallation("embedded", { TODAY: "2026-11-20" });
  await commune(here.store, {
    people: { officer: "commune-officer", second: "commune-officer", leader: "commune-leader" },
  });
  for (const person of ["officer", "second", "leader"]) await say(here, person, "menu"); // opens Zalo's window of seven days
});
afterAll(() => here.stop());

/** What a person hears after writing, messages and choices in one text. */
async function hear(person: string, text: string): Promise<string> {
  const heard = await say(here, person, text);
  return heard.map((message) => [message.text, ...message.buttons.map(({ title }) => title)].join("\n")).join("\n");
}

/** The last message a person was sent without asking. */
function lastTo(person: string): string {
  return here.simulator.messagesTo(person).at(-1)?.text ?? "";
}

describe("a complaint", () => {
  it("about an answer is filed with its code, answered with a clause, and the citizen is told", async () => {
    await hear("citizen", "#consent.yes");
    await hear("citizen", "#entitlements.field.credit");
    const told = await hear("citizen", "Hộ nghèo");
    const code = /Mã trả lời: (\S+)/.exec(told)![1]!;
    expect(await hear("citizen", `#complaint.receipt.${code}`)).toContain("viết điều muốn phản ánh");
    expect(await hear("citizen", "Nhà tôi đủ điều kiện mà ngân hàng không cho vay")).toContain(code);
    const filed = await hear("citizen", "1");
    const number = /số (\d+)/.exec(filed)![1]!;
    expect(filed).toContain("trước hết ngày 01/12/2026");
    expect(lastTo("officer")).toContain(`số ${number}`);
    expect(lastTo("leader")).toContain(`số ${number}`);

    expect(await hear("officer", "phản ánh")).toContain(`Số ${number} · hạn 01/12/2026`);
    const read = await hear("officer", `#complaints-desk.open.${number}`);
    expect(read).toContain("ngân hàng không cho vay");
    expect(read).toContain(code);
    expect(await hear("officer", `trả lời phản ánh ${number}: Ngân hàng sẽ xét lại trong tuần này`)).toContain(
      "Căn cứ điều nào",
    );
    expect(await hear("officer", "theo quy định hiện hành")).toContain("chưa nêu văn bản nào");
    expect(await hear("officer", "Nghị định 78/2002/NĐ-CP Điều 2")).toContain("Gửi câu trả lời này");
    expect(await hear("officer", "#complaints-desk.send")).toContain("Đã gửi");
    expect(lastTo("citizen")).toContain("Căn cứ: Nghị định 78/2002/NĐ-CP Điều 2");
    expect(await hear("citizen", "phản ánh của tôi")).toContain("xã đã trả lời");
    expect(await hear("officer", `#complaints-desk.answer.${number}`)).toContain("đã xong rồi");
  });

  it("is taken from the words that complain, and nothing is sent without a yes", async () => {
    const words = "trưởng thôn đòi năm trăm nghìn mới làm hồ sơ hộ nghèo cho nhà tôi";
    expect(await hear("another", words)).toContain(words);
    expect(await hear("another", "không")).toContain("không gửi gì cả");
    expect(await here.store.client.complaint.count({ where: { accountId: "another" } })).toBe(0);
  });

  it("may be withdrawn, and is nobody else's to see", async () => {
    await hear("third", "#complaint.start");
    await hear("third", "cán bộ một cửa bắt chờ cả buổi sáng không tiếp");
    const number = /số (\d+)/.exec(await hear("third", "#complaint.send"))![1]!;
    expect(await hear("another", `#complaint.show.${number}`)).toContain("không thấy phản ánh số đó");
    expect(await hear("another", `#complaint.withdraw.${number}`)).toContain("không thấy phản ánh số đó");
    expect(await hear("another", `#complaints-desk.open.${number}`)).toContain("viết điều muốn phản ánh");
    expect(await hear("third", `#complaint.withdraw.${number}`)).toContain("Đã rút phản ánh");
    expect(lastTo("officer")).toContain("đã rút phản ánh");
  });

  it("is refused when it carries somebody else's answer", async () => {
    const { code } = await here.store.client.decision.findFirstOrThrow({ where: { accountId: "citizen" } });
    await hear("fourth", `#complaint.receipt.${code}`);
    await hear("fourth", "#complaint.skip");
    expect(await hear("fourth", "#complaint.send")).toContain("không còn giữ câu trả lời");
  });
});

describe("a request for an officer", () => {
  it("is passed on, taken, answered in the chat and closed", async () => {
    await hear("asker", "#consent.yes");
    await hear("asker", "#entitlements.field.credit");
    await hear("asker", "Hộ nghèo");
    expect(await hear("asker", "gặp cán bộ")).toContain("Báo, cho đọc");
    const number = /Số của \S+ là (\d+)/.exec(await hear("asker", "1"))![1]!;
    expect(lastTo("officer")).toContain(`số ${number}`);
    await hear("asker", "nhà tôi bị mất giấy chứng nhận hộ nghèo");
    expect(lastTo("officer")).toContain("mất giấy chứng nhận");

    const taken = await hear("officer", `#requests-desk.take.${number}`);
    expect(taken).toContain("mất giấy chứng nhận");
    expect(taken).toContain("Hộ nghèo");
    expect(lastTo("asker")).toContain("đã nhận lời nhắn");
    expect(await hear("second", `#requests-desk.take.${number}`)).toContain("cán bộ khác nhận");
    expect(await hear("asker", "thế bao giờ có giấy mới")).toContain("Cán bộ đang trả lời");
    expect(lastTo("officer")).toContain("bao giờ có giấy mới");
    await hear("officer", `trả lời ${number}: Mai mời bác lên xã làm lại giấy`);
    await quiet(here);
    expect(lastTo("asker")).toContain("Cán bộ xã: Mai mời bác lên xã làm lại giấy");
    expect(await hear("officer", `đóng số ${number}`)).toContain("Đã đóng");
    expect(await hear("asker", "menu")).toContain("An Sinh giúp được");
    expect(await hear("officer", `#requests-desk.take.${number}`)).toContain("đã đóng rồi");
  });

  it("shows nothing of the conversation without a yes to exactly that", async () => {
    await hear("private", "#consent.yes");
    await hear("private", "#entitlements.field.credit");
    await hear("private", "Hộ nghèo");
    const number = /Số của \S+ là (\d+)/.exec(await hear("private", "#talk-to-officer.alone"))![1]!;
    const taken = await hear("second", `#requests-desk.take.${number}`);
    expect(taken).toContain("không cho xem");
    expect(taken).not.toContain("Hộ nghèo");
    expect(await hear("stranger", `#requests-desk.take.${number}`)).toContain("dành cho cán bộ xã");
  });

  it("leaves a whole audit chain without words of anybody", async () => {
    expect(await verifyAudit(here.store.client)).toMatchObject({ intact: true });
    const entries = await here.store.client.auditEntry.findMany({ where: { subject: { contains: "request:" } } });
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["officer_asked", "request_taken", "request_closed"]),
    );
    expect(JSON.stringify(entries.map(({ detail }) => detail))).not.toContain("giấy");
  });
});

it("tells two communes of one name apart by their provinces", async () => {
  await commune(here.store, { code: "06800", province: "22", people: { far: "commune-officer" } });
  await here.store.client.unit.updateMany({ where: { code: "22" }, data: { name: "Quảng Ninh" } });
  await hear("stranger", "gửi phản ánh");
  const asked = await hear("stranger", "Cán bộ hẹn ba lần mà không gặp được");
  expect(asked).toContain("1. Xã Tứ Kỳ, Quảng Ninh\n2. Xã Tứ Kỳ, Hải Phòng");
  expect(await hear("stranger", "Tứ Kỳ")).toContain("1. Xã Tứ Kỳ, Quảng Ninh\n2. Xã Tứ Kỳ, Hải Phòng");
  expect(await hear("stranger", "2")).toContain("tới Xã Tứ Kỳ, Hải Phòng nhé");
});
