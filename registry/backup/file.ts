// A backup on disk: gzip over lines of JSON. A row is an object, everything else an array that says what it is; the last line counts and
// digests what came before it and is signed with the installation's key, so that a torn or changed file is known.
import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { AppError } from "../../foundation/errors.ts";
import type { Seal } from "../seal.ts";

const headSchema = z.strictObject({
  /** The form of the file itself. */
  form: z.literal(1),
  /** The version of the program that made it. */
  version: z.string(),
  made: z.iso.datetime().transform((at) => new Date(at)),
  migrations: z.array(z.string()),
  /** What the installation's key makes of a fixed word: tells whether another key is the same. */
  key: z.string(),
});

const tableSchema = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  key: z.array(z.strictObject({ column: z.string(), text: z.boolean() })),
  sequences: z.record(z.string(), z.tuple([z.string(), z.boolean()])),
});

const talliesSchema = z.record(z.string(), z.strictObject({ rows: z.number(), sha256: z.string() }));

export type BackupHead = z.infer<typeof headSchema>;
/** Table, or "evidence" for the files → how many and the SHA-256 over all of them in order. */
export type Tallies = z.infer<typeof talliesSchema>;

const line = z.union([
  z.tuple([z.literal("an-sinh-backup"), headSchema]),
  z.tuple([z.literal("table"), tableSchema]),
  z.tuple([z.literal("file"), z.string(), z.string()]),
  z.tuple([z.literal("end"), talliesSchema, z.string()]),
]);

/** A line that is no row. */
export type Line = z.input<typeof line>;
type Mark = z.infer<typeof line>;

/** What a line is, to whoever reads the file. */
export type Part = Mark | ["row", string];

/** Counts and digests what is written or read of one table. */
export interface Tally {
  rows: number;
  hash: Hash;
}
export const newTally = (): Tally => ({ rows: 0, hash: createHash("sha256") });

/** Counts some texts in. */
export function count(tally: Tally, texts: readonly string[]): void {
  tally.rows += texts.length;
  for (const text of texts) tally.hash.update(`${text}\n`);
}

/** What was counted. */
export function totalOf({ rows, hash }: Tally): Tallies[string] {
  return { rows, sha256: hash.copy().digest("hex") };
}

/** The last line over these tallies. */
export function endLine(tallies: Tallies, { hash }: Seal): Line {
  return ["end", tallies, hash(JSON.stringify(tallies))];
}

/** Writes the lines; the file has its name only when all of it is on the disk, and nobody but its owner may read it. */
export async function writeFile(file: string, lines: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  await rm(part, { force: true });
  try {
    await pipeline(Readable.from(lines), createGzip(), createWriteStream(part, { mode: 0o600, flags: "wx" }));
    const handle = await open(part);
    await handle.sync();
    await handle.close();
    await rename(part, file);
  } catch (fault) {
    await rm(part, { force: true });
    throw fault;
  }
}

const damaged = (cause?: unknown) =>
  new AppError("backup:damaged", "the file is damaged or no backup of An Sinh: take another one", { cause });

/** The parts of a file in order. Throws AppError `backup:damaged` at the latest at its end, `backup:key` when another key made it. */
export async function* partsOf(file: string, seal: Seal): AsyncGenerator<Part> {
  const tallies = new Map<string, Tally>();
  let current: Tally | null = null;
  let ended = false;
  for await (const text of linesIn(file)) {
    if (ended) throw damaged();
    if (text.startsWith("{")) {
      if (current === null) throw damaged();
      count(current, [text]);
      yield ["row", text];
      continue;
    }
    const mark = markIn(text);
    switch (mark[0]) {
      case "an-sinh-backup":
        if (mark[1].key !== keyMark(seal))
          throw new AppError(
            "backup:key",
            "the backup was made with another ENCRYPTION_KEY: set that one, or put its encryption.key into DATA_DIR",
          );
        break;
      case "table":
        current = tallyIn(tallies, mark[1].name);
        break;
      case "file":
        count(tallyIn(tallies, EVIDENCE), [text]);
        break;
      case "end":
        ended = isWhole(tallies, mark, seal);
        if (!ended) throw damaged();
    }
    yield mark;
  }
  if (!ended) throw damaged();
}

/** The name under which files are counted. */
export const EVIDENCE = "evidence files";

function tallyIn(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? newTally();
  tallies.set(name, tally);
  return tally;
}

function isWhole(
  tallies: ReadonlyMap<string, Tally>,
  [, promised, signature]: Mark & ["end", ...unknown[]],
  { hash }: Seal,
) {
  const seen = JSON.stringify(Object.fromEntries([...tallies].map(([name, tally]) => [name, totalOf(tally)])));
  return seen === JSON.stringify(promised) && signature === hash(seen);
}

/** What the installation's key makes of a fixed word. */
export function keyMark({ hash }: Seal): string {
  return hash("an-sinh backup");
}

function markIn(text: string): Mark {
  try {
    return line.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(cause);
  }
}

/** Lines end at a line feed alone: a row may hold any other separator. */
async function* linesIn(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  source.on("error", (fault) => unpacked.destroy(fault));
  let rest: Buffer[] = [];
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString("utf8");
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : damaged(cause);
  }
  if (rest.length > 0) throw damaged();
}
