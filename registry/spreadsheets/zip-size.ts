// How much a zip file unpacks to, found out before anybody unpacks it: a small file can hide gigabytes.
import { open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import { AppError } from "../../foundation/errors.ts";
import { MOST_UNPACKED_BYTES } from "./limits.ts";

interface Entry {
  method: number;
  packed: number;
  unpacked: number;
  headerAt: number;
}

/** Returns the bytes a zip unpacks to. Throws AppError `spreadsheet:not-xlsx` or `spreadsheet:too-large`; the sizes it tells are not believed but counted. */
export async function checkUnpackedSize(file: string, most = MOST_UNPACKED_BYTES): Promise<number> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const read = async (at: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(0, Math.min(length, size - at))), {
        position: at,
      });
      return buffer.subarray(0, bytesRead);
    };
    const { entries, at: directoryAt } = await directoryOf(read, size);
    if (sum(entries.map(({ unpacked }) => unpacked)) > most) throw tooLarge();
    let counted = 0;
    let end = 0;
    for (const entry of entries) {
      const header = await read(entry.headerAt, HEADER);
      if (header.length < HEADER || !follows(entry.headerAt, end)) throw notXlsx();
      const start = entry.headerAt + HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
      end = start + entry.packed;
      if (!agrees(header, entry, await read(start, entry.packed + 4))) throw notXlsx();
      counted +=
        entry.method === 0 ? entry.packed : await inflatedSize(await read(start, entry.packed), most - counted);
      if (counted > most) throw tooLarge();
    }
    if (!follows(directoryAt, end)) throw notXlsx();
    return counted;
  } finally {
    await handle.close();
  }
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const HEADER = 30;
/** Sizes that were not known when an entry was begun follow it, at most so many bytes, behind this mark. */
const SIZES = 24;
const SIZES_MARK = Buffer.from([0x50, 0x4b, 0x07, 0x08]);

/** Entries stand one behind the other: whoever reads from the front meets none that the directory does not name. */
function follows(at: number, end: number): boolean {
  return at >= end && at - end <= (end === 0 ? 0 : SIZES);
}

/** What stands before an entry says the same as the directory, so that both ways of reading end it at the same byte. */
function agrees(header: Buffer, { method, packed }: Entry, body: Buffer): boolean {
  if (header.readUInt32LE(0) !== LOCAL || header.readUInt16LE(8) !== method || ![0, 8].includes(method)) return false;
  const told = header.readUInt32LE(18);
  const isTold = told > 0 || (header.readUInt16LE(6) & 8) === 0;
  return isTold ? told === packed : body.indexOf(SIZES_MARK) === packed;
}

/** The entries named by the directory at the end of the file, in the order in which they lie there, and where it begins. */
async function directoryOf(
  read: (at: number, length: number) => Promise<Buffer>,
  size: number,
): Promise<{ entries: Entry[]; at: number }> {
  const tailAt = Math.max(0, size - 65_557);
  const tail = await read(tailAt, size - tailAt);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at -= 1;
  if (at < 0) throw notXlsx();
  const directoryAt = tail.readUInt32LE(at + 16);
  const directory = await read(directoryAt, tail.readUInt32LE(at + 12));
  const entries: Entry[] = [];
  for (let next = 0; next + 46 <= directory.length; ) {
    if (directory.readUInt32LE(next) !== CENTRAL) throw notXlsx();
    entries.push({
      method: directory.readUInt16LE(next + 10),
      packed: directory.readUInt32LE(next + 20),
      unpacked: directory.readUInt32LE(next + 24),
      headerAt: directory.readUInt32LE(next + 42),
    });
    next +=
      46 + directory.readUInt16LE(next + 28) + directory.readUInt16LE(next + 30) + directory.readUInt16LE(next + 32);
  }
  return { entries: entries.sort((one, other) => one.headerAt - other.headerAt), at: directoryAt };
}

function inflatedSize(packed: Buffer, most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const inflate = createInflateRaw();
    let counted = 0;
    inflate.on("data", (chunk: Buffer) => {
      counted += chunk.length;
      if (counted > most) inflate.destroy(tooLarge());
    });
    inflate.on("end", () => resolve(counted));
    inflate.on("error", (fault) => reject(fault instanceof AppError ? fault : notXlsx()));
    inflate.end(packed);
  });
}

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
const notXlsx = () => new AppError("spreadsheet:not-xlsx", "the file is not a spreadsheet of the kind .xlsx");
const tooLarge = () => new AppError("spreadsheet:too-large", "the spreadsheet unpacks to more than is allowed");
