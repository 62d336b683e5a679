import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP, DAY, openTown, type Town } from "./town.ts";

let town: Town;
beforeAll(async () => {
  town = await openTown({ oaName: "An Sinh" });
  await town.simulator.person("1002", { name: "Ông Tám" }).follow();
  town.simulator.person("1003", { name: "Cô Út" });
});
afterAll(() => town.close());

const bytes = (start: number[], size: number) => {
  const content = new Uint8Array(size);
  content.set(start);
  return content;
};
const MEGABYTE = 1024 * 1024;
const PNG = [0x89, 0x50, 0x4e, 0x47];
const GIF = [0x47, 0x49, 0x46, 0x38];

describe("uploads", () => {
  it.each([
    ["image", "a.png", PNG, MEGABYTE, 0],
    ["image", "a.png", PNG, MEGABYTE + 1, -210],
    ["image", "a.png", GIF, 100, -201],
    ["image", "a.jpg", [0xff, 0xd8, 0xff], 100, 0],
    ["gif", "a.gif", GIF, 5 * MEGABYTE, 0],
    ["gif", "a.gif", GIF, 5 * MEGABYTE + 1, -210],
    ["gif", "a.gif", PNG, 100, -201],
    ["file", "a.pdf", [1], 5 * MEGABYTE, 0],
    ["file", "a.pdf", [1], 5 * MEGABYTE + 1, -210],
    ["file", "a.docx", [1], 10, 0],
    ["file", "a.xlsx", [1], 10, -201],
    ["file", "a.csv", [], 0, -201],
  ] as const)("%s %s beginning %o of %i bytes: %i", async (kind, name, start, size, error) => {
    expect((await town.upload(`/v2.0/oa/upload/${kind}`, name, bytes([...start], size))).error).toBe(error);
  });

  it("a body without a file is refused", async () => {
    expect(await town.post("/v2.0/oa/upload/image", {})).toEqual({ error: -201, message: "file is invalid!" });
  });

  it("an uploaded file can be sent, and is what the person gets", async () => {
    const { data } = await town.upload("/v2.0/oa/upload/file", "to-khai.pdf", bytes([37], 9));
    expect((await town.cs({ attachment: { type: "file", payload: { token: data.token } } })).error).toBe(0);
    const media = town.simulator.messagesTo("1001").at(-1)?.media;
    expect(media).toMatchObject({ name: "to-khai.pdf", size: 9 });
    expect((await (await fetch(media?.url ?? "")).arrayBuffer()).byteLength).toBe(9);
  });

  it("an id Zalo never gave is invalid", async () => {
    const answer = await town.cs({ attachment: { type: "file", payload: { token: "made-up" } } });
    expect(answer).toEqual({ error: -201, message: "token is invalid!" });
  });
});

describe("people", () => {
  it("detail of somebody who wrote", async () => {
    const { data } = await town.get("/v3.0/oa/user/detail", { user_id: "1001" });
    expect(data).toMatchObject({
      user_id: "1001",
      display_name: "Bà Mão",
      user_is_follower: false,
      user_last_interaction_date: "21/11/2026",
    });
  });

  it.each([
    [{ user_id: "1003" }, -213],
    [{ user_id: "none" }, -201],
    [{}, -201],
  ])("detail of %o is %i", async (data, error) => {
    expect((await town.get("/v3.0/oa/user/detail", data)).error).toBe(error);
  });

  it.each([
    [{}, ["1001", "1002"]],
    [{ is_follower: true }, ["1002"]],
    [{ last_interaction_period: "TODAY" }, ["1001", "1002"]],
    [{ last_interaction_period: "YESTERDAY" }, []],
    [{ last_interaction_period: "L7D" }, ["1001", "1002"]],
    [{ last_interaction_period: "2026_11_01:2026_11_20" }, []],
    [{ offset: 1 }, ["1002"]],
  ])("list with %o holds %o", async (filter, ids) => {
    const { data } = await town.get("/v3.0/oa/user/getlist", { offset: 0, count: 50, ...filter });
    expect(data.users.map((user: { user_id: string }) => user.user_id)).toEqual(ids);
  });

  it.each([
    { offset: 9952, count: 1 },
    { offset: 0, count: 51 },
  ])("list with %o is -210", async (page) => {
    expect((await town.get("/v3.0/oa/user/getlist", page)).error).toBe(-210);
  });

  it("what is stored about a person can be updated and erased", async () => {
    await town.post("/v3.0/oa/user/update", {
      user_id: "1002",
      shared_info: { name: "Trần Văn Tám" },
      user_alias: "tổ 3",
    });
    const detail = async () => (await town.get("/v3.0/oa/user/detail", { user_id: "1002" })).data;
    expect(await detail()).toMatchObject({ shared_info: { name: "Trần Văn Tám" }, user_alias: "tổ 3" });
    expect((await town.post("/v2.0/oa/deletefollowerinfo", { user_id: "1002" })).error).toBe(0);
    expect(await detail()).toMatchObject({ shared_info: {}, user_alias: "" });
  });
});

it("tags come with their first person, filter the list, and go from everybody", async () => {
  const tags = async () => (await town.get("/v2.0/oa/tag/gettagsofoa")).data;
  const tagged = async () =>
    (await town.get("/v3.0/oa/user/getlist", { offset: 0, count: 9, tag_name: "thôn 1" })).data.total;
  town.receiver.received.length = 0;
  for (const user_id of ["1001", "1002"]) await town.post("/v2.0/oa/tag/tagfollower", { user_id, tag_name: "thôn 1" });
  expect([await tags(), await tagged()]).toEqual([["thôn 1"], 2]);
  await town.post("/v2.0/oa/tag/rmfollowerfromtag", { user_id: "1001", tag_name: "thôn 1" });
  expect(await tagged()).toBe(1);
  await town.post("/v2.0/oa/tag/rmtag", { tag_name: "thôn 1" });
  expect([await tags(), await tagged()]).toEqual([[], 0]);
  expect((await town.post("/v2.0/oa/tag/rmtag", { tag_name: "thôn 1" })).error).toBe(-201);
  await town.simulator.webhook.idle();
  expect(town.receiver.names().sort()).toEqual([
    "add_user_to_tag",
    "add_user_to_tag",
    "remove_tag",
    "remove_user_from_tag",
  ]);
});

describe("conversations", () => {
  it("read newest first, ten at a time", async () => {
    await town.simulator.person("1002").text("hỏi");
    await town.cs({ text: "đáp" }, { user_id: "1002" });
    const { data } = await town.get("/v2.0/oa/conversation", { user_id: "1002", offset: 0, count: 10 });
    expect(data.map((row: { src: number; message: string }) => [row.src, row.message])).toEqual([
      [0, "đáp"],
      [1, "hỏi"],
    ]);
    expect((await town.get("/v2.0/oa/conversation", { user_id: "1002", offset: 0, count: 11 })).error).toBe(-210);
  });

  it("the recent ones show their last message", async () => {
    const { data } = await town.get("/v2.0/oa/listrecentchat", { offset: 0, count: 10 });
    expect(data).toHaveLength(2);
    expect(data).toContainEqual(expect.objectContaining({ src: 0, from_id: APP.oaId, to_id: "1002", message: "đáp" }));
  });
});

describe("quota", () => {
  it("of one person", async () => {
    const { data } = await town.post("/v3.0/oa/quota/message", { user_id: "1001" });
    expect(data).toMatchObject({
      last_interaction: String(town.clock.now().getTime()),
      cs_reply: { remain: 8, total: 8 },
    });
  });

  it("of the package", async () => {
    const wish = { quota_owner: "OA", product_type: "cs", quota_type: "sub_quota" };
    expect((await town.post("/v3.0/oa/quota/message", wish)).data[0]).toMatchObject({
      product_type: "cs",
      quota_type: "sub_quota",
    });
    expect((await town.post("/v3.0/oa/quota/message", { ...wish, quota_type: "?" })).error).toBe(-201);
  });
});

describe("the old message endpoint", () => {
  const react = (react_icon: string, react_message_id: string) =>
    town.post("/v2.0/oa/message", { recipient: { user_id: "1001" }, sender_action: { react_icon, react_message_id } });

  it("still takes reactions, and takes them back", async () => {
    const { messageId } = await town.simulator.person("1001").text("cảm ơn");
    const reactions = async () => {
      const state = (await (await fetch(`${town.simulator.url}/state`)).json()) as {
        messages: { id: string; reactions: string[] }[];
      };
      return state.messages.find(({ id }) => id === messageId)?.reactions;
    };
    expect((await react("/-heart", messageId ?? "")).error).toBe(0);
    expect(await reactions()).toEqual(["/-heart"]);
    await react("/-remove", messageId ?? "");
    expect(await reactions()).toEqual([]);
    expect((await react(":D", messageId ?? "")).error).toBe(-201);
    expect((await react("/-heart", "none")).error).toBe(-201);
  });

  it("takes broadcasts of articles and nothing else", async () => {
    const article = { media_type: "article", attachment_id: "a" };
    const broadcast = (elements: object[]) => ({
      recipient: { target: { cities: "4,9" } },
      message: { attachment: { type: "template", payload: { template_type: "media", elements } } },
    });
    expect((await town.post("/v2.0/oa/message", broadcast([article]))).error).toBe(0);
    expect((await town.post("/v2.0/oa/message", broadcast(Array(6).fill(article)))).error).toBe(-210);
    expect(
      (await town.post("/v2.0/oa/message", { recipient: { user_id: "1001" }, message: { text: "a" } })).error,
    ).toBe(-240);
  });
});

it("an approved template reaches a person outside the window", async () => {
  await town.simulator.person("1004").follow();
  town.clock.advance(8 * DAY);
  town.token = town.simulator.tokens.issue().access_token;
  const body = { user_id: "1004", template_id: "12", template_data: { name: "Bà Mão" } };
  expect((await town.cs({ text: "a" }, { user_id: "1004" })).error).toBe(-230);
  expect(await town.post("/v3.0/oa/message/template", body)).toMatchObject({ error: 0, data: { user_id: "1004" } });
});

it("the OA tells who it is, and unknown paths say so", async () => {
  expect((await town.get("/v2.0/oa/getoa")).data).toMatchObject({
    oaid: APP.oaId,
    name: "An Sinh",
    oa_type: 4,
    num_follower: 2,
  });
  expect((await town.get("/v9.0/oa/none")).error).toBe(404);
});
