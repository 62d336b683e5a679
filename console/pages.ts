// The table of pages. Order is the order of the menu.

import type { Page } from "./page.ts";
import { announcement } from "./pages/announcement.ts";
import { announcements } from "./pages/announcements.ts";
import { audit } from "./pages/audit.ts";
import { complaint } from "./pages/complaint.ts";
import { complaints } from "./pages/complaints.ts";
import { dashboard } from "./pages/dashboard.ts";
import { household } from "./pages/household.ts";
import { law } from "./pages/law.ts";
import { officialReports } from "./pages/official-reports.ts";
import { people } from "./pages/people.ts";
import { quality } from "./pages/quality.ts";
import { evidence, report } from "./pages/report.ts";
import { reports } from "./pages/reports.ts";
import { request } from "./pages/request.ts";
import { requests } from "./pages/requests.ts";
import { round } from "./pages/round.ts";
import { rounds } from "./pages/rounds.ts";
import { search } from "./pages/search.ts";
import { sessions } from "./pages/sessions.ts";
import { slip } from "./pages/slip.ts";
import { system } from "./pages/system.ts";
import { today } from "./pages/today.ts";
import { villages } from "./pages/villages.ts";
import { whatIfPage } from "./pages/what-if.ts";

/** Every page that somebody signed in can come to. */
export const PAGES: readonly Page[] = [
  today,
  reports,
  report,
  evidence,
  search,
  household,
  rounds,
  round,
  complaints,
  complaint,
  requests,
  request,
  dashboard,
  villages,
  whatIfPage,
  officialReports,
  announcements,
  announcement,
  slip,
  law,
  quality,
  people,
  audit,
  system,
  sessions,
];
