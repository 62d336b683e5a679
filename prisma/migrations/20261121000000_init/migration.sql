-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "person_id" UUID,
    "follower" BOOLEAN NOT NULL DEFAULT false,
    "last_interaction_at" TIMESTAMPTZ(3),
    "paused_until" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "account_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state_sealed" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "inbound_event" (
    "id" BIGSERIAL NOT NULL,
    "dedup_key" TEXT NOT NULL,
    "event_name" TEXT NOT NULL,
    "account_id" TEXT,
    "event_sealed" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ready_at" TIMESTAMPTZ(3) NOT NULL,
    "fault" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbound_message" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "in_reply_to" BIGINT,
    "body_sealed" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ready_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "unsure" BOOLEAN NOT NULL DEFAULT false,
    "maybe_twice" BOOLEAN NOT NULL DEFAULT false,
    "zalo_id" TEXT,
    "fault" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbound_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "zalo_token" (
    "oa_id" TEXT NOT NULL,
    "pair_sealed" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zalo_token_pkey" PRIMARY KEY ("oa_id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "unit" (
    "code" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "parent_code" TEXT,
    "area" TEXT,
    "zone" TEXT,
    "emm_region" BOOLEAN,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("code","valid_from")
);

-- CreateTable
CREATE TABLE "unit_alias" (
    "id" UUID NOT NULL,
    "unit_code" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "alias_folded" TEXT NOT NULL,

    CONSTRAINT "unit_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_succession" (
    "from_code" TEXT NOT NULL,
    "to_code" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "instrument" TEXT NOT NULL,

    CONSTRAINT "unit_succession_pkey" PRIMARY KEY ("from_code","to_code","on")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name_sealed" TEXT NOT NULL,
    "phone_sealed" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_term" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,
    "end_reason" TEXT,

    CONSTRAINT "role_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "code_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "name_sealed" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "household" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "village_code" TEXT NOT NULL,
    "address_sealed" TEXT,
    "closed_on" DATE,
    "closed_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "name_sealed" TEXT NOT NULL,
    "name_tokens" TEXT[],
    "relation" TEXT NOT NULL,
    "birth_sealed" TEXT,
    "sex" TEXT,
    "identity_sealed" TEXT,
    "identity_hash" TEXT,
    "facts_sealed" TEXT,
    "joined_on" DATE,
    "left_on" DATE,
    "left_reason" TEXT,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household_status" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "standard" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,
    "decision_number" TEXT,
    "decided_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "household_status_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deprivation" (
    "id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "indicator" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,
    "source" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deprivation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household_link" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "household_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "household_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_report" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "account_id" TEXT,
    "village_code" TEXT,
    "household_id" UUID,
    "change_type" TEXT NOT NULL,
    "event_date" DATE,
    "fields_sealed" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "claimed_by" UUID,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "due_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "account_id" TEXT,
    "receipt_code" TEXT,
    "text_sealed" TEXT,
    "state" TEXT NOT NULL,
    "answer_sealed" TEXT,
    "clause" TEXT,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "due_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "code" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "household_id" UUID,
    "as_of" DATE NOT NULL,
    "knowledge_version" TEXT NOT NULL,
    "receipt_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("code","account_id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "text_version" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "unit_code" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "account_person_id_idx" ON "account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_event_dedup_key_key" ON "inbound_event"("dedup_key");

-- CreateIndex
CREATE INDEX "unit_parent_code_idx" ON "unit"("parent_code");

-- CreateIndex
CREATE INDEX "unit_name_folded_idx" ON "unit"("name_folded");

-- CreateIndex
CREATE INDEX "unit_alias_alias_folded_idx" ON "unit_alias"("alias_folded");

-- CreateIndex
CREATE INDEX "role_term_person_id_idx" ON "role_term"("person_id");

-- CreateIndex
CREATE INDEX "role_term_unit_code_role_idx" ON "role_term"("unit_code", "role");

-- CreateIndex
CREATE UNIQUE INDEX "household_code_key" ON "household"("code");

-- CreateIndex
CREATE INDEX "household_village_code_idx" ON "household"("village_code");

-- CreateIndex
CREATE INDEX "member_household_id_idx" ON "member"("household_id");

-- CreateIndex
CREATE INDEX "member_identity_hash_idx" ON "member"("identity_hash");

-- CreateIndex
CREATE INDEX "member_name_tokens_idx" ON "member" USING GIN ("name_tokens");

-- CreateIndex
CREATE INDEX "household_status_household_id_from_idx" ON "household_status"("household_id", "from");

-- CreateIndex
CREATE INDEX "deprivation_household_id_idx" ON "deprivation"("household_id");

-- CreateIndex
CREATE INDEX "household_link_account_id_idx" ON "household_link"("account_id");

-- CreateIndex
CREATE INDEX "household_link_household_id_idx" ON "household_link"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "change_report_number_key" ON "change_report"("number");

-- CreateIndex
CREATE INDEX "change_report_state_due_on_idx" ON "change_report"("state", "due_on");

-- CreateIndex
CREATE INDEX "change_report_village_code_idx" ON "change_report"("village_code");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_number_key" ON "complaint"("number");

-- CreateIndex
CREATE INDEX "complaint_state_due_on_idx" ON "complaint"("state", "due_on");

-- CreateIndex
CREATE INDEX "decision_account_id_idx" ON "decision"("account_id");

-- CreateIndex
CREATE INDEX "decision_expires_at_idx" ON "decision"("expires_at");

-- CreateIndex
CREATE INDEX "consent_account_id_purpose_id_idx" ON "consent"("account_id", "purpose", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_account_id_topic_unit_code_key" ON "subscription"("account_id", "topic", "unit_code");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_term" ADD CONSTRAINT "role_term_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_status" ADD CONSTRAINT "household_status_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deprivation" ADD CONSTRAINT "deprivation_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_link" ADD CONSTRAINT "household_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_link" ADD CONSTRAINT "household_link_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_report" ADD CONSTRAINT "change_report_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_report" ADD CONSTRAINT "change_report_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "change_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say: queues are read through partial indexes, states are closed lists, the audit chain is append-only.
CREATE INDEX "inbound_event_queue" ON "inbound_event" ("id") WHERE "state" = 'waiting';
CREATE INDEX "inbound_event_waiting" ON "inbound_event" ("account_id", "occurred_at", "id") WHERE "state" = 'waiting';
CREATE INDEX "inbound_event_done" ON "inbound_event" ("done_at") WHERE "state" <> 'waiting';
CREATE INDEX "outbound_message_chain" ON "outbound_message" ("account_id", "id") WHERE "state" IN ('waiting', 'sending');
CREATE INDEX "outbound_message_dead" ON "outbound_message" ("id") WHERE "state" IN ('dead', 'held');
CREATE INDEX "outbound_message_sent" ON "outbound_message" ("sent_at") WHERE "state" = 'sent';

ALTER TABLE "inbound_event" ADD CONSTRAINT "inbound_event_state" CHECK ("state" IN ('waiting', 'done', 'dead'));
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_state" CHECK ("state" IN ('waiting', 'sending', 'sent', 'dead', 'held'));
ALTER TABLE "unit" ADD CONSTRAINT "unit_period" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from");
ALTER TABLE "household_status" ADD CONSTRAINT "household_status_period" CHECK ("to" IS NULL OR "to" >= "from");
ALTER TABLE "role_term" ADD CONSTRAINT "role_term_period" CHECK ("to" IS NULL OR "to" >= "from");

-- The driver splits scripts at every semicolon, so the one inside the function is written as its code.
CREATE FUNCTION "audit_entry_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
  E'BEGIN RAISE EXCEPTION ''audit entries are never changed or removed''\x3b END';
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "audit_entry_is_append_only"();
