// How large a picture is when unpacked, read from its header before anybody unpacks it: a few kilobytes can claim gigapixels.

/** Pixels that the header claims; null for what is no picture, or one whose header does not tell. */
export function pixelsOf(bytes: Buffer, mediaType: string): number | null {
  try {
    const size = READERS[mediaType]?.(bytes) ?? null;
    return size === null ? null : size[0] * size[1];
  } catch {
    return null; // cut off in the middle of its header
  }
}

type Size = readonly [width: number, height: number];

const READERS: Readonly<Record<string, (bytes: Buffer) => Size | null>> = {
  "image/png": (bytes) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)],
  "image/jpeg": jpegSize,
  "image/webp": webpSize,
  "image/heic": heicSize,
};

/** Segments one after another; the one that begins a frame (SOF) tells. */
function jpegSize(bytes: Buffer): Size | null {
  for (let at = 2; bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** Lossy, lossless and extended pictures begin differently. */
function webpSize(bytes: Buffer): Size | null {
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ":
      return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case "VP8X":
      return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
    default:
      return null;
  }
}

/** A picture of tiles tells the size of each and of the whole: the largest counts. */
function heicSize(bytes: Buffer): Size | null {
  let largest: Size | null = null;
  for (let at = bytes.indexOf("ispe"); at >= 0; at = bytes.indexOf("ispe", at + 4)) {
    const size = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)] as const;
    if (largest === null || size[0] * size[1] > largest[0] * largest[1]) largest = size;
  }
  return largest;
}
