import { describe, expect, it } from "vitest";
import { actionFor, KNOWN_CODES, oauthActionFor, type RefusalAction } from "../../../bot/zalo/errors.ts";

const EXPECTED: Record<RefusalAction, number[]> = {
  "refresh-token": [-216, -220],
  "back-off": [-32],
  retry: [-200, -214],
  reupload: [-100],
  "render-plain": [-201, -233, -240],
  "wait-for-person": [-213, -230, -232],
  "drop-person": [-217, -227, -244],
  "reschedule-morning": [-218, -234],
  "tell-operator": [-204, -205, -209, -210, -211, -212, -219, -221, -223, -224, -235, -237, -242, -248, -320, -321],
  "give-up": [-238, -241, -249, -403, -1340, -1341],
};

describe.each(Object.entries(EXPECTED))("%s", (action, codes) => {
  it.each(codes)("%i", (code) => expect(actionFor(code)).toBe(action));
});

it("every code of the table is expected above", () => {
  const expected = Object.values(EXPECTED).flat();
  expect([...KNOWN_CODES.oa].sort()).toEqual(expected.sort());
});

it.each([-501, -9999, 1, 404])("an unknown code %i goes to the operator", (code) => {
  expect(actionFor(code, "Something new")).toBe("tell-operator");
});

it("an invalid recipient is not cured by plainer text", () => {
  expect(actionFor(-201, "user_id is invalid!")).toBe("give-up");
  expect(actionFor(-201, "attachment is invalid!")).toBe("render-plain");
});

describe("approved templates on their own host", () => {
  it.each<[number, RefusalAction]>([
    [-100, "retry"],
    [-124, "refresh-token"],
    [-133, "reschedule-morning"],
    [-144, "reschedule-morning"],
    [-139, "drop-person"],
    [-115, "tell-operator"],
    [-32, "back-off"],
  ])("%i is %s", (code, action) => expect(actionFor(code, "", "templates")).toBe(action));

  it("knows the whole table", () => expect(KNOWN_CODES.templates).toHaveLength(31));
});

it.each([
  [-32, "back-off"],
  [-14002, "tell-operator"],
  [-14003, "tell-operator"],
  [-14014, "tell-operator"],
])("the token endpoint's %i: %s", (code, action) => expect(oauthActionFor(code)).toBe(action));
