// Bytes from the network to JSON, without the two ways in which JSON.parse fails us: digits of ids above 2^53 lost in silence,
// and exceptions or exhausted stacks on hostile input.

export type JsonReading = { ok: true; json: unknown } | { ok: false; reason: "not-utf8" | "not-json" | "too-deep" };

/** Zalo's deepest body has five levels; more than this is not from Zalo. */
const DEEPEST = 64;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Reads UTF-8 JSON. Whole numbers beyond 2^53 become strings with all their digits. What cannot be read is a value, never an exception. */
export function readJson(raw: Uint8Array | string): JsonReading {
  const text = typeof raw === "string" ? raw : decode(raw);
  if (text === null) return { ok: false, reason: "not-utf8" };
  if (depth(text) > DEEPEST) return { ok: false, reason: "too-deep" };
  try {
    return { ok: true, json: JSON.parse(text, keepDigits) };
  } catch {
    return { ok: false, reason: "not-json" };
  }
}

function decode(raw: Uint8Array): string | null {
  try {
    return utf8.decode(raw);
  } catch {
    return null;
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? source : value;
}

/** Levels of nesting outside strings. Counted before parsing, because the walk over the parsed value uses the stack. */
function depth(text: string): number {
  let level = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) inString = !inString;
    else if (inString) index += code === BACKSLASH ? 1 : 0;
    else if (code === BRACE || code === BRACKET) {
      level += 1;
      if (level > deepest) deepest = level;
    } else if (code === BRACE + 2 || code === BRACKET + 2) level -= 1;
  }
  return deepest;
}

const [QUOTE, BACKSLASH, BRACE, BRACKET] = [0x22, 0x5c, 0x7b, 0x5b]; // a closing one lies two after its opening one
