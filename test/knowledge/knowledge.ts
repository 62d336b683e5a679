// The real knowledge, loaded once for the tests of the law.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadKnowledge } from "../../knowledge/load.ts";

export const KNOWLEDGE_DIRECTORY = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../knowledge");
export const knowledge = loadKnowledge(KNOWLEDGE_DIRECTORY);
