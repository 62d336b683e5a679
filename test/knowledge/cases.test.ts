// Every hand-worked case file under cases/: exactly these policies hold for exactly these people, no more and no less.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { answerDecide } from "../../cli/law-decide.ts";
import { readDecideInput } from "../../cli/law-input.ts";
import { KNOWLEDGE_DIRECTORY, knowledge } from "./knowledge.ts";

const fileSchema = z.object({
  scopes: z.record(z.string(), z.array(z.string())).default({}),
  cases: z.array(
    z.object({
      id: z.string(),
      title_vi: z.string(),
      as_of: z.string(),
      scope: z.array(z.string()),
      household: z.record(z.string(), z.unknown()),
      expect_class: z.string().optional(),
      members: z.array(z.record(z.string(), z.unknown())),
      entitled: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    }),
  ),
});

const folder = path.join(KNOWLEDGE_DIRECTORY, "../test/knowledge/cases");
for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
  const { scopes, cases } = fileSchema.parse(parse(readFileSync(path.join(folder, file), "utf8")));
  describe(file, () => {
    it.each(cases.map((one) => [`${one.id} ${one.title_vi}`, one] as const))("%s", (_, one) => {
      const scope = one.scope.flatMap((name) => scopes[name] ?? [name]);
      const input = readDecideInput(JSON.stringify({ ...one, scope }));
      const { json } = answerDecide(knowledge, input, true);
      expect(idsOf(json.entitled)).toEqual(idsOf(one.entitled));
      if (one.expect_class) expect(json.class).toBe(one.expect_class);
    });
  });
}

function idsOf(entitled: unknown): Record<string, string[]> {
  const entries = Object.entries(entitled as Record<string, { id: string }[]>);
  return Object.fromEntries(entries.map(([who, list]) => [who, list.map((one) => one.id).sort()] as const).sort());
}
