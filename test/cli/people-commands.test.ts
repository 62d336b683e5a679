// Inviting, revoking, villages and household codes, as an operator types them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withStore } from "../../cli/open-store.ts";
import { readConfig } from "../../config.ts";
import { commandLine } from "../setup/command-line.ts";
import { commune } from "../setup/commune.ts";
import { createStore, STORE_KINDS, type TestStore } from "../setup/stores.ts";

const CODE = /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/;

describe.each(STORE_KINDS)("people by command on the %s store", (kind) => {
  let place: TestStore;
  let head: string;
  const ansinh = (line: string) => commandLine(place.environment)(line);
  const lastLine = (out: string) => out.split("\n").at(-1)!;

  beforeAll(async () => {
    place = await createStore(kind);
    await withStore(readConfig(place.environment), async (store) => {
      const plan = { people: { An: "village-head@Thôn An Lạc" }, households: [{ head: "Nguyễn Văn Tám" }] };
      head = (await commune(store, plan)).people.get("An")!;
    });
  });
  afterAll(() => place.remove());

  it("invite prints the code alone on its last line, and draws it", async () => {
    const qr = join(place.environment.DATA_DIR!, "code.png");
    const { code, out } = await ansinh(
      `invite --role commune-officer --unit 11074 --name An --until 2027-12-31 --qr ${qr}`,
    );
    expect([code, lastLine(out)]).toEqual([0, expect.stringMatching(CODE)]);
    expect(existsSync(qr) && readFileSync(qr).subarray(1, 4).toString()).toBe("PNG");
    expect(await ansinh(`revoke --code ${lastLine(out)}`)).toMatchObject({ code: 0, out: "the invitation is revoked" });
    expect(await ansinh(`revoke --code ${lastLine(out)}`)).toMatchObject({ code: 2 });
  });

  it("sign-in prints the link to the pages alone on its last line", async () => {
    const { code, out } = await ansinh(`sign-in ${head}`);
    expect([code, lastLine(out)]).toEqual([0, expect.stringMatching(/^http:.+\/console\/sign-in\/[\w-]{32}$/)]);
  });

  it("people lists who holds a role; a lost telephone and an end are told apart", async () => {
    const { out } = await ansinh("people --unit 11074");
    expect(out).toBe(`${head}  village-head  11074-001  An  Zalo accounts 1`);
    expect((await ansinh(`revoke --person ${head} --phone`)).out).toBe("roles ended: 0, Zalo accounts parted: 1");
    expect((await ansinh("people")).out).toContain("Zalo accounts 0");
    expect((await ansinh(`invite --role village-head --unit 11074-001 --person ${head}`)).code).toBe(0);
    expect((await ansinh(`revoke --person ${head} --role village-head`)).out).toContain("roles ended: 1");
    expect((await ansinh("people --unit 11074")).out).toContain("nobody holds a role");
  });

  it("household-code makes a code by the household's own code; units makes and finds a village", async () => {
    const made = await ansinh("household-code 11074-00001");
    expect([made.code, lastLine(made.out)]).toEqual([0, expect.stringMatching(CODE)]);
    const village = await ansinh("units add-village --commune 11074 --name Đình --area rural --alias Miếu");
    expect(lastLine(village.out)).toBe("11074-003");
    expect((await ansinh("units find miếu")).out).toBe("11074-003  village  Đình  in 11074  by another name");
  });
});
