// Reads one YAML file against its schema. Every problem is collected with file, path and reason; nothing stops at the first.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";

export interface Problem {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
}

/** Collects problems and the exact text of every file read (for the content hash). */
export interface Reading {
  readonly root: string;
  readonly problems: Problem[];
  readonly contents: Map<string, string>;
}

/** The parsed and checked content of a file, or null when it has problems (now in `reading.problems`). */
export function readYaml<Schema extends z.ZodType>(
  reading: Reading,
  file: string,
  schema: Schema,
): z.infer<Schema> | null {
  let text: string;
  try {
    text = readFileSync(path.join(reading.root, file), "utf8");
  } catch {
    reading.problems.push({ file, path: "", reason: "the file is missing or cannot be read" });
    return null;
  }
  reading.contents.set(file, text);
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: false });
  for (const error of document.errors) {
    const line = text.slice(0, error.pos[0]).split("\n").length;
    reading.problems.push({ file, path: `line ${line}`, reason: error.message });
  }
  if (document.errors.length > 0) return null;
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    reading.problems.push({ file, path: issue.path.join("."), reason: issue.message });
  }
  return null;
}

/** One line a problem: file, path in the file, reason. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ file, path: where, reason }) => `${file}${where ? ` · ${where}` : ""}: ${reason}`).join("\n");
}
