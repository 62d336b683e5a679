// Both shelves keep, give back and delete; the one in an S3-compatible store speaks its wire, every request signed.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderShelf, type Shelf, s3Shelf } from "../../registry/evidence/shelf.ts";

const asked: string[] = [];
const objects = new Map<string, string>();

/** A small S3: an object a path, nothing without a signature. */
const server = createServer(async (request, response) => {
  const { method = "", url = "" } = request;
  asked.push(method);
  if (!isSigned(request)) return void response.writeHead(403).end();
  if (method === "PUT") {
    let body = "";
    for await (const piece of request) body += String(piece);
    objects.set(url, body);
    return void response.writeHead(200, { etag: '"1"' }).end();
  }
  if (method === "GET" && url.includes("list-type=2")) {
    const keys = [...objects.keys()].map((path) => `<Contents><Key>${path.split("/").at(-1)}</Key></Contents>`);
    return void response.writeHead(200).end(`<ListBucketResult>${keys.join("")}</ListBucketResult>`);
  }
  const kept = objects.get(url);
  if (method === "DELETE") {
    objects.delete(url);
    return void response.writeHead(204).end();
  }
  return void response.writeHead(kept === undefined ? 404 : 200).end(kept);
});

function isSigned({ headers }: IncomingMessage): boolean {
  return (
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/vn-1\/s3\/.+Signature=[0-9a-f]{64}$/.test(headers.authorization ?? "") &&
    /^\d{8}T\d{6}Z$/.test(String(headers["x-amz-date"]))
  );
}

const folder = mkdtempSync(join(tmpdir(), "an-sinh-shelf-"));
const shelves: Record<string, Shelf> = { "in a folder": folderShelf(join(folder, "evidence")) };
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/evidence`;
  const keys = { accessKeyId: "key", secretAccessKey: "secret" };
  shelves["in an S3-compatible store"] = s3Shelf({ endpoint, region: "vn-1", ...keys });
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  rmSync(folder, { recursive: true });
});

describe.each(["in a folder", "in an S3-compatible store"])("a file %s", (kind) => {
  it("is kept, given back as it was, and gone when deleted, twice over", async () => {
    const shelf = shelves[kind]!;
    await shelf.put("a1", "sealed");
    expect(await shelf.get("a1")).toBe("sealed");
    expect(await shelf.get("a2")).toBeNull();
    expect(await shelf.names()).toEqual(["a1"]);
    await shelf.delete("a1");
    expect(await shelf.get("a1")).toBeNull();
    await shelf.delete("a1");
    expect(await shelf.names()).toEqual([]);
  });
});

it("reaches the S3-compatible store by the three verbs", () => {
  expect(new Set(asked)).toEqual(new Set(["PUT", "GET", "DELETE"]));
});
