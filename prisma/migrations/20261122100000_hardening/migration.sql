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

