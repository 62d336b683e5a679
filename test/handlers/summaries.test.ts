// Summaries, the digest and what is told of one's own data, walked over the real wire in one commune.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { sendDigest } from "../../handlers/digest.ts";
import { remindOfComplaints } from "../../handlers/remind-of-complaints.ts";
import type { Schedule } from "../../handlers/schedule.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { runSchedule } from "../setup/on-time.ts";
import { quiet, say } from "../setup/talk.ts";

const MONDAY = day("2026-11-30"); // the program itself sends that of its own day, the 23rd, when it starts

let here: Installation;
beforeAll(async () => {
  here = await startInstallation("embedded", { TODAY: "2026-11-23" });
  await commune(here.store, {
    people: {
      officer: "commune-officer",
      leader: "commune-leader",
      head: "village-head@Thôn An Lạc",
      province: "province-officer",
    },
    households: [
      { head: "Vũ Văn Một", status: "poor", linked: ["linked"] },
      { head: "Vũ Văn Hai", status: "poor", village: "Thôn Đông Phong" },
      { head: "Vũ Văn Ba", status: "near_poor", since: "2026-11-18" },
      { head: "Vũ Văn Bốn", status: "avg_living" },
    ],
  });
});
afterAll(() => here.stop());

async function hear(person: string, text: string): Promise<string> {
  const heard = await say(here, person, text);
  return heard.map((message) => [message.text, ...message.buttons.map(({ title }) => title)].join("\n")).join("\n");
}

const run = (schedule: Schedule, today = MONDAY) => runSchedule(here.store, schedule, new Date(), today);

describe("a summary", () => {
  it("tells an officer the commune's figures with rates, and that no target is known", async () => {
    const told = await hear("officer", "tổng hợp");
    expect(told).toContain("Xã Tứ Kỳ, đến ngày 23/11/2026");
    expect(told).toContain("Hộ nghèo: 2 hộ, 2 khẩu (50%, chưa có chỉ tiêu)");
    expect(told).toContain("Hộ cận nghèo: 1 hộ, 1 khẩu (25%, chưa có chỉ tiêu)");
    expect(told).toContain("2 thôn chưa báo cáo 14 ngày qua: Thôn An Lạc, Thôn Đông Phong");
  });

  it("goes into places, movements and periods by words and by choices", async () => {
    expect(await hear("officer", "1")).toContain("Thôn Đông Phong: 1 nghèo, 0 cận nghèo, 1 hộ trong sổ");
    expect(await hear("officer", "biến động tháng này")).toContain(
      [
        "Hộ cận nghèo: đầu kỳ 0",
        "− thành hộ nghèo 0, thoát 0, chuyển đi 0, nhập hộ 0, khác 0",
        "+ từ hộ nghèo 0, tái cận nghèo 0, chuyển đến 0, tách hộ 0, mới 1",
        "= cuối kỳ 1",
      ].join("\n"),
    );
    expect(await hear("officer", "tổng hợp thôn Đông Phong tháng 10")).toContain(
      "Thôn Đông Phong, đến ngày 31/10/2026",
    );
    expect(await hear("officer", "thôn nào chưa báo cáo")).toContain("Thôn An Lạc");
    expect(await hear("officer", "so với chỉ tiêu")).toContain("Chưa có chỉ tiêu hộ nghèo");
    expect(await hear("officer", "tháng 13")).not.toContain("đến ngày");
  });

  it("of a village is all that its head sees", async () => {
    const told = await hear("head", "tổng hợp thôn Đông Phong");
    expect(told).toContain("Thôn An Lạc, đến ngày");
    expect(told).toContain("Hộ nghèo: 1 hộ");
  });

  it("hides small counts from the province, and says nothing to citizens", async () => {
    const told = await hear("province", "#summary.units.2026-11-17_2026-11-23_11074");
    expect(told).toContain("Thôn An Lạc: <5 nghèo, <5 cận nghèo");
    const citizen = await hear("citizen", "#summary.overview");
    expect(citizen).toContain("Số liệu tổng hợp chỉ gửi cho người được xã giao");
    expect(citizen).not.toContain("Hộ nghèo:");
  });

  it("is told in English too", async () => {
    await hear("leader", "english");
    expect(await hear("leader", "summary")).toContain("Poor: 2 households, 2 people (50%, no target yet)");
  });
});

describe("the digest", () => {
  it("goes once a day to officers and leaders, in ten lines at most, what is due first", async () => {
    const notices = await run(sendDigest);
    expect(notices.map(({ accountId }) => accountId).sort()).toEqual(["leader", "officer"]);
    expect(await run(sendDigest)).toEqual([]);
    await quiet(here);
    const body = lastDigest("officer");
    const lines = body.split("\n\n")[0]!.split("\n");
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines[0]).toBe("Bản tin 30/11/2026 · Xã Tứ Kỳ");
    expect(lines[1]).toContain("Việc đang chờ: 0");
    expect(lines.at(-1)).toMatch(/^Dấu sổ kiểm tra: [0-9a-f]{12}$/);
  });

  it("is stopped and asked for", async () => {
    expect(await hear("officer", "hủy bản tin")).toContain("Đã thôi gửi");
    expect(await hear("head", "đăng ký bản tin")).toContain("sẽ nhận bản tin");
    const notices = await run(sendDigest, day("2026-12-01"));
    expect(notices.map(({ accountId }) => accountId).sort()).toEqual(["head", "leader"]);
  });

  it("that Zalo held back is replaced by a newer one", async () => {
    const { client } = here.store;
    await client.outboundMessage.updateMany({
      where: { accountId: "leader", topic: "digest" },
      data: { state: "held" },
    });
    await run(sendDigest, day("2026-12-02"));
    const held = await client.outboundMessage.findMany({
      where: { accountId: "leader", topic: "digest", state: "held" },
    });
    expect(held).toEqual([]);
    expect(
      await client.outboundMessage.count({ where: { accountId: "leader", topic: "digest", state: "dead" } }),
    ).toBeGreaterThan(0);
  });
});

it("an overdue complaint goes to the leader, once", async () => {
  await here.store.client.complaint.create({
    data: { communeCode: "11074", state: "open", textSealed: here.store.seal.seal("x"), dueOn: new Date("2026-11-20") },
  });
  const notices = await run(remindOfComplaints);
  expect(notices.map(({ accountId }) => accountId)).toEqual(["leader"]);
  expect(await run(remindOfComplaints)).toEqual([]);
});

describe("one's own data", () => {
  it("is told with what was said, agreed to and kept", async () => {
    await hear("linked", "#consent.yes");
    await hear("linked", "#entitlements.field.credit");
    await hear("linked", "Hộ nghèo");
    const told = await hear("linked", "dữ liệu của tôi");
    expect(told).toContain("loại hộ: Hộ nghèo");
    expect(told).toContain("Nối với 1 hồ sơ hộ");
    expect(told).toContain("kết quả có mã trả lời");
    const agreed = await hear("linked", "#my-data.consents");
    expect(agreed).toContain("✅ Tính xem gia đình có thể được hưởng gì: đồng ý ngày");
  });

  it("is withdrawn purpose by purpose, and a correction goes to the commune", async () => {
    expect(await hear("linked", "#my-data.withdraw.household-link")).toContain("Đã rút lại");
    expect(await here.store.client.householdLink.count({ where: { accountId: "linked", state: "linked" } })).toBe(0);
    await hear("linked", "#my-data.fix");
    expect(await hear("linked", "tên con tôi ghi sai trong hồ sơ")).toContain("Đã chuyển cho cán bộ xã");
    const request = await here.store.client.officerRequest.findFirstOrThrow({ where: { accountId: "linked" } });
    expect(request.dueOn?.toISOString().slice(0, 10)).toBe("2026-12-03");
  });

  it("is erased with complaints, requests and subscriptions", async () => {
    await hear("linked", "#complaint.start");
    await hear("linked", "chờ ba tháng nay chưa nhận được tiền hỗ trợ");
    await hear("linked", "#complaint.send");
    await hear("linked", "xóa dữ liệu");
    const { client } = here.store;
    expect(await client.officerRequest.count({ where: { accountId: "linked" } })).toBe(0);
    expect(await client.complaint.count({ where: { accountId: "linked" } })).toBe(0);
    expect(await client.complaint.findFirst({ where: { state: "withdrawn" } })).toMatchObject({
      textSealed: null,
      accountId: null,
    });
    expect(await hear("linked", "dữ liệu của tôi")).toContain("Không có điều gì");
  });
});

/** The last digest that somebody was sent. */
function lastDigest(person: string): string {
  const texts = here.simulator.messagesTo(person).map(({ text }) => text);
  return texts.findLast((text) => text.startsWith("Bản tin")) ?? "";
}
