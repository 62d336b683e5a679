// Whoever speaks as "em" or "cháu" is not called "bác"; a role is addressed as a colleague; the form stays for the conversation.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { say } from "../setup/talk.ts";

let here: Installation;
beforeAll(async () => {
  here = await startInstallation();
});
afterAll(() => here.stop());

it.each([
  ["menu", "Bác chọn một việc"],
  ["em muốn xem menu", "Anh/chị chọn một việc"],
  ["cháu chào An Sinh, cháu hỏi menu", "Bạn chọn một việc"],
])("%s is answered with %s, and so is the next message", async (opening, heard) => {
  await say(here, opening, opening);
  expect((await say(here, opening, "menu"))[0]?.text).toContain(heard);
});

it("the head of a village is addressed as a colleague", async () => {
  const accountId = "head";
  await say(here, accountId, "menu");
  const person = await here.store.client.person.create({ data: { nameSealed: here.store.seal.seal("Trần Thị Mận") } });
  await here.store.client.account.update({ where: { id: accountId }, data: { personId: person.id } });
  const term = { personId: person.id, role: "village-head", unitCode: "11074-001", from: new Date("2026-01-01") };
  await here.store.client.roleTerm.create({ data: term });
  expect((await say(here, accountId, "menu"))[0]?.text).toContain("Anh/chị");
});
