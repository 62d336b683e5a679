// All that is known and does not change while the program runs, loaded once: the law, how the channel is run, whom to call
// in danger, how people name things.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Language } from "../foundation/language.ts";
import { type Address, loadAddress } from "./address.ts";
import { type Changes, loadChanges } from "./change-types.ts";
import { type ChartWords, loadChartWords } from "./charts.ts";
import { type ComplaintRules, loadComplaintRules } from "./complaints.ts";
import { type Danger, loadDanger } from "./danger.ts";
import { type FrequentlyAsked, loadFrequentlyAsked } from "./frequently-asked.ts";
import { type Joining, loadJoining } from "./joining.ts";
import type { Knowledge } from "./knowledge.ts";
import { loadKnowledge } from "./load.ts";
import { loadUnitKinds, type UnitKinds } from "./national-units.ts";
import { loadOfficialReports, type OfficialReports } from "./official-reports.ts";
import { loadOperations, type Operations } from "./operations.ts";
import { loadOrders, type Orders } from "./orders.ts";
import { loadPlainWords, type PlainWords } from "./plain-words.ts";
import { loadPlans } from "./plans.ts";
import { loadPrivacyRules, type PrivacyRules } from "./privacy.ts";
import { loadRoles, type Role } from "./roles.ts";
import type { Plan } from "./schema/plan.ts";
import { loadService, type Service } from "./service.ts";
import { loadSpreadsheet, type SpreadsheetWords } from "./spreadsheet.ts";
import { loadSummaryRules, type SummaryRules } from "./summaries.ts";
import { loadReview, type ReviewKnowledge } from "./workflow.ts";
import { type Holidays, loadHolidays } from "./working-days.ts";

/** What handlers may look things up in. */
export interface Library {
  readonly knowledge: Knowledge;
  readonly service: Service;
  readonly danger: Danger;
  readonly words: PlainWords;
  readonly address: Address;
  readonly roles: ReadonlyMap<string, Role>;
  readonly orders: Orders;
  /** The orders that need no role. */
  readonly everybodysOrders: Orders;
  readonly holidays: Holidays;
  readonly review: ReviewKnowledge;
  readonly unitKinds: UnitKinds;
  readonly joining: Joining;
  readonly changes: Changes;
  /** Titles around names, ethnicities, and the columns of the workbook. */
  readonly spreadsheet: SpreadsheetWords;
  readonly complaints: ComplaintRules;
  readonly summaries: SummaryRules;
  readonly charts: Readonly<Record<Language, ChartWords>>;
  readonly officialReports: OfficialReports;
  readonly privacy: PrivacyRules;
  /** When the machine needs its operator. */
  readonly operations: Operations;
  readonly plans: readonly Plan[];
  readonly frequentlyAsked: readonly FrequentlyAsked[];
  /** The law's field of support for a domain of the understanding ("bhyt" → "health-insurance"). */
  readonly fields: ReadonlyMap<string, string>;
}

/** Loads everything under `directory` (knowledge/); throws with file and reason when anything is wrong. */
export function loadLibrary(directory: string): Library {
  const fields = z
    .record(z.string(), z.string())
    .parse(parse(readFileSync(join(directory, "intents", "domains.yaml"), "utf8")));
  const knowledge = loadKnowledge(directory);
  return {
    knowledge,
    service: loadService(directory),
    danger: loadDanger(directory),
    words: loadPlainWords(directory),
    address: loadAddress(directory),
    roles: loadRoles(directory),
    orders: loadOrders(directory),
    everybodysOrders: loadOrders(directory, "everybody"),
    holidays: loadHolidays(directory),
    review: loadReview(directory),
    unitKinds: loadUnitKinds(directory),
    joining: loadJoining(directory),
    changes: loadChanges(directory),
    spreadsheet: loadSpreadsheet(directory),
    complaints: loadComplaintRules(directory),
    summaries: loadSummaryRules(directory),
    charts: loadChartWords(directory),
    officialReports: loadOfficialReports(directory, knowledge.facts),
    privacy: loadPrivacyRules(directory),
    operations: loadOperations(directory),
    plans: loadPlans(directory),
    frequentlyAsked: loadFrequentlyAsked(directory),
    fields: new Map(Object.entries(fields)),
  };
}
