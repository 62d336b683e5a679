-- A what-if trial under way or just done, for whoever asked: any process shows it.
CREATE TABLE "trial" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "fault" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trial_pkey" PRIMARY KEY ("id")
);

-- How many calls of Zalo are left to all processes together, at one instant of the store's clock.
CREATE TABLE "zalo_allowance" (
    "oa_id" TEXT NOT NULL,
    "per_minute" DOUBLE PRECISION NOT NULL,
    "left" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zalo_allowance_pkey" PRIMARY KEY ("oa_id")
);
-- What the machine knows of itself.
CREATE TABLE "machine_note" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "machine_note_pkey" PRIMARY KEY ("name")
);

-- Wrong codes of all accounts together are counted at each try.
CREATE INDEX IF NOT EXISTS "attempt_kind_at_idx" ON "attempt"("kind", "at");

-- The second wall (docs/decisions/016-second-wall.md): in a desk's transaction the database itself shows and takes only what lies in the
-- unit of the role, is the account's own, or belongs to its households. Where no desk is named everything is open: the road's own work.
-- Nothing bounds a superuser: within the transaction it becomes the role of prisma/desk-role.ts. Any other owner is bounded as it is (FORCE).
CREATE FUNCTION "enter_desk"("unit" TEXT, "account" TEXT, "person" TEXT, "households" TEXT) RETURNS void LANGUAGE sql AS $$
  SELECT set_config('an_sinh.unit', "unit", true), set_config('an_sinh.account', "account", true), set_config('an_sinh.person', "person", true),
    set_config('an_sinh.households', "households", true),
    CASE WHEN NOT row_security_active('household') THEN set_config('role', 'an_sinh_desk', true) END $$;
CREATE FUNCTION "leave_desk"() RETURNS void LANGUAGE sql AS $$
  SELECT set_config('an_sinh.unit', '', true), set_config('role', 'none', true) $$;

-- Each setting is read once a statement. A unit's code is of one level alone. '' is no desk, '-' a desk without a unit.
ALTER TABLE "household" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "household" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR (SELECT current_setting('an_sinh.unit', true)) = ANY (ARRAY[village_code, commune_code, province_code])
  OR id = ANY ((SELECT nullif(current_setting('an_sinh.households', true), '')::uuid[])::uuid[]));

ALTER TABLE "member" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "member" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR EXISTS (SELECT 1 FROM household h WHERE h.id = household_id));

ALTER TABLE "change_report" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "change_report" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR (SELECT current_setting('an_sinh.unit', true)) = ANY (ARRAY[village_code, commune_code])
  OR commune_code IN (SELECT code FROM unit WHERE parent_code = (SELECT current_setting('an_sinh.unit', true)))
  OR account_id = (SELECT current_setting('an_sinh.account', true))
  OR reporter_id = (SELECT nullif(current_setting('an_sinh.person', true), '')::uuid)
  OR household_id = ANY ((SELECT nullif(current_setting('an_sinh.households', true), '')::uuid[])::uuid[]));

ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "evidence" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR EXISTS (SELECT 1 FROM change_report r WHERE r.id = report_id));

ALTER TABLE "complaint" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "wall" ON "complaint" USING ((SELECT coalesce(current_setting('an_sinh.unit', true), '') IN ('', 'VN'))
  OR commune_code = (SELECT current_setting('an_sinh.unit', true))
  OR commune_code IN (SELECT code FROM unit WHERE parent_code = (SELECT current_setting('an_sinh.unit', true)))
  OR account_id = (SELECT current_setting('an_sinh.account', true)));

-- How many messages may have arrived twice is asked at every look at the metrics.
CREATE INDEX IF NOT EXISTS "outbound_message_twice" ON "outbound_message" ("id") WHERE "maybe_twice";

-- So is how many events were given up.
CREATE INDEX IF NOT EXISTS "inbound_event_dead" ON "inbound_event" ("id") WHERE "state" = 'dead';

-- What may be sent next is found from the front, however much waits behind it.
CREATE INDEX IF NOT EXISTS "outbound_message_queue" ON "outbound_message" ("id") WHERE "state" IN ('waiting', 'sending');

-- Rows that were handled are cleared away by their number, not by a fifth of all that is stored: who looks for the first waiting row steps over them.
ALTER TABLE "inbound_event" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000, vacuum_index_cleanup = on);
ALTER TABLE "outbound_message" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000, vacuum_index_cleanup = on);
