// A report as an officer sees it: what was told, what contradicts it, what would change in the registry and in rights, and what
// may be done with it now.
import { formatDay } from "../foundation/day.ts";
import type { Result } from "../knowledge/eligibility/decide.ts";
import { may } from "../registry/desk.ts";
import { evidenceCount } from "../registry/evidence/evidence.ts";
import { personName } from "../registry/people/names.ts";
import {
  type Consequences,
  consequencesOf,
  expectedDecision,
  rightsAtStake,
} from "../registry/reports/consequences.ts";
import { isOwnReport } from "../registry/reports/move-report.ts";
import { unitName } from "../registry/reports/places.ts";
import { contraryOf, reportFor } from "../registry/reports/read-reports.ts";
import type { Report } from "../registry/reports/report.ts";
import { mayReadContent } from "../registry/reports/sensitive.ts";
import { stepsOf } from "../registry/reports/steps.ts";
import type { Choice, Line, Reply, Turn } from "./handler.ts";
import { correctionLines } from "./report-correction.ts";
import { toldFields } from "./report-echo.ts";
import { nameOf, say } from "./report-question.ts";

const NAME = "review-reports";
const FEW = 3;

/** The card. `full`: every right that comes or goes, not only the first ones. */
export async function reportCard(turn: Turn, report: Report, full = false): Promise<Reply> {
  const { desk } = turn;
  const consequences = await consequencesOf(desk, report, expectedDecision(desk, report));
  const lines = [
    await headLine(turn, report),
    ...(await whereLines(turn, report)),
    ...(await contraryLines(turn, report)),
    ...changeLines(turn, report, consequences),
    ...correctionLines(turn, report, consequences),
    ...rightLines(turn, consequences, full ? Number.POSITIVE_INFINITY : FEW),
  ];
  const { gained, lost } = rightsAtStake(consequences);
  const more: Choice[] =
    !full && gained.length + lost.length > FEW
      ? [{ key: `${NAME}:more`, payload: `#${NAME}.more.${report.number}` }]
      : [];
  return {
    lines,
    choices: [...(await acts(turn, report)), ...more, { key: `${NAME}:list-choice`, payload: `#${NAME}.list` }],
  };
}

async function headLine(turn: Turn, report: Report): Promise<Line> {
  const type = turn.changes.types.get(report.changeType)!;
  const day = report.eventDate === null ? [] : [formatDay(report.eventDate)];
  const told = mayReadContent(turn.desk, report) ? toldFields(turn, report.content.fields) : [];
  const what = [nameOf(turn, { type: type.id, head: report.content.head }), ...day, ...told].join(" · ");
  return { key: `${NAME}:${report.urgent ? "card-urgent" : "card"}`, values: { number: report.number, what } };
}

async function whereLines(turn: Turn, report: Report): Promise<Line[]> {
  const village = await unitName(turn.desk, report.villageCode);
  const role = turn.roles.get(report.reporterRole);
  const due = report.dueOn ?? turn.today;
  const steps = await stepsOf(turn.desk, report);
  const words = steps.findLast(({ action }) => action === "answered")?.note ?? null;
  const doubted = steps.some(({ action }) => action === "doubted");
  const pictures = await evidenceCount(turn.desk, report);
  return [
    role === undefined
      ? { key: `${NAME}:where-citizen`, values: { village, due } }
      : { key: `${NAME}:where`, values: { village, due, role: say(turn, role.name) } },
    ...(doubted ? [{ key: `${NAME}:doubted` }] : []),
    ...(words === null ? [] : [{ key: `${NAME}:answered`, values: { words } }]),
    ...(pictures === 0 ? [] : [{ key: `${NAME}:pictures`, values: { count: pictures } }]),
    ...(report.householdId === null && report.content.head !== null ? [{ key: `${NAME}:unlisted` }] : []),
    ...(report.claimedBy === null
      ? []
      : [{ key: `${NAME}:claimed-by`, values: { name: await personName(turn.desk, report.claimedBy) } }]),
  ];
}

async function contraryLines(turn: Turn, report: Report): Promise<Line[]> {
  const other = await contraryOf(turn.desk, report);
  if (other === null) return [];
  const what = nameOf(turn, { type: other.changeType, head: other.content.head });
  return [{ key: `${NAME}:contrary`, values: { number: other.number, what } }];
}

function changeLines(turn: Turn, report: Report, { before, after, applied }: Consequences): Line[] {
  const { indicators, effect } = turn.changes.types.get(report.changeType)!;
  const lines: Line[] = [];
  const [then, now] = [before?.household, after?.household];
  if (then !== undefined && now !== undefined && then.members.length !== now.members.length)
    lines.push({ key: `${NAME}:members`, values: { before: then.members.length, after: now.members.length } });
  if (then !== undefined && now === undefined && applied.done) lines.push({ key: `${NAME}:closes` });
  if (then !== undefined && now !== undefined && then.status?.status !== now.status?.status)
    lines.push({
      key: `${NAME}:class`,
      values: { before: className(turn, then.status?.status), after: className(turn, now.status?.status) },
    });
  const named = indicators.flatMap(
    (id) => turn.knowledge.standards.flatMap((one) => one.indicators).find((one) => one.id === id)?.name ?? [],
  );
  if (effect.includes("recalc") && named.length > 0)
    lines.push({ key: `${NAME}:indicators`, values: { names: named.map((name) => say(turn, name)).join(", ") } });
  return lines;
}

/** The name of a class of household; "chưa xét" when none was recognised. */
export function className(turn: Pick<Turn, "knowledge" | "session">, status: string | undefined): string {
  const statuses: Record<string, { name: { vi: string; en: string | null } }> = turn.knowledge.statuses.statuses;
  const named = statuses[status ?? ""] ?? statuses.other!;
  return say(turn, named.name);
}

function rightLines(turn: Turn, consequences: Consequences, most: number): Line[] {
  const { gained, lost } = rightsAtStake(consequences);
  return [
    ...lost.map((one) => rightLine(turn, "lost", one)),
    ...gained.map((one) => rightLine(turn, "gained", one)),
  ].slice(0, most);
}

/** One right with its clause. */
export function rightLine(turn: Pick<Turn, "session">, key: "gained" | "lost", { policy, version }: Result): Line {
  return { key: `${NAME}:${key}`, values: { name: say(turn, policy.name), clause: say(turn, version.clause) } };
}

/** What this officer may do with the report as it stands. */
async function acts({ desk, changes }: Turn, report: Report): Promise<Choice[]> {
  const { number, state, changeType, claimedBy } = report;
  const act = (name: string): Choice => ({ key: `${NAME}:${name}`, payload: `#${NAME}.${name}.${number}` });
  const mine = claimedBy === desk.actor.personId;
  if (state === "open" && may(desk, "report.review")) return [act("claim")];
  if (state === "claimed" && mine)
    return [
      act(changes.types.get(changeType)!.second ? "forward" : "approve"),
      act("return"),
      act("refuse"),
      act("release"),
    ];
  const leads =
    state === "forwarded" && !isOwnReport(desk, report) && (await reportFor(desk, number, "report.decide")) !== null;
  return leads ? [act("approve"), act("refuse")] : [];
}
