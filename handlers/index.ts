// Everything the bot can do. The order is the order in which handlers are looked through for an intent.
import { askCriteria } from "./ask-criteria.ts";
import { attachEvidence } from "./attach-evidence.ts";
import { back } from "./back.ts";
import { cancel } from "./cancel.ts";
import { checkEligibility } from "./check-eligibility.ts";
import { complaint } from "./complaint.ts";
import { complaintsDesk } from "./complaints-desk.ts";
import { confirmLink } from "./confirm-link.ts";
import { consent } from "./consent.ts";
import { digest } from "./digest.ts";
import { emergency } from "./emergency.ts";
import { entitlements } from "./entitlements.ts";
import { eraseData } from "./erase-data.ts";
import { fallback } from "./fallback.ts";
import { followUp } from "./follow-up.ts";
import { greeting } from "./greeting.ts";
import type { Handler } from "./handler.ts";
import { invite } from "./invite.ts";
import { join } from "./join.ts";
import { language } from "./language.ts";
import { linkHousehold } from "./link-household.ts";
import { meanwhile } from "./meanwhile.ts";
import { media } from "./media.ts";
import { menu } from "./menu.ts";
import { myData } from "./my-data.ts";
import { myHousehold } from "./my-household.ts";
import { myReports } from "./my-reports.ts";
import { officerPresent } from "./officer-present.ts";
import { posting } from "./posting.ts";
import { referToCommune } from "./refer-to-commune.ts";
import { reopen } from "./reopen.ts";
import { reportChange } from "./report-change.ts";
import { requestsDesk } from "./requests-desk.ts";
import { resume } from "./resume.ts";
import { reviewHousehold } from "./review-household.ts";
import { reviewReports } from "./review-reports.ts";
import { reviewRound } from "./review-round.ts";
import { role } from "./role.ts";
import { signing } from "./sign-decision.ts";
import { signIn } from "./sign-in.ts";
import { stopMessages } from "./stop-messages.ts";
import { summary } from "./summary.ts";
import { takeUp } from "./take-up.ts";
import { talkToOfficer } from "./talk-to-officer.ts";
import { thanks } from "./thanks.ts";
import { villageMeeting } from "./village-meeting.ts";

/** The handlers by name. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  [
    emergency,
    greeting,
    menu,
    consent,
    checkEligibility,
    entitlements,
    followUp,
    meanwhile,
    reopen,
    resume,
    askCriteria,
    complaint,
    complaintsDesk,
    requestsDesk,
    myData,
    summary,
    digest,
    reportChange,
    myReports,
    reviewReports,
    attachEvidence,
    reviewRound,
    reviewHousehold,
    villageMeeting,
    posting,
    signing,
    referToCommune,
    talkToOfficer,
    join,
    role,
    signIn,
    invite,
    linkHousehold,
    confirmLink,
    myHousehold,
    language,
    eraseData,
    stopMessages,
    takeUp,
    cancel,
    back,
    thanks,
    media,
    officerPresent,
    fallback,
  ].map((handler) => [handler.name, handler]),
);
