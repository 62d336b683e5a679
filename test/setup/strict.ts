// A stray console.error or an unhandled rejection is a failed test.
import { afterEach, expect, vi } from "vitest";

const complained = vi.spyOn(console, "error");

afterEach(() => {
  expect(complained).not.toHaveBeenCalled();
  complained.mockClear();
});
