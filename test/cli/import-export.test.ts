// The commands that bring a commune's households in and out, as an officer meets them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandLine } from "../setup/command-line.ts";
import { createStore, type TestStore } from "../setup/stores.ts";

const HEADER = "Mã hộ;Thôn;Họ và tên;Quan hệ với chủ hộ;Ngày sinh;Số định danh";
const folder = mkdtempSync(join(tmpdir(), "an-sinh-officer-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("import and export", () => {
  let place: TestStore;
  beforeEach(async () => {
    place = await createStore("embedded");
  });
  afterEach(() => place.remove());
  const ansinh = (line: string) => commandLine(place.environment)(line);
  const file = (name: string, ...lines: string[]) => {
    writeFileSync(join(folder, name), [HEADER, ...lines].join("\n"));
    return join(folder, name);
  };

  it("keep a list, change nothing the second time, and give it back in the same form", async () => {
    const list = file("list.csv", "A;Thôn Đông;Lò Thị Xuân;Chủ hộ;1950;000150000011", "A;;Lò Văn Bình;Con;02/03/1981;");
    const first = await ansinh(`import households ${list} --commune 11074 --create-villages`);
    expect(first).toEqual({
      code: 0,
      out: "Thôn tạo mới: Thôn Đông.\nHộ mới: 1. Hộ thay đổi: 0. Không đổi: 0. Hộ bị từ chối: 0. Thành viên mới: 2.",
      err: "read 2\nwritten 1",
    });
    const second = await ansinh(`import households ${list} --commune 11074 --language en`);
    expect(second.out).toBe("New households: 0. Changed: 0. Unchanged: 1. Refused: 0. New members: 0.");
    const out = join(folder, "out.xlsx");
    expect(await ansinh(`export households ${out} --commune 11074`)).toMatchObject({
      code: 0,
      out: `${out}: households 1`,
    });
    expect((await ansinh(`import households ${out} --commune 11074`)).out).toContain("Không đổi: 1.");
    expect((await ansinh("audit verify")).code).toBe(0);
  });

  it("tell what is wrong without a name or a number of anybody, and keep nothing", async () => {
    const list = file("wrong.csv", "A;Đông;Lò Thị Xuân;Chủ hộ;1950;00015000001", "B;Đông;Lò Văn Bình;Chủ hộ;1970;");
    const ran = await ansinh(`import households ${list} --commune 11074 --create-villages`);
    expect(ran.code).toBe(1);
    expect(ran.out.split("\n")).toEqual([
      "wrong.csv, dòng 2, cột F (Số định danh): Số định danh phải đủ 12 chữ số. Ô ghi: 11 chữ số. Ví dụ đúng: 000150123456",
      "Thôn tạo mới: Đông.",
      "Hộ mới: 1. Hộ thay đổi: 0. Không đổi: 0. Hộ bị từ chối: 1. Thành viên mới: 1.",
      "Chưa ghi gì. Sửa các chỗ trên rồi nhập lại, hoặc thêm --accept-valid-rows để nhập những hộ đúng.",
    ]);
    const accepted = await ansinh(`import households ${list} --commune 11074 --create-villages --accept-valid-rows`);
    expect([accepted.code, accepted.out.includes("Chưa ghi gì")]).toEqual([1, false]);
    const out = join(folder, "accepted.csv");
    expect((await ansinh(`export households ${out} --commune 11074`)).out).toBe(`${out}: households 1`);
  });

  it("say of a dry run that nothing was written", async () => {
    const list = file("dry.csv", "A;Đông;Lò Thị Xuân;Chủ hộ;1950;");
    const ran = await ansinh(`import households ${list} --commune 11074 --create-villages --dry-run`);
    expect([ran.code, ran.out.split("\n").at(-1)]).toEqual([0, "Chạy thử: chưa ghi gì."]);
  });

  it("write a template that imports as an empty list", async () => {
    const template = join(folder, "template.xlsx");
    expect(await ansinh(`export template ${template}`)).toEqual({ code: 0, out: template, err: "" });
    const ran = await ansinh(`import households ${template} --commune 11074`);
    expect([ran.code, ran.out.split("\n")[0]]).toEqual([1, "Tệp không có dòng nào về thành viên."]);
  });
});
