// How a person is addressed (knowledge/address.yaml): by a role, by an age that was told, by how they speak of themselves.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { fold } from "../foundation/vietnamese.ts";

const FORMS = ["elder", "peer", "young"] as const;

/** A form of address. */
export type FormOfAddress = (typeof FORMS)[number];

const form = z.enum(FORMS);
const addressFile = z.strictObject({
  default: form,
  with_role: form,
  you: z.record(form, z.string().min(1)),
  ages: z.array(z.strictObject({ below: z.number().int().positive(), address: form })).min(1),
  speaks: z.record(form, z.array(z.string().min(1))),
});

/** What shows how to address somebody. */
export interface Shown {
  hasRole: boolean;
  /** Years, when the person told. */
  age: number | null;
  text: string;
  /** What an earlier message showed. */
  before: FormOfAddress | null;
}

export interface Address {
  /** The form that fits, or null while nothing shows it. */
  shownBy(shown: Shown): FormOfAddress | null;
  /** The word for "you"; of the usual form when nothing is known. */
  you(form: FormOfAddress | null): string;
}

/** Loads `address.yaml` of the knowledge directory; throws when it is of another form. */
export function loadAddress(directory: string): Address {
  const file = addressFile.parse(parse(readFileSync(join(directory, "address.yaml"), "utf8")));
  const openings = FORMS.flatMap((address) => file.speaks[address].map((words) => ({ address, words: fold(words) })));
  return {
    you: (known) => file.you[known ?? file.default],
    shownBy({ hasRole, age, text, before }) {
      if (hasRole) return file.with_role;
      if (age !== null) return file.ages.find(({ below }) => age < below)?.address ?? before;
      const folded = `${fold(text).trim()} `;
      return openings.find(({ words }) => folded.startsWith(`${words} `))?.address ?? before;
    },
  };
}
