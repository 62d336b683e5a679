// What was not understood is kept to learn from, and tells nobody who wrote it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { say } from "../setup/talk.ts";

let here: Installation;
beforeAll(async () => {
  here = await startInstallation();
});
afterAll(() => here.stop());

it("keeps the words without names and numbers, by the day only", async () => {
  await say(here, "somebody", "ông Nguyễn Văn Bảy số 0912345678 hôm nay xem đội tuyển đá bóng mấy giờ");
  const [kept, ...others] = await here.store.client.misunderstood.findMany();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ language: "vi", state: "new", on: new Date("2026-11-21") });
  expect(kept!.text).toContain("đội tuyển");
  for (const private_ of ["Bảy", "bảy", "Nguyễn", "0912345678"]) expect(kept!.text).not.toContain(private_);
  await say(here, "somebody", "menu");
  expect(await here.store.client.misunderstood.count()).toBe(1);
});
