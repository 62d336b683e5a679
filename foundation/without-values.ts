// What a message about a fault may keep: stores and parsers quote the values they stumble on, and those are people's.
const MOST_LETTERS = 500;

/** Numbers of people (identity, phone, account), also written in groups; the ids of rows, as UUIDs, stay. */
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const NUMBER = /(?<![\w.-])(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)|\d{9,}/g;
/** A word with a letter beyond English, and the capitalised words around it. */
const NAME = /(?:\p{Lu}\p{L}*\s+)*[^\s'`\(\)]*[\p{L}--[A-Za-z]][^\s'`\(\)]*(?:\s+\p{Lu}\p{L}*)*/gv;
const QUOTED = /"[^"]*"?/g;
/** PostgreSQL's detail: Key (code)=(value) already exists. */
const KEY_VALUE = /\)=\([^)]*\)?/g;
/** Longer than any word or path of ours: a token, a seal. */
const SECRET = /[\w+=.-]{60,}/g;

/** The text in one line without what it quotes, without names and long numbers, and not too long. */
export function withoutValues(text: string): string {
  const ids: string[] = [];
  return text
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MOST_LETTERS)
    .replace(UUID, (id) => `\u0000${ids.push(id) - 1}\u0000`)
    .replace(QUOTED, "[hidden]")
    .replace(KEY_VALUE, ")=[hidden]")
    .replace(NAME, "[hidden]")
    .replace(SECRET, "[hidden]")
    .replace(NUMBER, "[hidden]")
    .replace(/\0(\d+)\0/g, (_, at: string) => ids[Number(at)]!);
}
