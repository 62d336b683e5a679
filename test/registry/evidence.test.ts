// What is sent to prove a report, from the phone to the shelf: fetched, checked, sealed; refused when it is not what is allowed.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { forgetEvidence } from "../../registry/evidence/forget.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet, say } from "../setup/talk.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const folder = mkdtempSync(join(tmpdir(), "an-sinh-evidence-"));
let here: Installation;
beforeAll(async () => {
  here = await startInstallation("embedded", { DATA_DIR: folder });
  await commune(here.store, { people: { head: "village-head@Thôn An Lạc" }, households: [{ head: "Phạm Thị Mão" }] });
});
afterAll(async () => {
  await here.stop();
  rmSync(folder, { recursive: true });
});

const pieces = () => here.store.client.evidence.findMany({ orderBy: { createdAt: "asc" } });

/** Sends something and returns the answer, when everything that was sent is settled. */
async function send(kind: "image" | "file", url: string): Promise<string> {
  const before = here.simulator.messagesTo("head").length;
  await here.simulator.person("head")[kind]({ url, name: "giấy.pdf" });
  await here.simulator.waitForMessages("head", before + 1, 10_000);
  await quiet(here);
  await expect
    .poll(async () => (await pieces()).filter(({ state }) => state === "wanted"), { timeout: 15_000 })
    .toEqual([]);
  return here.simulator
    .messagesTo("head")
    .slice(before)
    .map(({ text }) => text)
    .join("\n");
}

function upload(name: string, bytes: Buffer): string {
  return here.simulator.media.url(here.simulator.media.store("from-person", name, "image/png", bytes));
}

it("keeps a picture that comes before the yes with the report, sealed", async () => {
  await say(here, "head", "nhà bà Mão sập tường bếp hôm qua");
  expect(await send("image", upload("nhà.png", PNG))).toContain("sẽ kèm khi gửi báo cáo");
  await say(here, "head", "đúng");
  await expect.poll(async () => (await pieces()).map(({ state }) => state), { timeout: 15_000 }).toEqual(["kept"]);
  const [piece] = await pieces();
  expect(piece).toMatchObject({ mediaType: "image/png", bytes: PNG.length, urlSealed: null });
  expect(piece!.sha256).toBe(createHash("sha256").update(PNG).digest("hex"));
  const stored = await readFile(join(folder, "evidence", piece!.path!), "utf8");
  expect(stored).not.toContain(PNG.toString("base64").slice(0, 20));
  expect(Buffer.from(here.store.seal.open(stored), "base64")).toEqual(PNG);
});

it("refuses what is not the kind it claims to be, and what lies on a strange host", async () => {
  expect(await send("file", upload("giấy.pdf", Buffer.from("#!/bin/sh\n")))).toContain("kèm vào báo cáo");
  await send("image", "https://example.org/ảnh.png");
  expect((await pieces()).map(({ state }) => state)).toEqual(["kept", "refused", "refused"]);
});

it("is deleted with its record, the file first", async () => {
  const [piece] = await pieces();
  const file = join(folder, "evidence", piece!.path!);
  expect(existsSync(file)).toBe(true);
  expect(await forgetEvidence(here.store.client, [piece!.reportId])).toBe(3);
  await expect.poll(pieces, { timeout: 15_000 }).toEqual([]);
  expect(existsSync(file)).toBe(false);
});
