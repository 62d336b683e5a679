// Errors in figures: dated parameters, and the case by which a person's own figure is chosen.
import { addDays } from "../../foundation/day.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Amount, Policy, Version } from "../../knowledge/schema/policy.ts";
import { type Mutant, rebuild, sign } from "./mutants.ts";

/** Every mutant of parameters and of figures that depend on the person. */
export function figureMutants(knowledge: Knowledge): Mutant[] {
  return [...parameterMutants(knowledge), ...caseMutants(knowledge)];
}

function parameterMutants(knowledge: Knowledge): Mutant[] {
  return [...knowledge.parameters.values()].flatMap((parameter) =>
    parameter.values.flatMap((value, index) =>
      [-1, 1].flatMap((by) => {
        const { from, to } = value;
        const changes: [string, Partial<typeof value>][] = [
          [`value ${sign(by)}`, { value: value.value + by }],
          [`from ${sign(by)} day`, { from: addDays(from, by) }],
          ...(to ? [[`to ${sign(by)} day`, { to: addDays(to, by) }] as [string, Partial<typeof value>]] : []),
        ];
        return changes.map(([what, change]): Mutant => {
          const values = parameter.values.with(index, { ...value, ...change });
          const parameters = new Map([...knowledge.parameters, [parameter.id, { ...parameter, values }]]);
          return {
            kind: "parameter",
            where: `${parameter.id}@${from}${value.province ? ` ${value.province.join(", ")}` : ""}`,
            what,
            policies: new Set([parameter.id]),
            from,
            harmless: false,
            make: () => ({ ...knowledge, parameters }),
          };
        });
      }),
    ),
  );
}

function caseMutants(knowledge: Knowledge): Mutant[] {
  return [...knowledge.policies.values()].flatMap((policy) =>
    policy.versions.flatMap((version, index) =>
      Object.entries(version.amounts).flatMap(([key, amount]) =>
        (amount.cases ?? []).flatMap((_, at) =>
          changesOf(amount, at).map(([what, cases]) =>
            figureMutant(knowledge, policy, index, `${key} case ${at}: ${what}`, {
              amounts: { ...version.amounts, [key]: { ...amount, cases } },
            }),
          ),
        ),
      ),
    ),
  );
}

type Cases = NonNullable<Amount["cases"]>;

function changesOf(amount: Amount, at: number): [string, Cases][] {
  const cases = amount.cases!;
  const one = cases[at]!;
  const whens = Object.entries(one.when ?? {}).flatMap(([word, wanted]): [string, Cases][] => {
    const put = (value: typeof wanted): Cases => cases.with(at, { ...one, when: { ...one.when, [word]: value } });
    const { [word]: _, ...rest } = one.when!;
    const left: [string, Cases] = [`${word} left out`, cases.with(at, { ...one, when: rest })];
    if (typeof wanted === "boolean") return [left, [`${word} ${!wanted}`, put(!wanted)]];
    if (typeof wanted === "number")
      return [left, ...[-1, 1].map((by): [string, Cases] => [`${word} ${sign(by)}`, put(wanted + by)])];
    return [left];
  });
  const figures: [string, Cases][] = [
    ...(one.times === undefined
      ? []
      : [["times +0.5", cases.with(at, { ...one, times: one.times + 0.5 })] as [string, Cases]]),
    ...(one.value === undefined
      ? []
      : [["value +1", cases.with(at, { ...one, value: one.value + 1 })] as [string, Cases]]),
  ];
  const without: [string, Cases][] = cases.length > 1 ? [["left out", cases.toSpliced(at, 1)]] : [];
  return [...whens, ...figures, ...without];
}

function figureMutant(
  knowledge: Knowledge,
  policy: Policy,
  index: number,
  what: string,
  change: Partial<Version>,
): Mutant {
  const version = policy.versions[index]!;
  const changed = { ...policy, versions: policy.versions.with(index, { ...version, ...change }) };
  return {
    kind: "figure",
    where: `${policy.id}@${version.from}`,
    what,
    policies: new Set([policy.id]),
    from: version.from,
    harmless: false,
    make: () => rebuild(knowledge, { policies: new Map([...knowledge.policies, [policy.id, changed]]) }),
  };
}
