// Facts in a message: money, dates, people, names and places, as people write them.
import { describe, expect, test } from "vitest";
import { openUnderstanding } from "../../../bot/understanding/understand.ts";
import { day } from "../../../foundation/day.ts";

const understand = openUnderstanding();
const slots = (text: string) => understand(text, { today: day("2026-11-21") }).slots;

describe("money in đồng", () => {
  test.each([
    ["lương 1tr5", [1_500_000]],
    ["2 triệu rưỡi", [2_500_000]],
    ["năm chục ngàn", [50_000]],
    ["hết 3 củ", [3_000_000]],
    ["750k một tháng", [750_000]],
    ["2 triệu mốt", [2_100_000]],
    ["bảy triệu rưỡi", [7_500_000]],
    ["1 triệu 200 nghìn", [1_200_000]],
    ["một triệu hai trăm", [1_200_000]],
    ["năm triệu năm trăm nghìn", [5_500_000]],
    ["1 triệu 2 trăm nghìn", [1_200_000]],
    ["3 trăm ngàn", [300_000]],
    ["thiệt hại 1.500.000đ", [1_500_000]],
    ["2,5 triệu", [2_500_000]],
    ["bán đất được 1 tỷ", [1_000_000_000]],
    ["ba trăm nghìn", [300_000]],
    ["nam chuc ngan", [50_000]],
    ["lương tám trăm", [800_000]],
    ["mượn 5 triệu, trả 2 triệu", [5_000_000, 2_000_000]],
    ["gọi số 0912345678", []],
    ["đàn 300 con gà", []],
    ["3 triệu 5 khẩu", [3_000_000]],
    ["nha ba cu con 4 khau", []],
  ])("%s", (text, amounts) => {
    expect(slots(text).amounts).toEqual(amounts);
  });
});

describe("dates on Saturday 21/11/2026", () => {
  test.each([
    ["hôm 17/11", ["2026-11-17"]],
    ["ngày 25/12 vừa rồi", ["2025-12-25"]],
    ["03/11/2025", ["2025-11-03"]],
    ["ngày 3 tháng 10", ["2026-10-03"]],
    ["ngày mười lăm tháng mười", ["2026-10-15"]],
    ["hôm qua", ["2026-11-20"]],
    ["đêm hôm kia", ["2026-11-19"]],
    ["cách đây 3 ngày", ["2026-11-18"]],
    ["thứ hai tuần trước", ["2026-11-09"]],
    ["thứ tư vừa rồi", ["2026-11-18"]],
    ["từ tháng 10", ["2026-10"]],
    ["tháng 12", ["2025-12"]],
    ["tháng này", ["2026-11"]],
    ["từ tháng trước", ["2026-10"]],
    ["thang truoc", ["2026-10"]],
    ["mùng 3 tháng 10", [null]],
    ["hôm rằm", [null]],
    ["bựa tê", [null]],
    ["mỗi tháng 2 triệu", []],
    ["trẻ 18 tháng", []],
    ["ngày 45/13", []],
    ["30/2/2026", []],
  ])("%s", (text, days) => {
    expect(slots(text).dates.map(({ iso }) => iso)).toEqual(days);
  });

  test("a lunar day is marked, so that the solar day is asked for", () => {
    expect(slots("giỗ hôm mùng 8").dates[0]).toMatchObject({ iso: null, lunar: true });
  });
});

describe("people, ages, classes, shares", () => {
  test.each([
    ["nhà 5 khẩu", { count: 5 }],
    ["tổng khẩu 7", { count: 7 }],
    ["nhà có bốn người", { count: 4 }],
    ["ba mẹ con ở nhờ", { count: 3 }],
    ["giảm 1 khẩu", { count: null }],
    ["sinh đôi", { children: 2 }],
    ["nuôi hai đứa nhỏ", { children: 2 }],
    ["bà 71 tuổi", { ages: [71] }],
    ["sinh năm 1958", { birthYears: [1958] }],
    ["cháu học lớp 3", { levels: [3] }],
    ["giảm 70%", { percentages: [70] }],
    ["trả tám mươi phần trăm", { percentages: [80] }],
    ["số +84 912 345 678", { phone: "+84912345678" }],
  ])("%s", (text, wanted) => {
    expect(slots(text)).toMatchObject(wanted);
  });
});

describe("names and places", () => {
  test.each([
    ["hộ ông Nguyễn Văn Tám thôn Quang Trung", ["Nguyễn Văn Tám"], ["thôn Quang Trung"]],
    ["nhà cô Út Hậu", ["Út Hậu"], []],
    ["hộ A Dính bản Co Mạ", ["A Dính"], ["bản Co Mạ"]],
    ["thằng Quý con ông Lai", ["Quý", "Lai"], []],
    ["nhà bà Mão khu dân cư số 3", ["Mão"], ["khu dân cư số 3"]],
    ["Rơ Châm Phyao, làng Mrông Ngó", ["Rơ Châm Phyao"], ["làng Mrông Ngó"]],
    ["nhà ông tám ở ấp 3", ["Tám"], ["ấp 3"]],
    ["hộ bà vàng thị sông bị ngập", ["Vàng Thị Sông"], []],
    ["nha chu tam bi chay het", ["Tam"], []],
    ["ho ong giang a tua ban nam khao bi ngap", ["Giang A Tua"], ["ban nam khao"]],
    ["me chi hanh thon dong xa mat hom qua", ["Hanh"], ["thon dong xa"]],
    ["nhà tôi có bốn người", [], []],
    ["có làm đơn rồi", [], []],
    ["bà ngoại bị ốm", [], []],
    ["bản em không có gì", [], []],
  ])("%s", (text, persons, places) => {
    const found = slots(text);
    expect([found.persons, found.places]).toEqual([persons, places]);
  });
});

describe("dates say how much they fix", () => {
  test.each([
    ["thoát nghèo ngày 20/11/2023", ["2023-11-20", "day"]],
    ["xã ký 20/11/2023", ["2023-11-20", "day"]],
    ["20 tháng 11 năm 2023", ["2023-11-20", "day"]],
    ["từ 5/2022", ["2022-05", "month"]],
    ["đầu tháng 10", ["2026-10", "month"]],
    ["năm 2022", ["2022", "year"]],
    ["thoat ngheo tu 2022", ["2022", "year"]],
    ["since 2022", ["2022", "year"]],
    ["năm ngoái", ["2025", "year"]],
    ["we left poverty on 20 November 2023", ["2023-11-20", "day"]],
    ["signed Nov 20, 2023", ["2023-11-20", "day"]],
    ["poor since May 2022", ["2022-05", "month"]],
    ["he died yesterday", ["2026-11-20", "day"]],
    ["last month", ["2026-10", "month"]],
    ["tuần trước", [null, "week"]],
    ["đầu năm", [null, "rough"]],
    ["hôm rằm", [null, "rough"]],
  ])("%s", (text, [iso, precision]) => {
    expect(slots(text).dates).toMatchObject([{ iso, precision }]);
  });

  test("a year of birth is no date of an event", () => {
    expect(slots("sinh năm 1958").dates).toEqual([]);
  });
});

describe("numbers that name are no money, no date and no count", () => {
  const none = { amounts: [], dates: [], count: null };
  test.each([
    ["cccd 001099000001", { ...none, identity: "001099000001" }],
    ["chứng minh 100000001", { ...none, identity: "100000001" }],
    ["thẻ bhyt DN 4790000000001", { ...none, insurance: "DN4790000000001" }],
    ["gọi 0900.000.001 cho em", { ...none, phone: "0900000001" }],
    ["mã hộ HN-001 nhà 5 khẩu", { householdCode: "HN-001", count: 5, persons: [] }],
    ["hộ gl-0012 có 4 khẩu thu nhập 3tr", { householdCode: "gl-0012", count: 4, amounts: [3_000_000] }],
    ["thu nhập 1500000", { amounts: [1_500_000], identity: null, phone: null }],
    ["vay 100000000 đồng", { amounts: [100_000_000], identity: null }],
  ])("%s", (text, wanted) => {
    expect(slots(text)).toMatchObject(wanted);
  });
});
