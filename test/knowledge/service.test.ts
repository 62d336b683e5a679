import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadService, officeOpen } from "../../knowledge/service.ts";

const service = loadService("knowledge");

/** Loads a copy of the real file with one change. */
function loadChanged(from: string, to: string) {
  const folder = mkdtempSync(join(tmpdir(), "service-"));
  try {
    const text = readFileSync("knowledge/service.yaml", "utf8");
    expect(text).toContain(from);
    writeFileSync(join(folder, "service.yaml"), text.replace(from, to));
    return loadService(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("how the channel is run", () => {
  test("the file gives the code plain figures", () => {
    expect(service.pauseMinutes).toBe(30);
    expect(service.retentionDays).toMatchObject({ session: 30, decision: 365, inbound: 30, outbound: 30 });
    expect(service.rightsDays.firstReply).toBe(2);
  });

  test("no purpose of consent is named twice and each is said in both languages", () => {
    const ids = service.consent.purposes.map((purpose) => purpose.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, data } of service.consent.purposes) {
      expect(name.en).not.toBeNull();
      expect(data.en).not.toBeNull();
    }
  });

  test("the hours in words are the hours that are computed with", () => {
    for (const { from, to } of service.office.hours.spans) {
      expect(service.office.hours.words.vi).toContain(`${from}–${to}`);
      expect(service.office.hours.words.en).toContain(`${from}–${to}`);
    }
  });

  test.each([
    ["Monday 07:29", "2026-11-23T00:29:00Z", false],
    ["Monday 07:30", "2026-11-23T00:30:00Z", true],
    ["Monday 11:30", "2026-11-23T04:30:00Z", false],
    ["Friday 16:59", "2026-11-27T09:59:59Z", true],
    ["Friday 17:00", "2026-11-27T10:00:00Z", false],
    ["Saturday 08:00, still Saturday in UTC", "2026-11-21T01:00:00Z", false],
    ["Monday 07:45 while it is Monday 00:45 in UTC", "2026-11-23T00:45:00Z", true],
  ])("%s in Vietnam: open is %s → %s", (_, instant, open) => {
    expect(officeOpen(service.office.hours, new Date(instant))).toBe(open);
  });

  test.each([
    ["a missing value", "  minutes: 30\n", "", /pause\.minutes/],
    ["a day that does not exist", "from: 2026-11-21", "from: 2026-11-31", /from: not a calendar day/],
    ["hours that run backwards", 'from: "07:30"', 'from: "12:30"', /office\.hours\.spans: a span ends before/],
    ["a key given twice", "pause:\n", "pause: {}\npause:\n", /service\.yaml · line \d+: Map keys must be unique/],
    ["a value without a basis", "  days: 365\n    basis: house rule\n", "  days: 365\n", /retention\.decision\.basis/],
  ])("%s stops the start and names file and place", (_, from, to, message) => {
    expect(() => loadChanged(from, to)).toThrow(message);
  });
});
