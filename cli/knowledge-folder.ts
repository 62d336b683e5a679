// Where the law and the words lie: beside the program.
import { join } from "node:path";

/** The folder `knowledge/`. */
export const KNOWLEDGE = join(import.meta.dirname, "..", "knowledge");
