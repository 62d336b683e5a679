import { afterAll, beforeAll, expect, it } from "vitest";
import { commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(() => store.close());

it("lies in the store as it was planned", async () => {
  const here = await commune(store, {
    people: { head: "village-head@Thôn Đông Phong", officer: "commune-officer", auditor: "auditor" },
    households: [{ head: "Nguyễn Văn Tám", village: "Thôn Đông Phong", linked: ["citizen"] }],
  });
  const terms = await store.client.roleTerm.findMany({ select: { unitCode: true }, orderBy: { unitCode: "asc" } });
  expect(terms.map(({ unitCode }) => unitCode)).toEqual(["11074", "11074-002", "31"]);
  const household = await store.client.household.findUniqueOrThrow({
    where: { id: here.households.get("Nguyễn Văn Tám")! },
    include: { members: true, statuses: true, links: true },
  });
  expect(household).toMatchObject({
    villageCode: "11074-002",
    statuses: [{ status: "poor" }],
    links: [{ accountId: "citizen" }],
  });
});
