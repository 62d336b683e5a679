// A voice message is never met with silence: kept for a day for somebody who agreed, and heard where there is a speech service.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadLibrary } from "../../knowledge/library.ts";
import { forgetExpired } from "../../registry/privacy/expired.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet, say } from "../setup/talk.ts";

/** The smallest recording that is one: a WAV header and silence. */
function recording(): Buffer {
  const wav = Buffer.alloc(64);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(56, 4);
  wav.write("WAVEfmt ", 8);
  return wav;
}

let here: Installation;
let speech: Server;
const heardTypes: string[] = [];

beforeAll(async () => {
  speech = createServer((request, response) => {
    heardTypes.push(String(request.headers["content-type"]));
    request.resume().on("end", () => response.end(JSON.stringify({ text: "chuẩn nghèo là bao nhiêu" })));
  });
  await new Promise<void>((resolve) => speech.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  speech.close();
});

describe("without a speech service", () => {
  beforeAll(async () => {
    here = await startInstallation();
  });
  afterAll(() => here.stop());

  it("a voice is answered and not kept before consent", async () => {
    expect(await speak("stranger")).toContain("chưa nghe được tin thoại");
    expect(await here.store.client.voiceMessage.count()).toBe(0);
  });

  it("a voice is kept sealed after consent, and gone after its day", async () => {
    await say(here, "agreed", "#consent.yes");
    expect(await speak("agreed")).toContain("đã giữ tin thoại");
    const kept = await settled("agreed");
    expect(kept).toMatchObject({ state: "kept", urlSealed: null });
    expect(Buffer.from(here.store.seal.open(kept.audioSealed!), "base64")).toEqual(recording());
    const { service, privacy } = loadLibrary(join(import.meta.dirname, "../../knowledge"));
    const days = { ...service.retentionDays, ...privacy.retentionDays };
    await forgetExpired(here.store, days, new Date(Date.now() + 25 * 3_600_000));
    expect(await here.store.client.voiceMessage.count()).toBe(0);
  });

  it("what is no recording is given up", async () => {
    await say(here, "other", "#consent.yes");
    await speak("other", Buffer.from("no sound at all, only these words"));
    expect(await settled("other")).toMatchObject({ state: "lost", audioSealed: null });
  });
});

describe("with a speech service", () => {
  beforeAll(async () => {
    const { port } = speech.address() as AddressInfo;
    here = await startInstallation("embedded", { SPEECH_URL: `http://127.0.0.1:${port}/` });
  });
  afterAll(() => here.stop());

  it("what was heard is shown and answered like a message that was typed", async () => {
    await say(here, "speaker", "#consent.yes");
    const before = here.simulator.messagesTo("speaker").length;
    await speak("speaker");
    const said = (await here.simulator.waitForMessages("speaker", before + 3, 10_000))
      .map(({ text }) => text)
      .join("\n");
    expect(said).toContain("An Sinh nghe là: “chuẩn nghèo là bao nhiêu”");
    expect(said).toContain("1.500.000");
    expect(heardTypes).toEqual(["audio/wav"]);
    expect(await settled("speaker")).toMatchObject({ state: "heard", audioSealed: null });
  });
});

async function speak(person: string, bytes = recording()): Promise<string> {
  const before = here.simulator.messagesTo(person).length;
  const { media } = here.simulator;
  const url = media.url(media.store("from-person", "voice.wav", "audio/wav", bytes));
  await here.simulator.person(person).audio({ url });
  await here.simulator.waitForMessages(person, before + 1, 10_000);
  await quiet(here);
  return here.simulator.messagesTo(person).at(-1)!.text;
}

async function settled(accountId: string) {
  for (;;) {
    const row = await here.store.client.voiceMessage.findFirstOrThrow({ where: { accountId } });
    if (row.state !== "wanted") return row;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
