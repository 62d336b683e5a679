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
