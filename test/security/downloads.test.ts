// What people send is fetched by the server: from Zalo's hosts alone, never from inside, and no picture that unpacks to gigabytes.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pixelsOf } from "../../bot/picture-size.ts";
import { downloadFromZalo } from "../../bot/zalo/download.ts";

const most = 1000;
const never = () => Promise.reject(new Error("was looked up"));

it.each([
  "https://example.org/a.png",
  "http://photo.zdn.vn/a.png",
  "https://photo.zdn.vn:8443/a.png",
  "https://somebody:secret@photo.zdn.vn/a.png",
  "https://photo.zdn.vn@example.org/a.png",
  "https://photo.zdn.vn.example.org/a.png",
  "https://notzdn.vn/a.png",
  "https://zdn.vn./a.png",
  "https://127.0.0.1/a.png",
  "https://[::1]/a.png",
  "https://2130706433/a.png",
  "https://169.254.169.254/latest/meta-data/",
  "file:///etc/passwd",
  "ftp://photo.zdn.vn/a.png",
  "data:image/png;base64,AAAA",
  "//photo.zdn.vn/a.png",
  "photo.zdn.vn",
  "http://127.0.0.1:3000/simulatorx/media/1",
  "http://127.0.0.1:3000/simulator/../console",
  "",
])("nothing is fetched from %s", async (url) => {
  expect(
    await downloadFromZalo(url, { most, simulator: "http://127.0.0.1:3000/simulator", resolve: never }),
  ).toBeNull();
});

it.each([
  ["10.1.2.3", 4],
  ["127.0.0.1", 4],
  ["169.254.169.254", 4],
  ["172.31.255.255", 4],
  ["192.168.1.1", 4],
  ["100.64.0.1", 4],
  ["0.0.0.0", 4],
  ["::1", 6],
  ["::ffff:10.0.0.1", 6],
  ["fd00::1", 6],
  ["fe80::1", 6],
])("a name of Zalo's that leads to %s is not called", async (address, family) => {
  const resolve = async () => [
    { address: "203.0.113.9", family: 4 },
    { address, family },
  ];
  await expect(downloadFromZalo("https://photo.zdn.vn/a.png", { most, simulator: null, resolve })).rejects.toThrow(
    "not public",
  );
});

it("a redirect is not followed, and no more is read than allowed", async () => {
  let led = 0;
  const server = createServer((request, response) => {
    if (request.url === "/s/inside") led += 1;
    if (request.url === "/s/redirect") response.writeHead(302, { location: "/s/inside" }).end();
    else response.end(Buffer.alloc(request.url === "/s/large" ? most + 1 : most));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const simulator = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s`;
  await expect(downloadFromZalo(`${simulator}/redirect`, { most, simulator })).rejects.toThrow();
  expect(await downloadFromZalo(`${simulator}/large`, { most, simulator })).toBeNull();
  expect(await downloadFromZalo(`${simulator}/right`, { most, simulator })).toHaveLength(most);
  expect(led).toBe(0);
  server.closeAllConnections();
  server.close();
});

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const jpeg = (width: number, height: number) => {
  const bytes = Buffer.from("ffd8ffe000040000fffffec00000ffc2001108", "hex").subarray(0, 8);
  const frame = Buffer.from("ffffc200110800000000030111000211", "hex");
  frame.writeUInt16BE(height, 6);
  frame.writeUInt16BE(width, 8);
  return Buffer.concat([bytes, frame]);
};
const webp = (kind: string, ...rest: number[]) =>
  Buffer.concat([Buffer.from(`RIFF0000WEBP${kind}0000`, "latin1"), Buffer.from(rest)]);
const heic = (...sizes: [number, number][]) =>
  Buffer.concat(
    sizes.map(([width, height]) => {
      const box = Buffer.alloc(20);
      box.write("ispe", 4, "latin1");
      box.writeUInt32BE(width, 12);
      box.writeUInt32BE(height, 16);
      return box;
    }),
  );

it.each<[string, string, Buffer, number | null]>([
  ["PNG", "image/png", png(50_000, 50_000), 2_500_000_000],
  ["JPEG", "image/jpeg", jpeg(65_535, 65_535), 4_294_836_225],
  ["lossy WebP", "image/webp", webp("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 0xff, 0x3f, 0xff, 0x3f), 16_383 ** 2],
  ["lossless WebP", "image/webp", webp("VP8L", 0x2f, 0xff, 0xff, 0xff, 0x0f), 16_384 ** 2],
  ["extended WebP", "image/webp", webp("VP8X", 0, 0, 0, 0, 0xff, 0xff, 0xff, 0, 0, 1), 16_777_216 * 65_537],
  ["HEIC of tiles", "image/heic", heic([512, 512], [30_000, 20_000], [512, 512]), 600_000_000],
  ["PNG cut off", "image/png", png(9, 9).subarray(0, 18), null],
  ["JPEG without a frame", "image/jpeg", Buffer.from("ffd8ffe000040000ffd9", "hex"), null],
  ["paper", "application/pdf", Buffer.from("%PDF-1.7"), null],
])("the header of a %s tells what it unpacks to", (_, mediaType, bytes, pixels) => {
  expect(pixelsOf(bytes, mediaType)).toBe(pixels);
});

it("a header of any bytes ends in a number or in nothing", () => {
  const types = fc.constantFrom("image/png", "image/jpeg", "image/webp", "image/heic");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), types, (bytes, mediaType) => {
      const pixels = pixelsOf(Buffer.concat([Buffer.from([0xff, 0xd8]), bytes]), mediaType);
      expect(pixels === null || pixels >= 0).toBe(true);
    }),
  );
});
