-- CreateTable
CREATE TABLE "sign_in_link" (
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "console_session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT,
    "language" TEXT NOT NULL DEFAULT 'vi',
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "console_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "unit_code" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "same_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_recipient" (
    "announcement_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "household_id" UUID NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "announcement_recipient_pkey" PRIMARY KEY ("announcement_id","account_id")
);

-- CreateTable
CREATE TABLE "take_up" (
    "household_id" UUID NOT NULL,
    "policy_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "take_up_pkey" PRIMARY KEY ("household_id","policy_id")
);

-- CreateTable
CREATE TABLE "report_release" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "report" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "report_release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "law_review" (
    "id" UUID NOT NULL,
    "entry_id" TEXT NOT NULL,
    "entry_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "law_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposed_utterance" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposed_utterance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sign_in_link_person_id_idx" ON "sign_in_link"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "console_session_token_hash_key" ON "console_session"("token_hash");

-- CreateIndex
CREATE INDEX "console_session_person_id_idx" ON "console_session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "announcement_number_key" ON "announcement"("number");

-- CreateIndex
CREATE INDEX "announcement_state_idx" ON "announcement"("state");

-- CreateIndex
CREATE INDEX "announcement_recipient_state_idx" ON "announcement_recipient"("state");

-- CreateIndex
CREATE INDEX "take_up_policy_id_state_idx" ON "take_up"("policy_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "report_release_number_key" ON "report_release"("number");

-- CreateIndex
CREATE INDEX "report_release_unit_code_report_state_idx" ON "report_release"("unit_code", "report", "state");

-- CreateIndex
CREATE INDEX "law_review_entry_id_idx" ON "law_review"("entry_id");

-- AddForeignKey
ALTER TABLE "announcement_recipient" ADD CONSTRAINT "announcement_recipient_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement_recipient" ADD CONSTRAINT "announcement_recipient_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "take_up" ADD CONSTRAINT "take_up_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable: which households came by moving in or splitting off, so that movements tell them from those that became poor.
ALTER TABLE "household" ADD COLUMN     "opened_on" DATE,
ADD COLUMN     "opened_reason" TEXT;
