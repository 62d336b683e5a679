// The picture of the weekly digest: drawn from the registry, uploaded when the letter leaves, shown before the words, once;
// whatever becomes of the upload, the words arrive.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { sendDigest } from "../../handlers/digest.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { runSchedule } from "../setup/on-time.ts";
import { quiet } from "../setup/talk.ts";

const UPLOAD = "/upload/image";
const MEGABYTE = 1024 * 1024;

describe("the digest's picture", () => {
  let here: Installation;
  beforeAll(async () => {
    here = await startInstallation("embedded", { TODAY: "2026-11-24" });
    await commune(here.store, {
      people: { officer: "commune-officer", leader: "commune-leader" },
      households: [{ head: "Vũ Văn Một" }, { head: "Vũ Văn Bốn", status: "other" }],
    });
    for (const account of ["officer", "leader"]) await here.simulator.person(account).text("menu");
    await quiet(here);
  });
  afterEach(() => here.simulator.faults.clear());
  afterAll(() => here.stop());

  /** What of the digest of that day reached the officer: kinds of messages, in order. */
  async function digestOf(today: string): Promise<string[]> {
    const before = here.simulator.messagesTo("officer").length;
    await runSchedule(here.store, sendDigest, new Date(), day(today));
    await quiet(here);
    return here.simulator
      .messagesTo("officer")
      .slice(before)
      .map(({ kind, text }) => (kind === "image" ? "picture" : text.split(" ").slice(0, 2).join(" ")));
  }

  it("comes on Mondays, under Zalo's megabyte, and on no other day", async () => {
    expect(await digestOf("2026-11-25")).toEqual(["Bản tin"]);
    expect(await digestOf("2026-11-30")).toEqual(["picture", "Bản tin"]);
    const sent = here.simulator.messagesTo("officer").findLast(({ kind }) => kind === "image")!;
    const address = sent.media !== null && "url" in sent.media ? sent.media.url : "";
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(bytes.length).toBeLessThan(MEGABYTE / 4);
    expect(bytes.readUInt32BE(16)).toBe(2 * (390 + 32)); // twice as sharp as a telephone is wide, with its margins
  });

  it("is uploaded again when the upload fails for a moment, and shown once", async () => {
    const lost = here.simulator.faults.inject({ kind: "http-500", next: 2, path: UPLOAD });
    expect(await digestOf("2026-12-07")).toEqual(["picture", "Bản tin"]);
    expect(lost.hits).toBe(2);
  });

  it("that Zalo refuses costs the words nothing", async () => {
    here.simulator.faults.inject({ kind: "error", code: -210, path: UPLOAD });
    expect(await digestOf("2026-12-14")).toEqual(["Bản tin"]);
  });

  it("is forgotten with the letter when it was sent", async () => {
    const kept = await here.store.client.outboundMessage.count({ where: { state: "sent", bodySealed: { not: null } } });
    expect(kept).toBe(0);
  });
});
