// The trained classifiers as one file that is read at start. Written by train.ts, ignored by git, rebuilt when the language changes.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Weights } from "./classifier.ts";
import { BUCKETS, TAGS } from "./slots/name-tagger.ts";

/** The three classifiers and the vocabulary for spelling repair. */
export interface Model {
  fingerprint: string;
  intents: Weights;
  domains: Weights;
  changes: Weights;
  /** How often each training word occurs. */
  vocabulary: Record<string, number>;
  /** How often a word, as typed and folded, is written small in training: common words are no names. */
  smallWords: Record<string, number>;
  /** Weights of the name tagger. */
  names: Int8Array;
}

interface Header {
  fingerprint: string;
  vocabulary: Record<string, number>;
  smallWords: Record<string, number>;
  parts: { labels: string[]; features: number; reach: number }[];
}

export const MODEL_FILE = new URL("generated/model.bin", import.meta.url);

/** Layout: length of the JSON header (4 bytes), header padded to 4, then per classifier hashes, rarity, steps, rows. */
export function writeModel(model: Model, file: URL = MODEL_FILE): void {
  const parts = [model.intents, model.domains, model.changes];
  const header: Header = {
    fingerprint: model.fingerprint,
    vocabulary: model.vocabulary,
    smallWords: model.smallWords,
    parts: parts.map((part) => ({ labels: part.labels, features: part.hashes.length, reach: part.reach })),
  };
  const json = padded(Buffer.from(JSON.stringify(header)), 0x20);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const body = [...parts.flatMap((part) => [part.hashes, part.rarity, part.steps, part.rows]), model.names].map(
    bytesOf,
  );
  mkdirSync(new URL(".", file), { recursive: true });
  // Written beside and renamed: two processes that start at once never read half a file.
  const draft = new URL(`${file.href}.${process.pid}`);
  writeFileSync(draft, Buffer.concat([length, json, ...body]));
  renameSync(draft, file);
}

/** The model in the file, or null when there is none or it was trained on another language. */
export function readModel(fingerprint: string, file: URL = MODEL_FILE): Model | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const end = 4 + bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.subarray(4, end).toString()) as Header;
  if (header.fingerprint !== fingerprint) return null;
  let at = end;
  const take = (size: number): ArrayBuffer => {
    const part = new Uint8Array(bytes.subarray(at, at + size)).buffer;
    at += size + ((4 - (size % 4)) % 4);
    return part;
  };
  const parts = header.parts.map(({ labels, features, reach }) => ({
    labels,
    reach,
    hashes: new Uint32Array(take(features * 4)),
    rarity: new Float32Array(take(features * 4)),
    steps: new Float32Array(take(labels.length * 4)),
    rows: new Int8Array(take((features + 1) * labels.length)),
  }));
  const { vocabulary, smallWords } = header;
  const names = new Int8Array(take(BUCKETS * TAGS));
  return { fingerprint, intents: parts[0]!, domains: parts[1]!, changes: parts[2]!, vocabulary, smallWords, names };
}

function bytesOf(array: Uint32Array | Float32Array | Int8Array): Buffer {
  return padded(Buffer.from(array.buffer, array.byteOffset, array.byteLength), 0);
}

function padded(bytes: Buffer, filler: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, filler)]);
}
