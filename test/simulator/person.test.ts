import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SimulatedPerson } from "../../simulator/person.ts";
import { APP, openTown, type Town } from "./town.ts";

let town: Town;
let person: SimulatedPerson;
beforeEach(async () => {
  town = await openTown();
  person = town.simulator.person("1001");
});
afterEach(() => town.close());

const last = () => town.receiver.received.at(-1)?.event;
const attachment = (type: string, payload: object) => ({ message: { attachments: [{ type, payload }] } });
const PICTURE = { url: "https://example.org/a.jpg" };

describe("what a person sends", () => {
  const acts: [string, (who: SimulatedPerson) => Promise<unknown>, object][] = [
    ["user_send_text", (who) => who.text("chào", "q1"), { message: { text: "chào", quote_msg_id: "q1" } }],
    [
      "user_send_image",
      (who) => who.image(PICTURE, "nhà tôi"),
      {
        message: {
          text: "nhà tôi",
          attachments: [{ type: "image", payload: { url: PICTURE.url, thumbnail: PICTURE.url } }],
        },
      },
    ],
    ["user_send_gif", (who) => who.gif(PICTURE), attachment("gif", { url: PICTURE.url })],
    [
      "user_send_link",
      (who) => who.link("https://example.org", "xem"),
      attachment("link", { url: "https://example.org", description: "xem" }),
    ],
    [
      "user_send_audio",
      (who) => who.audio({ url: "https://example.org/a.amr" }),
      attachment("audio", { url: "https://example.org/a.amr" }),
    ],
    [
      "user_send_video",
      (who) => who.video({ ...PICTURE, description: "tường sập" }),
      attachment("video", { url: PICTURE.url, description: "tường sập" }),
    ],
    [
      "user_send_sticker",
      (who) => who.sticker({ stickerId: "smile", url: "s" }),
      attachment("sticker", { id: "smile", url: "s" }),
    ],
    [
      "user_send_location",
      (who) => who.location(20.8, 106.4),
      attachment("location", { coordinates: { latitude: "20.8", longitude: "106.4" } }),
    ],
    [
      "user_send_file",
      (who) => who.file({ url: "u", name: "don.pdf", size: 7, type: "pdf", checksum: "c" }),
      attachment("file", { url: "u", name: "don.pdf", size: "7", type: "pdf", checksum: "c" }),
    ],
    [
      "user_send_business_card",
      (who) => who.card("84000000000"),
      attachment("link", { description: '{"phone":"84000000000","qrCodeUrl":""}' }),
    ],
  ];
  it.each(acts)("%s", async (eventName, act, shape) => {
    await act(person);
    expect(last()).toMatchObject({
      app_id: APP.appId,
      event_name: eventName,
      sender: { id: "1001" },
      recipient: { id: APP.oaId },
      timestamp: String(town.clock.now().getTime()),
      ...shape,
    });
  });
});

describe("what a person does", () => {
  it("follow and unfollow name the follower and the source", async () => {
    await person.follow("message_invite");
    expect(last()).toMatchObject({
      event_name: "follow",
      oa_id: APP.oaId,
      follower: { id: "1001" },
      source: "message_invite",
    });
    await person.unfollow();
    expect(last()).toMatchObject({ event_name: "unfollow", follower: { id: "1001" } });
  });

  it("chatnow is told only for somebody who never interacted, and opens the window", async () => {
    expect((await person.chatnow()).delivery).toBeNull();
    await town.simulator.person("1009").chatnow();
    expect(last()).toMatchObject({ event_name: "user_click_chatnow", user_id: "1009" });
    expect((await town.cs({ text: "chào" }, { user_id: "1009" })).error).toBe(0);
  });

  it("submits info, withdraws", async () => {
    await person.submitInfo({ name: "Bà Mão", phone: "84000000000" });
    expect(last()).toMatchObject({ event_name: "user_submit_info", sender: { id: "1001" }, info: { name: "Bà Mão" } });
    await person.withdraw();
    expect(last()).toMatchObject({ event_name: "user_withdraw", user_id: "1001" });
  });

  it("sees what is unread once, and reacts", async () => {
    const { data } = await town.cs({ text: "chào bác" });
    await person.see();
    await town.simulator.webhook.idle();
    expect(last()).toMatchObject({ event_name: "user_seen_message", message: { msg_ids: [data.message_id] } });
    expect((await person.see()).delivery).toBeNull();
    await person.react(data.message_id, "/-heart");
    expect(last()).toMatchObject({
      event_name: "user_reacted_message",
      message: { msg_id: data.message_id, react_icon: "/-heart" },
    });
  });
});

describe("a button", () => {
  beforeEach(async () => {
    const button = (title: string, type: string, payload: unknown) => ({ title, type, payload });
    const buttons = [
      button("Hiện", "oa.query.show", "#hien"),
      button("Ẩn", "oa.query.hide", "#an"),
      button("Mở", "oa.open.url", { url: "https://example.org" }),
    ];
    await town.cs({ text: "Chọn", attachment: { type: "template", payload: { buttons } } });
    await town.simulator.webhook.idle();
  });

  it.each([
    [0, "#hien"],
    ["#an", "#an"],
    ["Ẩn", "#an"],
  ])("pressed by %o comes as a text with its payload", async (choice, text) => {
    await person.press(choice);
    expect(last()).toMatchObject({ event_name: "user_send_text", message: { text } });
  });

  it("a row of a list can be tapped too", async () => {
    const elements = [
      { title: "Thẻ BHYT", subtitle: "Miễn phí", default_action: { type: "oa.query.show", payload: "#bhyt" } },
    ];
    await town.cs({ attachment: { type: "template", payload: { template_type: "list", elements } } });
    await town.simulator.webhook.idle();
    await person.press("Thẻ BHYT");
    expect(last()).toMatchObject({ event_name: "user_send_text", message: { text: "#bhyt" } });
  });

  it("that opens a page tells the OA nothing; one that is not there is an error", async () => {
    expect(await person.press("Mở")).toEqual({ messageId: null, delivery: null });
    expect(() => person.press("Không có")).toThrow(RangeError);
  });
});

it("waiting for messages resolves when they are there and says how many were missing when they are not", async () => {
  const waiting = town.simulator.waitForMessages("1001", 2);
  await town.cs({ text: "một" });
  await town.cs({ text: "hai" });
  expect((await waiting).map(({ text }) => text)).toEqual(["một", "hai"]);
  await expect(town.simulator.waitForMessages("1001", 3, 10)).rejects.toThrow("2 of 3");
});
