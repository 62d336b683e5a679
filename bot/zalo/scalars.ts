// The small values inside Zalo's JSON: ids that come as strings or numbers, texts that must be cleaned before anything reads them.
import { z } from "zod";
import { clean } from "../../foundation/vietnamese.ts";

const scalar = z.union([z.string(), z.number()]).transform((value) => clean(String(value)));

/** An id: kept as a string, whether it came as a string or a number; never empty. */
export const id = scalar.refine((value) => value !== "", "empty id");

/** An id that may be missing or unusable: null then. */
export const optionalId = id
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A text that may be missing, null or of the wrong type: null then. */
export const optionalText = scalar
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A text where a missing one is the same as an empty one. */
export const textOrEmpty = optionalText.transform((value) => value ?? "");
