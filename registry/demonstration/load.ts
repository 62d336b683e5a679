// Brings the demonstration commune into a store that has no household yet, through the same doors as an officer's work: codes,
// desks, reports. All of it or nothing, and never twice.
import type { Day } from "../../foundation/day.ts";
import type { Demonstration } from "../../knowledge/demonstration.ts";
import type { Library } from "../../knowledge/library.ts";
import { actorOf, loadAccounts, touchAccounts } from "../accounts.ts";
import { fileComplaint } from "../complaints/file.ts";
import type { Desk } from "../desk.ts";
import { createHouseholds } from "../households/create.ts";
import { householdCodeFrom } from "../links/household-codes.ts";
import { linkByCode } from "../links/links.ts";
import { invite } from "../people/invitations.ts";
import { join } from "../people/join.ts";
import { openRound } from "../review/open-round.ts";
import type { Queries, Store } from "../store.ts";
import { addVillage } from "../units/add-village.ts";
import { householdsOf } from "./households.ts";
import { tellReport } from "./reports.ts";

/** When it is loaded, and what it stands on. */
export interface Loading {
  store: Store;
  library: Library;
  plan: Demonstration;
  now: Date;
  today: Day;
}

/** Loads it; how many households there are now, or null when the store had households already and nothing was done. */
export function loadDemonstrationCommune(loading: Loading): Promise<number | null> {
  return loading.store.client.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(5)`;
      return (await tx.household.count()) > 0 ? null : load(tx, loading);
    },
    { maxWait: 30_000, timeout: 60_000 },
  );
}

async function load(tx: Queries, loading: Loading): Promise<number> {
  const { store, library, plan, now } = loading;
  const by = { actor: "demonstration", now };
  const villages = new Map<string, string>();
  for (const village of plan.villages) {
    const made = await addVillage(tx, library.unitKinds, { communeCode: plan.commune, area: "rural", ...village }, by);
    if ("refused" in made && made.refused === "no-commune") throw new Error(`no commune ${plan.commune}`);
    villages.set(village.name, made.code);
  }
  const accounts = [...plan.people, ...plan.links].map(({ account }) => account);
  const known = new Set([...accounts, ...plan.complaints.map(({ by: account }) => account)]);
  await touchAccounts(
    tx,
    [...known].map((id) => ({ id, interactedAt: null })),
  );
  for (const { account, name, role, unit } of plan.people) {
    const invitation = { role, unitCode: villages.get(unit) ?? unit, name, personId: null, until: null };
    const made = await invite(tx, store, library, invitation, by);
    if ("refused" in made) throw new Error(`${role} in ${unit}: ${made.refused}`);
    await join(await deskOf(tx, loading, account), made.code);
  }
  const list = householdsOf(plan, villages);
  const ids = await createHouseholds(tx, store, list, { ...by, source: "import" });
  await bringToLife(
    tx,
    loading,
    new Map(plan.villages.flatMap(({ name }) => plan.households[name] ?? []).map(({ head }, at) => [head, ids[at]!])),
  );
  return ids.length;
}

/** Links, reports, complaints and the round: what people and the commune did with these households. */
async function bringToLife(tx: Queries, loading: Loading, households: ReadonlyMap<string, string>): Promise<void> {
  const { plan } = loading;
  const officer = plan.people.find(({ role }) =>
    loading.library.roles.get(role)?.operations.includes("report.review"),
  )!;
  const desk = await deskOf(tx, loading, officer.account);
  for (const { account, head } of plan.links) {
    const made = await householdCodeFrom(desk, households.get(head)!);
    if ("ok" in made) await linkByCode(await deskOf(tx, loading, account), made.code);
  }
  for (const report of plan.reports) {
    const reporter = await deskOf(tx, loading, report.by);
    await tellReport({ reporter, officer: desk, report, householdId: households.get(report.head)! });
  }
  for (const { by: account, text } of plan.complaints) {
    const complaint = { text, communeCode: plan.commune, receiptCode: null, reportNumber: null };
    await fileComplaint(await deskOf(tx, loading, account), complaint);
  }
  const track = loading.library.review.workflow.tracks.find(({ id }) => id === plan.round);
  if (track !== undefined) await openRound(desk, track); // refused on days when it may not be opened yet
}

async function deskOf(tx: Queries, { store, library, now, today }: Loading, account: string): Promise<Desk> {
  const state = (await loadAccounts(tx, store, [account], today)).get(account)!;
  return { tx, store, library, actor: actorOf(state), now, today };
}
