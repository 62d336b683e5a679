// A yearly review from the opening to the signature on the officers' pages; only the forms are filled elsewhere. Every step is refused
// to whoever may not record it, too early, or with what cannot be, and the page says why.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSheet, casesToFill, openSheet, signSheet } from "../../registry/review/sheets.ts";
import { answers } from "../registry/review/stage.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { desksOf } from "../setup/desks.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

const PEOPLE = {
  officer: "commune-officer",
  leader: "commune-leader",
  committee: "steering-committee",
  head: "village-head@Thôn An Lạc",
  reviewer: "reviewer@Thôn An Lạc",
  otherHead: "village-head@Thôn Đông Phong",
};
/** The day of every visit; forms, meetings and postings are recorded of an earlier one, so that the days of posting are over. */
const TODAY = "2026-12-07";
const EARLIER = "2026-11-20";

let here: Installation;
let place: Commune;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  here = await startInstallation("embedded", { TODAY });
  place = await commune(here.store, {
    people: PEOPLE,
    households: [
      { head: "Phạm Thị Nhài", linked: ["family"] },
      { head: "Trần Văn Bưởi", status: "near_poor" },
      { head: "Lê Văn Cam", status: null },
      { head: "Đỗ Thị Quýt", village: "Thôn Đông Phong" },
    ],
  });
  const next = await commune(here.store, {
    code: "11086",
    villages: ["Thôn Vắng"],
    people: { stranger: "commune-officer" },
  });
  const bare = await commune(here.store, { code: "11095", villages: [], people: { bare: "commune-officer" } });
  for (const [name, id] of [...place.people, ...next.people, ...bare.people])
    visitors.set(name, await visitor(here, id));
});
afterAll(() => here.stop());

const as = (name: string) => visitors.get(name)!;
/** The page of the first or second village of a commune. */
const addressOf = async (village: 1 | 2, communeCode = place.code) => {
  const { id } = await here.store.client.reviewRound.findFirstOrThrow({ where: { communeCode } });
  return `/rounds/${id}/${communeCode}-00${village}`;
};
const anLac = () => addressOf(1);
const dongPhong = () => addressOf(2);

/** Sends a form; what the page then says: where it stands when it was recorded, or why it was not. */
async function send(name: string, page: string, form: string, fields: Record<string, string> = {}): Promise<string> {
  const { status, text, location } = await as(name).post(page, form, fields);
  if (status !== 303) return /role="alert">([^<]*)</.exec(text)?.[1] ?? `${status}`;
  return /role="status">([^<]*)</.exec((await as(name).get(location!.replace("/console", ""))).text)?.[1] ?? "";
}

/** Fills and signs all forms that wait, as reviewers do in the chat. */
async function fillForms(on = EARLIER): Promise<void> {
  const officer = desksOf(here.store, place, on);
  for (const { id, state } of await officer("officer", casesToFill))
    await officer("officer", async (desk) => {
      const sheet = await openSheet(desk, id);
      if (!("ok" in sheet)) throw new Error(sheet.refused);
      if (state !== "scored") await answerSheet(desk, id, answers(sheet.questions, { "B1:members": ["members_4"] }));
      await signSheet(desk, id);
    });
}

/** What was last said to somebody in the chat. */
async function lastTo(accountId: string): Promise<string> {
  const found = await here.store.client.outboundMessage.findMany({ where: { accountId }, orderBy: { id: "desc" } });
  const [last] = found.flatMap(({ bodySealed }) => bodySealed ?? []);
  return last === undefined ? "" : here.store.seal.open(last);
}

const opened = () => here.store.client.reviewRound.count();

describe("opening", () => {
  it("shows what would be opened, and does it once for whoever may", async () => {
    const { text } = await as("officer").get("/rounds");
    for (const words of ["Mở đợt: Rà soát định kỳ", "01/09/2026 – 14/12/2026", "3 hộ", "Chuẩn nghèo", "Điều 4"])
      expect(text).toContain(words);
    expect((await as("head").get("/rounds")).text).not.toContain("/rounds/open");
    expect(await send("head", "/rounds", "open", { track: "periodic" })).toBe("403");
    expect(await send("officer", "/rounds", "open", { track: "weekly" })).toBe("404");
    expect(await send("officer", "/rounds", "open", { track: "periodic", csrf: "" })).toBe("403");
    expect(await opened()).toBe(0);
    expect(await send("officer", "/rounds", "open", { track: "periodic" })).toContain("Danh sách ban đầu có 3 hộ");
    expect(await send("officer", "/rounds", "open", { track: "periodic" })).toContain("đã được mở rồi, hạn 14/12/2026");
    expect(await opened()).toBe(1);
  });

  it("is refused with the reason before its day, and to a commune without villages", async () => {
    expect((await as("officer").get("/rounds")).text).toContain("bắt đầu ngày 15/12/2026");
    expect(await send("officer", "/rounds", "open", { track: "regular" })).toContain("bắt đầu ngày 15/12/2026");
    expect(await send("bare", "/rounds", "open", { track: "periodic" })).toContain("chưa có thôn nào");
  });

  it("of a round that nobody enters is over with its lists, and can still be looked at", async () => {
    await send("stranger", "/rounds", "open", { track: "periodic" });
    const page = await addressOf(1, "11086");
    expect(await send("stranger", page, "close-list")).toContain("Không có hộ nào cần rà soát");
    const { status, text } = await as("stranger").get(page);
    expect([status, text.includes("Đã xong mọi bước"), text.includes("<h2>Ghi")]).toEqual([200, true, false]);
    expect(await send("stranger", page, "close-list")).toContain("đã xong mọi bước");
    expect((await as("stranger").get("/rounds")).text).toContain("xong ngày 07/12/2026");
    expect((await as("officer").get("/rounds")).text).not.toContain("xong ngày");
    expect(await send("officer", page, "close-list")).toBe("404");
  });
});

describe("a village", () => {
  it("is shown as far as the role goes, and to nobody of elsewhere", async () => {
    const page = await anLac();
    const seen = [];
    for (const name of ["officer", "leader", "head", "reviewer", "committee", "otherHead", "stranger"]) {
      const { status, text } = await as(name).get(page);
      seen.push([name, status, text.includes("Phạm Thị Nhài"), text.includes("/add"), text.includes("/close-list")]);
    }
    expect(seen).toEqual([
      ["officer", 200, true, false, true],
      ["leader", 200, true, false, false],
      ["head", 200, true, false, false],
      ["reviewer", 200, true, false, false],
      ["committee", 200, false, false, false],
      ["otherHead", 404, false, false, false],
      ["stranger", 404, false, false, false],
    ]);
    const views = await here.store.client.householdView.findMany({ where: { purpose: "review" } });
    expect(new Set(views.map(({ role }) => role))).toEqual(
      new Set(["commune-officer", "commune-leader", "village-head", "reviewer"]),
    );
    expect((await as("officer").get("/rounds/x/y")).status).toBe(404);
  });

  it("is where a step that waits leads to, from the first page and from the list of rounds", async () => {
    const link = `href="/console${await anLac()}"`;
    expect((await as("officer").get("/")).text).toContain(link);
    expect((await as("officer").get("/rounds")).text).toContain(link);
  });

  it("takes a household that asked, found by its name, while its list is open", async () => {
    const page = await anLac();
    const { text } = await as("head").get(`${page}?name=le+van+cam`);
    const household = /<option value="([0-9a-f-]{36})">Lê Văn Cam, Thôn An Lạc/.exec(text)![1]!;
    expect((await as("head").get(`${page}?name=quýt`)).text).toContain("Không thấy hộ nào tên như vậy");
    expect(await send("head", page, "add", { household: place.households.get("Đỗ Thị Quýt")! })).toBe("403");
    expect(await send("officer", page, "add", { household: "x" })).toBe("403");
    expect(await send("stranger", page, "add", { household })).toBe("404");
    expect(await send("head", page, "add", { household })).toContain("Đã đưa hộ vào danh sách");
    expect(await send("officer", page, "add", { household })).toContain("đã có trong danh sách");
  });

  it("goes on to its forms when the list is closed, by the officer", async () => {
    const page = await anLac();
    expect(await send("head", page, "close-list")).toBe("403");
    expect(await send("officer", page, "close-list")).toContain("4 hộ ở 2 thôn");
    expect(await lastTo("reviewer")).toContain("phiếu");
    expect(await send("officer", page, "close-list")).toContain("đang ở bước Lập phiếu");
    const household = place.households.get("Lê Văn Cam")!;
    expect(await send("head", page, "add", { household })).toContain("đã chốt");
    const { text } = await as("reviewer").get(page);
    expect(text).toContain("Đã ký 0 trên 3 phiếu");
    expect(text).toContain("lập phiếu");
  });

  it("meets once its forms are signed, and fills them again when too few agree", async () => {
    const page = await anLac();
    const meeting = { "held-on": EARLIER, attended: "40", agreed: "31", minutes: "02/BB" };
    const record = (fields: object, who = "head") => send(who, page, "meeting", { ...meeting, ...fields });
    expect(await record({})).toContain("đang ở bước Lập phiếu");
    await fillForms();
    expect(await record({}, "leader")).toBe("403");
    expect(await record({ agreed: "41" })).toContain("Số người chưa hợp lý");
    expect(await record({ "held-on": "2026-12-08" })).toContain("Ngày phải từ 20/11/2026 đến 07/12/2026");
    for (const fields of [{ "held-on": "mai" }, { attended: "-1" }, { minutes: " " }, { agreed: "" }])
      expect(await record(fields)).toContain("cần đủ ngày họp");
    expect((await as("head").post(page, "meeting", { ...meeting, agreed: "41" })).text).toContain('value="02/BB"');
    expect(await record({ agreed: "10" })).toContain("phải lập lại phiếu và họp lại");
    expect((await as("head").get(page)).text).toContain("chưa thông qua: 10 trên 40 người đồng ý");
    await fillForms();
    expect(await record({})).toContain("kết quả được thông qua");
    expect(await send("officer", await dongPhong(), "meeting", meeting)).toContain("kết quả được thông qua");
  });

  it("is posted from a day that can be", async () => {
    const page = await anLac();
    expect(await send("reviewer", page, "posting", { "posted-on": EARLIER })).toBe("403");
    expect(await send("head", page, "posting", { "posted-on": "" })).toContain("cần ngày bắt đầu niêm yết");
    expect(await send("head", page, "posting", { "posted-on": "2026-11-19" })).toContain("Ngày phải từ 20/11/2026");
    expect(await send("head", page, "posting", { "posted-on": EARLIER })).toContain("đến hết 25/11/2026");
    expect(await send("otherHead", await dongPhong(), "posting", { "posted-on": EARLIER })).toContain("25/11/2026");
  });

  it("has a disputed result filled and posted again before the re-check is closed", async () => {
    const page = await dongPhong();
    const found = /<option value="([0-9a-f-]{36})">Đỗ Thị Quýt/.exec((await as("officer").get(page)).text)![1]!;
    expect(await send("otherHead", page, "recheck", { case: found })).toBe("403");
    expect(await send("officer", page, "recheck", { case: "x" })).toBe("403");
    expect(await send("officer", page, "recheck", { case: found })).toContain("lập lại phiếu");
    expect(await send("officer", page, "recheck", { case: found })).toContain("đang ở bước Phúc tra");
    expect(await send("officer", page, "close-recheck")).toContain("Còn 1 hộ đang phúc tra");
    await fillForms(TODAY);
    expect(await send("officer", page, "close-recheck")).toContain("phải niêm yết lại");
    expect(await send("otherHead", page, "posting", { "posted-on": TODAY })).toContain("đến hết 10/12/2026");
    expect(await send("officer", page, "close-recheck")).toContain("Từ 11/12/2026");
  });

  it("is decided by the leader's signature, and everybody concerned hears of it", async () => {
    const page = await anLac();
    const paper = { number: "215/QĐ-UBND", "signed-on": TODAY };
    const sign = (fields: object, who = "leader") => send(who, page, "sign", { ...paper, ...fields });
    expect(await sign({})).toContain("không có thôn nào chờ quyết định");
    expect(await send("officer", page, "close-recheck")).toContain("trình lãnh đạo xã");
    expect(await lastTo("leader")).toContain("chờ quyết định");
    expect((await as("officer").get(page)).text).not.toContain(`/sign"`);
    expect(await sign({}, "officer")).toBe("403");
    expect((await as("leader").get(page)).text).toContain("Các thôn chờ quyết định");
    expect(await sign({ number: "mười lăm" })).toContain("cần số và ngày");
    expect(await sign({ "signed-on": "2026-12-06" })).toContain("Ngày phải từ 07/12/2026");
    const decided = { decisionNumber: paper.number };
    expect(await here.store.client.householdStatus.count({ where: decided })).toBe(0);
    expect(await sign({})).toContain("215/QĐ-UBND cho 3 hộ");
    expect(await here.store.client.householdStatus.count({ where: decided })).toBe(3);
    expect(await lastTo("family")).toContain("215/QĐ-UBND");
    expect(await lastTo("head")).toContain("đã ra quyết định 215/QĐ-UBND cho 3 hộ");
    const { text } = await as("leader").get(page);
    for (const words of ["Đã xong mọi bước", "quyết định 215/QĐ-UBND, 3 hộ", "đã có quyết định"])
      expect(text).toContain(words);
    expect(await sign({})).toContain("không có thôn nào chờ quyết định");
  });

  it("can be found again when its round is over", async () => {
    await here.store.client.reviewRound.updateMany({ data: { closedOn: new Date(TODAY) } });
    const { text } = await as("head").get("/rounds");
    expect(text).toContain(`<a href="/console${await anLac()}">Thôn An Lạc</a>: 3 hộ`);
    expect(text).not.toContain("Thôn Đông Phong");
  });
});
