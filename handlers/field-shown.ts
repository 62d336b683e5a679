// A field of support for one who does not want to be asked about the household: the rights there are, by their names.
import type { Rule } from "../knowledge/eligibility/rules.ts";
import { policiesOf } from "../knowledge/knowledge.ts";
import type { Outcome, Turn } from "./handler.ts";

/** More than this does not fit the screen of a telephone. */
const MOST_NAMES = 6;

/** The rights of a field in force today, those of the whole country first, and how to ask further without telling who one is. */
export function showField(turn: Turn, field: string): Outcome {
  const { knowledge, today, session } = turn;
  const { language } = session;
  const title = knowledge.domains.find(({ id }) => id === field)!.name;
  const scope = policiesOf(knowledge, field);
  const { household, person } = knowledge.rules.on(today);
  const names = [...household, ...person]
    .filter(({ policy, standing }) => standing === "right" && scope.includes(policy.id))
    .sort((one, other) => Number(isLocal(one)) - Number(isLocal(other)))
    .map(({ policy: { name } }) => name[language] ?? name.vi);
  const shown = [...new Set(names)].slice(0, MOST_NAMES);
  return {
    replies: [
      {
        lines: [
          { key: "entitlements:field-has", values: { field: title[language] ?? title.vi } },
          ...shown.map((name) => ({ key: "entitlements:field-right", values: { name } })),
          { key: "entitlements:field-ask" },
        ],
        choices: [
          { key: "entitlements:for-us", payload: `#entitlements.ours.${field}` },
          { key: "entitlements:other-field", payload: "#entitlements.fields" },
          { key: "consent:officer", payload: "#talk-to-officer" },
        ],
      },
    ],
    session: { ...session, form: null, generalOnly: true },
  };
}

function isLocal({ version }: Rule): boolean {
  return version.province !== undefined;
}
