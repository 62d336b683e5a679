// Machines that one is signed in at are known again by their names.
import { expect, it } from "vitest";
import { deviceName } from "../../console/device-name.ts";

const ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";

it.each([
  [`${ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36`, "Chrome · Android"],
  [`${ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36 Zalo android/12100`, "Zalo · Android"],
  [`${ANDROID} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`, "Samsung Internet · Android"],
  [`${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, "Safari · iPhone"],
  [`${WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, "Edge · Windows"],
  [`${WINDOWS}; rv:127.0) Gecko/20100101 Firefox/127.0`, "Firefox · Windows"],
  [`curl/8.5.0 ${"x".repeat(100)}`, `curl/8.5.0 ${"x".repeat(29)}`],
])("%s is shown as %s", (said, shown) => {
  expect(deviceName(said)).toBe(shown);
});
