// decide(knowledge, situation, day): which policies hold for whom, three-valued. Verdicts are computed at once and kept as
// small arrays; results, traces and texts are made from them only when somebody asks.
import type { Day } from "../../foundation/day.ts";
import type { Knowledge } from "../knowledge.ts";
import type { Policy, Version } from "../schema/policy.ts";
import type { HouseholdClass, Standard } from "../schema/standard.ts";
import { standardOn } from "../standard.ts";
import { anyVerdict, NO, VERDICTS, type Verdict, type VerdictNumber, YES } from "./condition.ts";
import type { Facts, Situation } from "./facts.ts";
import type { GroupInForce, Rule, RulesInForce } from "./rules.ts";
import {
  assumeAbsentIsNo,
  deriveClass,
  deriveFromMembers,
  deriveSelf,
  possibleValues,
  type View,
  writeFacts,
} from "./view.ts";
import { slotOf } from "./vocabulary.ts";

export interface DecideOptions {
  /** Only report these policies (ids). Groups are still decided as a whole. */
  readonly scope?: readonly string[];
  /** Closed world: what nobody gave is no. For comparing lists, never for answering a person. */
  readonly assumeAbsentFalse?: boolean;
}

/** The household ("household") or one member, with the rules of its level. */
export interface Subject {
  readonly who: string;
  readonly facts: Facts;
  readonly view: View;
  readonly rules: readonly Rule[];
  /** Verdict of each rule by its own conditions, and after one-of-a-group is settled. */
  readonly own: Uint8Array;
  readonly final: Uint8Array;
}

export interface Result {
  readonly who: string;
  readonly policy: Policy;
  readonly version: Version;
  readonly standing: Rule["standing"];
  readonly verdict: Verdict;
  /** By its own conditions; "yes" with verdict "unknown" means: this at least, unless a better one of the group holds. */
  readonly own: Verdict;
}

export interface Decision {
  readonly knowledge: Knowledge;
  readonly day: Day;
  readonly situation: Situation;
  readonly standard: Standard | null;
  readonly inForce: RulesInForce;
  readonly subjects: readonly Subject[];
  readonly scope: ReadonlySet<string> | null;
  /** True when absent facts were taken for no. */
  readonly closedWorld: boolean;
}

/** Decides everything that is in force on the day. Throws AppError law:unknown-fact or law:bad-fact on facts that do not exist. */
export function decide(knowledge: Knowledge, situation: Situation, day: Day, options: DecideOptions = {}): Decision {
  const standard = standardOn(knowledge.standards, day);
  const inForce = knowledge.rules.on(day);
  const base = knowledge.filling.template.slice();
  writeFacts(base, knowledge.vocabulary, situation.household, day);
  const household = finishView(knowledge, base.slice(), standard);
  const views = situation.members.map((member) => {
    const view = base.slice();
    writeFacts(view, knowledge.vocabulary, member.facts, day);
    return finishView(knowledge, view, standard);
  });
  deriveFromMembers(household, views, knowledge.filling, situation.partial === true);
  inheritFromHousehold(knowledge, household, views);
  if (options.assumeAbsentFalse) for (const view of [household, ...views]) assumeAbsentIsNo(view, knowledge.vocabulary);
  const subjects = [subject("household", situation.household, household, inForce.household, [])];
  for (const [index, member] of situation.members.entries()) {
    subjects.push(subject(member.key, member.facts, views[index]!, inForce.person, inForce.groups));
  }
  const scope = options.scope ? new Set(options.scope) : null;
  return {
    knowledge,
    day,
    situation,
    standard,
    inForce,
    subjects,
    scope,
    closedWorld: options.assumeAbsentFalse === true,
  };
}

function finishView(knowledge: Knowledge, view: View, standard: Standard | null): View {
  deriveClass(view, knowledge.vocabulary, standard);
  deriveSelf(view, knowledge.filling);
  return view;
}

// What follows from the members is a fact of the household, which every member inherits.
function inheritFromHousehold(knowledge: Knowledge, household: View, members: readonly View[]): void {
  for (const { slot, of } of knowledge.filling.derived) {
    if (of !== "some-member") continue;
    for (const view of members) {
      if (view[slot.index * 2] === slot.everything) view[slot.index * 2] = household[slot.index * 2]!;
    }
  }
}

function subject(
  who: string,
  facts: Facts,
  view: View,
  rules: readonly Rule[],
  groups: readonly GroupInForce[],
): Subject {
  const own = new Uint8Array(rules.length);
  for (let index = 0; index < rules.length; index += 1) own[index] = anyVerdict(rules[index]!.alternatives, view);
  const final = own.slice();
  for (const group of groups) settleGroup(group, rules, own, final, view);
  return { who, facts, view, rules, own, final };
}

// One of a group: the first that holds. While an earlier one is open, a later one that holds is open too.
function settleGroup(
  group: GroupInForce,
  rules: readonly Rule[],
  own: Uint8Array,
  final: Uint8Array,
  view: View,
): void {
  const before = anyVerdict(group.before, view);
  let earlier: VerdictNumber = NO;
  for (const index of group.order) {
    if (own[index] === NO || rules[index]!.standing !== "right") continue;
    const stands = group.exempt.has(index) ? NO : before;
    const verdict = Math.min(own[index]!, YES - Math.max(earlier, stands)) as VerdictNumber;
    final[index] = verdict;
    earlier = Math.max(earlier, Math.min(own[index]!, YES - stands)) as VerdictNumber;
  }
}

/** Results of the rules that count, in the order household, members, files; `verdict` filters. */
export function results(decision: Decision, verdict?: Verdict): Result[] {
  return collect(decision, (rule, final) => rule.standing === "right" && (!verdict || VERDICTS[final] === verdict));
}

/** Programmes a household or person may be considered for: from a project list, nobody has a right to them. */
export function programmes(decision: Decision): Result[] {
  return collect(decision, (rule, final) => rule.standing === "programme" && final === YES);
}

/** Policies in force of which only the existence is told, with where to ask. */
export function uncertain(decision: Decision): Result[] {
  return collect(
    decision,
    (rule, final) => rule.standing === "uncertain" && (final !== NO || rule.alternatives.length === 0),
  );
}

/** One result, or null when the policy is not in force that day or does not concern this subject. */
export function resultOf(decision: Decision, who: string, policy: string): Result | null {
  return collect(decision, (rule) => rule.policy.id === policy, who)[0] ?? null;
}

function collect(decision: Decision, keep: (rule: Rule, final: VerdictNumber) => boolean, who?: string): Result[] {
  const found: Result[] = [];
  for (const one of decision.subjects) {
    if (who !== undefined && one.who !== who) continue;
    for (const [index, rule] of one.rules.entries()) {
      const final = one.final[index] as VerdictNumber;
      if (!keep(rule, final) || (decision.scope && !decision.scope.has(rule.policy.id))) continue;
      const { policy, version, standing } = rule;
      found.push({
        who: one.who,
        policy,
        version,
        standing,
        verdict: VERDICTS[final]!,
        own: VERDICTS[one.own[index]!]!,
      });
    }
  }
  return found;
}

/** The household's class on the day: one when known, several while open. */
export function classesOf(decision: Decision): readonly HouseholdClass[] {
  const household = decision.subjects[0]!;
  return possibleValues(household.view, slotOf(decision.knowledge.vocabulary, "hh_class")) as HouseholdClass[];
}

/** The subject of a result. */
export function subjectOf(decision: Decision, who: string): Subject | undefined {
  return decision.subjects.find((one) => one.who === who);
}
