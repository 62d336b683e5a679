-- The registry's rooms: reviews, requests, views, codes. No household was kept before this migration, so its new columns need no default.
-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "created_by" TEXT NOT NULL DEFAULT 'operator',
ADD COLUMN     "person_id" UUID,
ADD COLUMN     "term_to" DATE;

-- AlterTable
ALTER TABLE "household" ADD COLUMN     "commune_code" TEXT NOT NULL,
ADD COLUMN     "province_code" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "household_status" ADD COLUMN     "b1" INTEGER,
ADD COLUMN     "b2" INTEGER,
ADD COLUMN     "causes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "change_report" ADD COLUMN     "claimed_at" TIMESTAMPTZ(3),
ADD COLUMN     "commune_code" TEXT,
ADD COLUMN     "contradicts" INTEGER,
ADD COLUMN     "decision_number" TEXT,
ADD COLUMN     "reporter_id" UUID,
ADD COLUMN     "reporter_role" TEXT NOT NULL DEFAULT 'citizen';

-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "commune_code" TEXT,
ADD COLUMN     "report_number" INTEGER;

-- CreateTable
CREATE TABLE "report_step" (
    "id" BIGSERIAL NOT NULL,
    "report_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "action" TEXT NOT NULL,
    "note_sealed" TEXT,

    CONSTRAINT "report_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household_code" (
    "code_hash" TEXT NOT NULL,
    "household_id" UUID NOT NULL,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "household_code_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "household_view" (
    "id" BIGSERIAL NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID,
    "role" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "household_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer_request" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "commune_code" TEXT,
    "state" TEXT NOT NULL,
    "transcript_sealed" TEXT,
    "taken_by" UUID,
    "due_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "misunderstood" (
    "id" BIGSERIAL NOT NULL,
    "on" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "guess" TEXT,
    "confidence" DOUBLE PRECISION,
    "state" TEXT NOT NULL DEFAULT 'new',

    CONSTRAINT "misunderstood_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "said" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "said_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "review_round" (
    "id" UUID NOT NULL,
    "commune_code" TEXT NOT NULL,
    "track" TEXT NOT NULL,
    "standard" TEXT NOT NULL,
    "opens_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "review_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_step" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "village_code" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "due_on" DATE,
    "done_on" DATE,
    "done_by" UUID,
    "detail" JSONB NOT NULL,

    CONSTRAINT "review_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_case" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "village_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reviewer_id" UUID,
    "state" TEXT NOT NULL,
    "sheet_sealed" TEXT,
    "b1" INTEGER,
    "b2" INTEGER,
    "proposed" TEXT,
    "decided" TEXT,
    "decision_number" TEXT,
    "decided_on" DATE,
    "certificate" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_case_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "report_step_report_id_idx" ON "report_step"("report_id");

-- CreateIndex
CREATE INDEX "household_code_household_id_idx" ON "household_code"("household_id");

-- CreateIndex
CREATE INDEX "household_view_household_id_at_idx" ON "household_view"("household_id", "at");

-- CreateIndex
CREATE INDEX "attempt_account_id_kind_at_idx" ON "attempt"("account_id", "kind", "at");

-- CreateIndex
CREATE UNIQUE INDEX "officer_request_number_key" ON "officer_request"("number");

-- CreateIndex
CREATE INDEX "officer_request_state_due_on_idx" ON "officer_request"("state", "due_on");

-- CreateIndex
CREATE INDEX "misunderstood_state_on_idx" ON "misunderstood"("state", "on");

-- CreateIndex
CREATE UNIQUE INDEX "review_round_commune_code_track_opens_on_key" ON "review_round"("commune_code", "track", "opens_on");

-- CreateIndex
CREATE UNIQUE INDEX "review_step_round_id_village_code_step_key" ON "review_step"("round_id", "village_code", "step");

-- CreateIndex
CREATE INDEX "review_case_village_code_state_idx" ON "review_case"("village_code", "state");

-- CreateIndex
CREATE UNIQUE INDEX "review_case_round_id_household_id_key" ON "review_case"("round_id", "household_id");

-- CreateIndex
CREATE INDEX "household_commune_code_idx" ON "household"("commune_code");

-- CreateIndex
CREATE INDEX "household_province_code_idx" ON "household"("province_code");

-- CreateIndex
CREATE INDEX "change_report_commune_code_state_idx" ON "change_report"("commune_code", "state");

-- CreateIndex
CREATE INDEX "change_report_household_id_idx" ON "change_report"("household_id");

-- AddForeignKey
ALTER TABLE "report_step" ADD CONSTRAINT "report_step_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "change_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_code" ADD CONSTRAINT "household_code_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_view" ADD CONSTRAINT "household_view_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_request" ADD CONSTRAINT "officer_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_step" ADD CONSTRAINT "review_step_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "review_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "review_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "household" ADD COLUMN "facts_sealed" TEXT;

-- AlterTable
ALTER TABLE "member" ADD COLUMN "details_sealed" TEXT;

-- AlterTable
ALTER TABLE "deprivation" ADD COLUMN "superseded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "open_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "evidence" ALTER COLUMN "path" DROP NOT NULL, ALTER COLUMN "sha256" DROP NOT NULL, ALTER COLUMN "bytes" DROP NOT NULL,
  ALTER COLUMN "media_type" DROP NOT NULL,
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'wanted',
  ADD COLUMN "url_sealed" TEXT,
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "ready_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "place_sealed" TEXT;

-- CreateIndex
CREATE INDEX "evidence_report_id_idx" ON "evidence"("report_id");

-- CreateIndex
CREATE INDEX "evidence_state_ready_at_idx" ON "evidence"("state", "ready_at");

-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "topic" TEXT;

-- CreateTable
CREATE TABLE "voice_message" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "url_sealed" TEXT,
    "audio_sealed" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ready_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voice_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "voice_message_state_ready_at_idx" ON "voice_message"("state", "ready_at");

-- AddForeignKey
ALTER TABLE "voice_message" ADD CONSTRAINT "voice_message_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
