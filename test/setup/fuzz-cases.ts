// Webhook bodies as nobody should send them: real ones of every kind, changed at any place, damaged in their bytes, sealed rightly or not.
import fc from "fast-check";
import { sealedFields } from "../../bot/zalo/events.ts";
import { readJson } from "../../bot/zalo/json.ts";
import { signature } from "../../bot/zalo/signature.ts";

/** Whose bodies these are. */
export interface Account {
  appId: string;
  secretKey: string;
}

/** One request. `genuine`: the seal is right, and what it covers can be read and names the account. */
export interface FuzzCase {
  body: Buffer;
  seal: string | undefined;
  genuine: boolean;
}

/** JSON as text, so that it may say what no parsed value can: numbers without end, half a letter, a key twice. */
const SMALL =
  String.raw`null true [] {} 0 -0 -1 0.1 1e999 1e-999 9007199254740993 123456789012345678901234567890 -99999999999999999999
  "" "__proto__" {"__proto__":{"id":"1"}} {"constructor":{"prototype":[]}} "\u0000" "\ud800" "\udfff\ud800" "\u202eabc\u2066"
  "#menu" "#review-reports.approve.1" "'OR(1=1)--" "{{you}}" "$t(menu:title)" "=1+1" "%00%s%n" "../../etc/passwd" "\u001b[31m" "1795340311834"`.split(
    /\s+/,
  );
const address = (_: unknown, at: number) => ({ type: "image", payload: { url: `http://127.0.0.1/${at}` } });
const LARGE = [
  ...[60, 70, 5000].map((depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`),
  `${'{"a":'.repeat(30)}1${"}".repeat(30)}`,
  "[".repeat(3000),
  ...["a".repeat(50_000), "ệ̣́".repeat(3000), "tôi bà cháu ".repeat(1000)].map((text) => `"${text}"`),
  JSON.stringify(Array.from({ length: 2000 }, address)),
];

const raw = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom(...SMALL) },
  { weight: 1, arbitrary: fc.constantFrom(...LARGE) },
  { weight: 4, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 100 }).map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: fc.bigInt().map(String) },
);

interface Change {
  at: number;
  how: "replace" | "drop" | "add" | "twice";
  raw: string;
}

interface Damage {
  at: number;
  how: "flip" | "cut" | "insert" | "bom" | "wrap";
  byte: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(60),
  how: fc.constantFrom("replace", "replace", "drop", "add", "twice"),
  raw,
});
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom("flip", "cut", "insert", "bom", "wrap"),
  byte: fc.nat(255),
});
const SEALS = [
  "right",
  "right",
  "right",
  "right",
  "right",
  "right",
  "upper",
  "blanks",
  "none",
  "empty",
  "zeros",
  "bare",
  "of-other-bytes",
] as const;

/** @param bodies genuine bodies, as JSON values; @param texts what people write */
export function fuzzCases(
  account: Account,
  bodies: readonly object[],
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<FuzzCase> {
  const rarely = <T>(one: fc.Arbitrary<T>, most: number) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<T[]>([]) },
      { weight: 2, arbitrary: fc.array(one, { maxLength: most }) },
    );
  return fc
    .record({
      base: fc.constantFrom(...bodies),
      text: texts,
      id: fc.nat(1_000_000_000),
      changes: rarely(change, 4),
      damages: fc.oneof(
        { weight: 9, arbitrary: fc.constant<Damage[]>([]) },
        { weight: 1, arbitrary: fc.array(damage, { maxLength: 3 }) },
      ),
      seal: fc.constantFrom(...SEALS),
    })
    .map(({ base, text, id, changes, damages, seal }) => {
      const body = damages.reduce<Buffer>(damaged, Buffer.from(changed(written(base, text, id), changes)));
      return sealed(account, body, seal);
    });
}

/** The body as another person, or the same, would send it another time. */
function written(base: object, text: string, id: number): Record<string, unknown> {
  const body = structuredClone(base) as { message?: { text?: string; msg_id?: string } };
  if (body.message?.text !== undefined) body.message.text = text;
  if (body.message?.msg_id !== undefined) body.message.msg_id = String(id);
  return body as Record<string, unknown>;
}

/** The JSON text after the changes: each at some place of the value, counted from the top. */
function changed(body: Record<string, unknown>, changes: readonly Change[]): string {
  const kept: string[] = [];
  const mark = (text: string) => `\u0001${kept.push(text) - 1}\u0001`;
  let twice = "";
  for (const { at, how, raw: text } of changes) {
    const places = placesOf(body);
    const [holder, key] = places[at % Math.max(1, places.length)] ?? [body, "event_name"];
    if (how === "drop") delete holder[key];
    if (how === "replace") holder[key] = mark(text);
    if (how === "add") holder[`${key}_${at}`] = mark(text);
    if (how === "twice") twice += `,${JSON.stringify(key)}:${text}`;
  }
  const json = JSON.stringify(body).replace(/"\\u0001(\d+)\\u0001"/g, (_, one: string) => kept[Number(one)]!);
  return twice === "" ? json : `${json.slice(0, -1)}${twice}}`;
}

function placesOf(value: object): [Record<string, unknown>, string][] {
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => {
    const inner = holder[key];
    return [
      [holder, key] as [Record<string, unknown>, string],
      ...(typeof inner === "object" && inner !== null ? placesOf(inner) : []),
    ];
  });
}

function damaged(body: Buffer, { at, how, byte }: Damage): Buffer {
  const place = Math.floor(at * body.length);
  switch (how) {
    case "flip": {
      const copy = Buffer.from(body);
      if (copy.length > 0) copy[Math.min(place, copy.length - 1)]! ^= byte;
      return copy;
    }
    case "cut":
      return body.subarray(0, place);
    case "insert":
      return Buffer.concat([body.subarray(0, place), Buffer.from([byte]), body.subarray(place)]);
    case "bom":
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
    default:
      return Buffer.concat([Buffer.from("["), body, Buffer.from("]")]);
  }
}

function sealed({ appId, secretKey }: Account, body: Buffer, how: (typeof SEALS)[number]): FuzzCase {
  const read = readJson(body);
  const fields = read.ok ? sealedFields(read.json) : null;
  const right = signature(appId, body, fields?.timestamp ?? "", secretKey);
  const seals: Record<(typeof SEALS)[number], string | undefined> = {
    right,
    upper: right.toUpperCase(),
    blanks: `  ${right.replace("=", " = ")} `,
    none: undefined,
    empty: "",
    zeros: `mac=${"0".repeat(64)}`,
    bare: right.slice("mac=".length),
    "of-other-bytes": signature(appId, Buffer.concat([body, Buffer.from(" ")]), fields?.timestamp ?? "", secretKey),
  };
  const holds = how === "right" || how === "upper" || how === "blanks";
  return { body, seal: seals[how], genuine: holds && fields?.appId === appId };
}
