-- What the dashboard counts of every household lies in the order of their ids, all of it in the index: no row is fetched, none is sorted.
CREATE INDEX IF NOT EXISTS "household_counted" ON "household"("id", "province_code", "commune_code", "village_code", "created_at", "opened_on", "opened_reason",
    "closed_on", "closed_reason");
CREATE INDEX IF NOT EXISTS "household_status_listed" ON "household_status" ("household_id") INCLUDE ("status", "from", "to", "causes", "recorded_at", "superseded_at")
    WHERE "status" IN ('poor', 'near_poor');
CREATE INDEX IF NOT EXISTS "deprivation_counted" ON "deprivation" ("household_id") INCLUDE ("indicator", "from", "to") WHERE "superseded_at" IS NULL;
CREATE INDEX IF NOT EXISTS "take_up_counted" ON "take_up"("household_id", "policy_id", "state");

-- The invitations of a commune are looked up by it, not among those of the whole installation.
CREATE INDEX IF NOT EXISTS "invitation_unit_code_idx" ON "invitation"("unit_code");

-- The same bound as before: three codes are compared faster than a list of them is made for every row.
ALTER POLICY "wall" ON "household" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR village_code = (SELECT current_setting('an_sinh.unit', true)) OR commune_code = (SELECT current_setting('an_sinh.unit', true))
  OR province_code = (SELECT current_setting('an_sinh.unit', true))
  OR id = ANY ((SELECT nullif(current_setting('an_sinh.households', true), '')::uuid[])::uuid[]));

-- More behind the second wall (docs/decisions/016-second-wall.md). A step of a report follows its report, forms and steps of a review
-- are the village's or of a round of the commune, a request for an officer is the commune's or the asker's.
ALTER TABLE "report_step" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "report_step" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR EXISTS (SELECT 1 FROM change_report r WHERE r.id = report_id));

ALTER TABLE "review_case" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "review_case" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR village_code = (SELECT current_setting('an_sinh.unit', true))
  OR round_id IN (SELECT o.id FROM review_round o LEFT JOIN unit u ON u.code = o.commune_code
    WHERE (SELECT current_setting('an_sinh.unit', true)) IN (o.commune_code, u.parent_code))
  OR household_id = ANY ((SELECT nullif(current_setting('an_sinh.households', true), '')::uuid[])::uuid[]));

ALTER TABLE "review_step" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "review_step" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR village_code = (SELECT current_setting('an_sinh.unit', true))
  OR round_id IN (SELECT o.id FROM review_round o LEFT JOIN unit u ON u.code = o.commune_code
    WHERE (SELECT current_setting('an_sinh.unit', true)) IN (o.commune_code, u.parent_code)));

ALTER TABLE "officer_request" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "officer_request" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR commune_code = (SELECT current_setting('an_sinh.unit', true))
  OR commune_code IN (SELECT code FROM unit WHERE parent_code = (SELECT current_setting('an_sinh.unit', true)))
  OR account_id = (SELECT current_setting('an_sinh.account', true)));

-- Whether an echo is of a message that was sent before is asked for each one: without this, all messages ever sent were gone through.
CREATE INDEX IF NOT EXISTS "outbound_message_echo" ON "outbound_message" ("zalo_id") WHERE "zalo_id" IS NOT NULL;
