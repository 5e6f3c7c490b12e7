-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "shop" (
    "id" BIGINT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'installed',
    "install_epoch" INTEGER NOT NULL DEFAULT 1,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "redacted_at" TIMESTAMPTZ(3),
    "reconciled_through" TIMESTAMPTZ(3),
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "country_code" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "storefront_url" TEXT,
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "pause_reason" TEXT,
    "restore_epoch" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "smtp_sealed" BYTEA,
    "inbound_sealed" BYTEA,
    "swept_on" DATE,
    "source_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_webhook" (
    "id" BIGSERIAL NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shop_id" BIGINT,
    "shop_domain" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "event_id" TEXT,
    "api_version" TEXT,
    "triggered_at" TIMESTAMPTZ(3),
    "body_sealed" BYTEA NOT NULL,
    "customer_hash" BYTEA,
    "email_hash" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "projected_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_webhook_pkey" PRIMARY KEY ("id","received_at")
) PARTITION BY RANGE ("received_at");

-- CreateTable
CREATE TABLE "webhook_seen" (
    "shop_domain" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_seen_pkey" PRIMARY KEY ("shop_domain","key")
);

-- CreateTable
CREATE TABLE "backfill" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "install_epoch" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "bulk_operation_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "object_count" BIGINT NOT NULL DEFAULT 0,
    "processed_lines" BIGINT NOT NULL DEFAULT 0,
    "result_url_sealed" BYTEA,
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "backfill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_customer_id" TEXT,
    "email_hash" BYTEA,
    "email_sealed" BYTEA,
    "first_name_sealed" BYTEA,
    "last_name_sealed" BYTEA,
    "phone_hash" BYTEA,
    "phone_sealed" BYTEA,
    "address_hash" BYTEA,
    "name_tokens" BIGINT[],
    "locale" TEXT,
    "country_code" TEXT,
    "province_code" TEXT,
    "time_zone" TEXT,
    "company" BOOLEAN NOT NULL DEFAULT false,
    "tags" TEXT[],
    "number_of_orders" INTEGER NOT NULL DEFAULT 0,
    "amount_spent_minor" BIGINT NOT NULL DEFAULT 0,
    "birth_month" INTEGER,
    "birth_day" INTEGER,
    "merged_into_id" BIGINT,
    "deleted_at" TIMESTAMPTZ(3),
    "redacted_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'learning',
    "status_facts" JSONB NOT NULL DEFAULT '{}',
    "first_order_at" TIMESTAMPTZ(3),
    "last_order_at" TIMESTAMPTZ(3),
    "replan_due_at" TIMESTAMPTZ(3),
    "plan_version" BIGINT NOT NULL DEFAULT 0,
    "planned_at" TIMESTAMPTZ(3),
    "next_look_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3),
    "source_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opt_in_level" TEXT,
    "source" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preference" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "need_id" BIGINT,
    "choice" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_product_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT,
    "vendor" TEXT,
    "product_type" TEXT,
    "tags" TEXT[],
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "image_url" TEXT,
    "warranty_months" INTEGER,
    "warranty_source" TEXT,
    "needs_set_up" BOOLEAN NOT NULL DEFAULT false,
    "guide_url" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3),
    "source_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variant" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_variant_id" TEXT NOT NULL,
    "shopify_product_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "price_minor" BIGINT,
    "available_for_sale" BOOLEAN NOT NULL DEFAULT true,
    "image_url" TEXT,
    "position" INTEGER NOT NULL DEFAULT 1,
    "deleted_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3),
    "source_hash" BYTEA,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "need" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "usage" TEXT NOT NULL DEFAULT 'unknown',
    "usage_source" TEXT NOT NULL DEFAULT 'default',
    "days_per_unit" DOUBLE PRECISION,
    "days_per_unit_source" TEXT,
    "substitute_need_id" BIGINT,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "need_variant" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "need_id" BIGINT NOT NULL,
    "shopify_variant_id" TEXT NOT NULL,
    "units_per_item" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "units_source" TEXT NOT NULL DEFAULT 'default',
    "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "need_variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_order_id" TEXT NOT NULL,
    "shopify_customer_id" TEXT,
    "customer_id" BIGINT,
    "email_hash" BYTEA,
    "name" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT 'purchase',
    "source_name" TEXT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "financial_status" TEXT,
    "fulfillment_status" TEXT,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL DEFAULT 0,
    "presentment_currency" TEXT,
    "presentment_total_minor" BIGINT,
    "locale" TEXT,
    "country_code" TEXT,
    "province_code" TEXT,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "is_pos" BOOLEAN NOT NULL DEFAULT false,
    "is_digital" BOOLEAN NOT NULL DEFAULT false,
    "on_hold" BOOLEAN NOT NULL DEFAULT false,
    "high_risk" BOOLEAN NOT NULL DEFAULT false,
    "promised_on" DATE,
    "attribution_token" TEXT,
    "customer_orders_at_the_time" INTEGER,
    "arrived_by" TEXT NOT NULL DEFAULT 'webhook',
    "deleted_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3),
    "source_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_order_id" TEXT NOT NULL,
    "shopify_line_item_id" TEXT NOT NULL,
    "shopify_variant_id" TEXT,
    "shopify_product_id" TEXT,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL DEFAULT 0,
    "is_gift_card" BOOLEAN NOT NULL DEFAULT false,
    "requires_shipping" BOOLEAN NOT NULL DEFAULT true,
    "on_subscription" BOOLEAN NOT NULL DEFAULT false,
    "source_updated_at" TIMESTAMPTZ(3),
    "source_hash" BYTEA,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfillment" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_fulfillment_id" TEXT NOT NULL,
    "shopify_order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "shipment_status" TEXT,
    "tracking_company" TEXT,
    "fulfilled_at" TIMESTAMPTZ(3) NOT NULL,
    "estimated_delivery_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "line_quantities" JSONB NOT NULL DEFAULT '{}',
    "source_updated_at" TIMESTAMPTZ(3),
    "source_hash" BYTEA,

    CONSTRAINT "fulfillment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfillment_event" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_fulfillment_event_id" TEXT NOT NULL,
    "shopify_fulfillment_id" TEXT NOT NULL,
    "shopify_order_id" TEXT,
    "status" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fulfillment_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_refund_id" TEXT NOT NULL,
    "shopify_order_id" TEXT NOT NULL,
    "refunded_at" TIMESTAMPTZ(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL DEFAULT 0,
    "line_quantities" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_return" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "shopify_return_id" TEXT NOT NULL,
    "shopify_order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "line_quantities" JSONB NOT NULL DEFAULT '{}',
    "source_updated_at" TIMESTAMPTZ(3),
    "source_hash" BYTEA,

    CONSTRAINT "order_return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop_pool" (
    "shop_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "pool" JSONB NOT NULL,
    "swept_on" DATE NOT NULL,

    CONSTRAINT "shop_pool_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "need_pool" (
    "need_id" BIGINT NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "pool" JSONB NOT NULL,
    "customers" INTEGER NOT NULL DEFAULT 0,
    "rebuy_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "median_days" DOUBLE PRECISION,
    "p25_days" DOUBLE PRECISION,
    "p75_days" DOUBLE PRECISION,
    "swept_on" DATE NOT NULL,

    CONSTRAINT "need_pool_pkey" PRIMARY KEY ("need_id")
);

-- CreateTable
CREATE TABLE "forecast" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "need_id" BIGINT NOT NULL,
    "last_purchase_on" DATE NOT NULL,
    "supplied_on" DATE NOT NULL,
    "quantity" DOUBLE PRECISION NOT NULL,
    "own_gaps" INTEGER NOT NULL,
    "pool_customers" INTEGER NOT NULL,
    "own_weight" DOUBLE PRECISION NOT NULL,
    "never_probability" DOUBLE PRECISION NOT NULL,
    "p10_on" DATE NOT NULL,
    "p25_on" DATE NOT NULL,
    "p50_on" DATE NOT NULL,
    "p75_on" DATE NOT NULL,
    "p90_on" DATE NOT NULL,
    "write_on" DATE NOT NULL,
    "model_version" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forecast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'email',
    "customer_id" BIGINT NOT NULL,
    "need_id" BIGINT,
    "order_id" BIGINT,
    "order_line_id" BIGINT,
    "step" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "useful_until" TIMESTAMPTZ(3) NOT NULL,
    "lead_key" TEXT,
    "rank" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reason" JSONB NOT NULL,
    "why" JSONB,
    "approved_hash" BYTEA,
    "mail_id" BIGINT,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "class" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'email',
    "state" TEXT NOT NULL DEFAULT 'sending',
    "phase" TEXT NOT NULL DEFAULT 'claimed',
    "fence" INTEGER NOT NULL DEFAULT 1,
    "lease_until" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "locale" TEXT,
    "template_version" TEXT,
    "message_id_header" TEXT,
    "subject_sealed" BYTEA,
    "email_hash" BYTEA,
    "lead_kind" TEXT NOT NULL,
    "why" JSONB,
    "overrides" JSONB NOT NULL DEFAULT '{}',
    "sent_at" TIMESTAMPTZ(3),
    "provider_reply" TEXT,
    "bounced_at" TIMESTAMPTZ(3),
    "bounce_kind" TEXT,
    "spam_reported_at" TIMESTAMPTZ(3),
    "replied_at" TIMESTAMPTZ(3),
    "first_click_at" TIMESTAMPTZ(3),
    "unsubscribed_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shop_id" BIGINT NOT NULL,
    "mail_id" BIGINT NOT NULL,
    "fence" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "phase" TEXT NOT NULL,
    "outcome" TEXT,
    "reply" TEXT,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id","started_at")
) PARTITION BY RANGE ("started_at");

-- CreateTable
CREATE TABLE "message_transition" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "override" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "message_key" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "move_to" TIMESTAMPTZ(3),
    "by" TEXT NOT NULL,
    "by_name" TEXT,
    "note" TEXT,
    "material_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exposure" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "message_key" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exposure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop_kind" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'off',
    "enabled_at" TIMESTAMPTZ(3),
    "reviewed" INTEGER NOT NULL DEFAULT 0,
    "review_ended_at" TIMESTAMPTZ(3),
    "review_ended_by" TEXT,
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "holdout_percent" INTEGER NOT NULL DEFAULT 0,
    "flood_held_on" DATE,
    "flood_released_on" DATE,

    CONSTRAINT "shop_kind_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engagement" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "mail_id" BIGINT,
    "message_id" BIGINT,
    "purpose" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "engagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attribution" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "via" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "need_id" BIGINT,
    "order_id" BIGINT,
    "message_id" BIGINT,
    "answer" TEXT NOT NULL,
    "snooze_days" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_mail" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "source_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mail_id" BIGINT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sender_health" (
    "shop_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "last_sent_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sender_health_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "complaint" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "order_id" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "text" BYTEA,
    "owner" TEXT,
    "remedy" TEXT,
    "cause" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "answered_well_at" TIMESTAMPTZ(3),

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commitment" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "complaint_id" BIGINT,
    "what" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kept_at" TIMESTAMPTZ(3),

    CONSTRAINT "commitment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "message_id" BIGINT,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" JSONB NOT NULL,
    "owner" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_note" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "text_sealed" BYTEA,
    "until" TIMESTAMPTZ(3),
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "staff" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "customer_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "privacy_request" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "shopify_customer_id" TEXT,
    "email_hash" BYTEA,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "result_sealed" BYTEA,
    "error" TEXT,

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE INDEX "webhook_seen_seen_at_idx" ON "webhook_seen"("seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "backfill_shop_id_install_epoch_subject_key" ON "backfill"("shop_id", "install_epoch", "subject");

-- CreateIndex
CREATE INDEX "customer_shop_id_email_hash_idx" ON "customer"("shop_id", "email_hash");

-- CreateIndex
CREATE INDEX "customer_shop_id_last_order_at_id_idx" ON "customer"("shop_id", "last_order_at", "id");

-- CreateIndex
CREATE INDEX "customer_shop_id_status_last_order_at_id_idx" ON "customer"("shop_id", "status", "last_order_at", "id");

-- CreateIndex
CREATE INDEX "customer_merged_into_id_idx" ON "customer"("merged_into_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_shop_id_shopify_customer_id_key" ON "customer"("shop_id", "shopify_customer_id");

-- CreateIndex
CREATE INDEX "consent_shop_id_customer_id_idx" ON "consent"("shop_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_customer_id_channel_changed_at_state_key" ON "consent"("customer_id", "channel", "changed_at", "state");

-- CreateIndex
CREATE UNIQUE INDEX "suppression_shop_id_email_hash_reason_key" ON "suppression"("shop_id", "email_hash", "reason");

-- CreateIndex
CREATE INDEX "preference_shop_id_customer_id_idx" ON "preference"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "product_shop_id_title_idx" ON "product"("shop_id", "title");

-- CreateIndex
CREATE UNIQUE INDEX "product_shop_id_shopify_product_id_key" ON "product"("shop_id", "shopify_product_id");

-- CreateIndex
CREATE INDEX "variant_shop_id_shopify_product_id_idx" ON "variant"("shop_id", "shopify_product_id");

-- CreateIndex
CREATE UNIQUE INDEX "variant_shop_id_shopify_variant_id_key" ON "variant"("shop_id", "shopify_variant_id");

-- CreateIndex
CREATE INDEX "need_shop_id_idx" ON "need"("shop_id");

-- CreateIndex
CREATE INDEX "need_variant_shop_id_shopify_variant_id_idx" ON "need_variant"("shop_id", "shopify_variant_id");

-- CreateIndex
CREATE INDEX "need_variant_need_id_idx" ON "need_variant"("need_id");

-- CreateIndex
CREATE INDEX "orders_shop_id_customer_id_processed_at_idx" ON "orders"("shop_id", "customer_id", "processed_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_processed_at_idx" ON "orders"("shop_id", "processed_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_shop_id_shopify_order_id_key" ON "orders"("shop_id", "shopify_order_id");

-- CreateIndex
CREATE INDEX "order_line_shop_id_shopify_order_id_idx" ON "order_line"("shop_id", "shopify_order_id");

-- CreateIndex
CREATE INDEX "order_line_shop_id_shopify_variant_id_idx" ON "order_line"("shop_id", "shopify_variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_shop_id_shopify_line_item_id_key" ON "order_line"("shop_id", "shopify_line_item_id");

-- CreateIndex
CREATE INDEX "fulfillment_shop_id_shopify_order_id_idx" ON "fulfillment"("shop_id", "shopify_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "fulfillment_shop_id_shopify_fulfillment_id_key" ON "fulfillment"("shop_id", "shopify_fulfillment_id");

-- CreateIndex
CREATE INDEX "fulfillment_event_shop_id_shopify_fulfillment_id_idx" ON "fulfillment_event"("shop_id", "shopify_fulfillment_id");

-- CreateIndex
CREATE UNIQUE INDEX "fulfillment_event_shop_id_shopify_fulfillment_event_id_key" ON "fulfillment_event"("shop_id", "shopify_fulfillment_event_id");

-- CreateIndex
CREATE INDEX "refund_shop_id_shopify_order_id_idx" ON "refund"("shop_id", "shopify_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_shop_id_shopify_refund_id_key" ON "refund"("shop_id", "shopify_refund_id");

-- CreateIndex
CREATE INDEX "order_return_shop_id_shopify_order_id_idx" ON "order_return"("shop_id", "shopify_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_return_shop_id_shopify_return_id_key" ON "order_return"("shop_id", "shopify_return_id");

-- CreateIndex
CREATE INDEX "need_pool_shop_id_idx" ON "need_pool"("shop_id");

-- CreateIndex
CREATE INDEX "forecast_shop_id_customer_id_idx" ON "forecast"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "forecast_shop_id_need_id_idx" ON "forecast"("shop_id", "need_id");

-- CreateIndex
CREATE UNIQUE INDEX "forecast_customer_id_need_id_key" ON "forecast"("customer_id", "need_id");

-- CreateIndex
CREATE INDEX "message_shop_id_customer_id_idx" ON "message"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "message_shop_id_state_due_at_id_idx" ON "message"("shop_id", "state", "due_at", "id");

-- CreateIndex
CREATE INDEX "message_mail_id_idx" ON "message"("mail_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_shop_id_key_key" ON "message"("shop_id", "key");

-- CreateIndex
CREATE INDEX "mail_shop_id_customer_id_sent_at_idx" ON "mail"("shop_id", "customer_id", "sent_at");

-- CreateIndex
CREATE INDEX "mail_shop_id_sent_at_id_idx" ON "mail"("shop_id", "sent_at", "id");

-- CreateIndex
CREATE INDEX "mail_message_id_header_idx" ON "mail"("message_id_header");

-- CreateIndex
CREATE INDEX "message_transition_shop_id_message_id_at_idx" ON "message_transition"("shop_id", "message_id", "at");

-- CreateIndex
CREATE INDEX "message_transition_shop_id_at_idx" ON "message_transition"("shop_id", "at");

-- CreateIndex
CREATE INDEX "override_shop_id_message_key_idx" ON "override"("shop_id", "message_key");

-- CreateIndex
CREATE INDEX "exposure_shop_id_kind_at_idx" ON "exposure"("shop_id", "kind", "at");

-- CreateIndex
CREATE UNIQUE INDEX "exposure_shop_id_message_key_key" ON "exposure"("shop_id", "message_key");

-- CreateIndex
CREATE UNIQUE INDEX "shop_kind_shop_id_kind_key" ON "shop_kind"("shop_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "template_shop_id_kind_locale_version_key" ON "template"("shop_id", "kind", "locale", "version");

-- CreateIndex
CREATE INDEX "engagement_shop_id_mail_id_idx" ON "engagement"("shop_id", "mail_id");

-- CreateIndex
CREATE INDEX "engagement_shop_id_customer_id_at_idx" ON "engagement"("shop_id", "customer_id", "at");

-- CreateIndex
CREATE INDEX "attribution_shop_id_at_idx" ON "attribution"("shop_id", "at");

-- CreateIndex
CREATE INDEX "attribution_order_id_idx" ON "attribution"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "attribution_message_id_order_id_key" ON "attribution"("message_id", "order_id");

-- CreateIndex
CREATE INDEX "answer_shop_id_customer_id_at_idx" ON "answer"("shop_id", "customer_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_mail_shop_id_source_source_key_key" ON "inbound_mail"("shop_id", "source", "source_key");

-- CreateIndex
CREATE INDEX "complaint_shop_id_customer_id_idx" ON "complaint"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "complaint_shop_id_state_opened_at_idx" ON "complaint"("shop_id", "state", "opened_at");

-- CreateIndex
CREATE INDEX "commitment_shop_id_customer_id_idx" ON "commitment"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "commitment_shop_id_state_due_at_idx" ON "commitment"("shop_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "task_shop_id_state_due_at_idx" ON "task"("shop_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "task_shop_id_customer_id_idx" ON "task"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "contact_note_shop_id_customer_id_at_idx" ON "contact_note"("shop_id", "customer_id", "at");

-- CreateIndex
CREATE INDEX "access_log_shop_id_at_idx" ON "access_log"("shop_id", "at");

-- CreateIndex
CREATE INDEX "privacy_request_shop_id_completed_at_idx" ON "privacy_request"("shop_id", "completed_at");


-- ---------------------------------------------------------------------------------------------------
-- What Prisma cannot say: partitions, partial indexes, checks, roles and row-level security.
-- ---------------------------------------------------------------------------------------------------

-- Partitions by ISO week, made ahead by carafe_ensure_partitions, dropped by carafe_drop_partitions. The default
-- partition catches what a stopped housekeeping would lose.
CREATE TABLE inbox_webhook_default PARTITION OF inbox_webhook DEFAULT;
CREATE TABLE attempt_default PARTITION OF attempt DEFAULT;

CREATE FUNCTION carafe_ensure_partitions(around timestamptz, weeks_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  parent text; monday date; week int; made int := 0; child text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['inbox_webhook', 'attempt'] LOOP
    FOR week IN 0..weeks_ahead LOOP
      monday := date_trunc('week', around AT TIME ZONE 'UTC')::date + 7 * week;
      child := format('%s_%s', parent, to_char(monday, 'YYYYMMDD'));
      IF to_regclass(child) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            child, parent, monday::text || ' 00:00:00+00', (monday + 7)::text || ' 00:00:00+00');
          made := made + 1;
        EXCEPTION WHEN duplicate_table OR check_violation THEN NULL;
        END;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

CREATE FUNCTION carafe_drop_partitions(parent text, before timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE child record; dropped int := 0;
BEGIN
  IF parent NOT IN ('inbox_webhook', 'attempt') THEN RAISE EXCEPTION 'not a partitioned table: %', parent; END IF;
  FOR child IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = parent::regclass AND c.relname ~ '_[0-9]{8}$' LOOP
    IF to_date(right(child.relname, 8), 'YYYYMMDD') + 7 <= (before AT TIME ZONE 'UTC')::date THEN
      EXECUTE format('DROP TABLE %I', child.relname);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;

SELECT carafe_ensure_partitions(now(), 4);

-- Inbox: what still waits, and whose rows they are (for redaction).
CREATE INDEX inbox_webhook_waiting ON inbox_webhook (shop_id, id) WHERE state = 'received';
CREATE INDEX inbox_webhook_customer ON inbox_webhook (shop_id, customer_hash) WHERE customer_hash IS NOT NULL;
CREATE INDEX inbox_webhook_email ON inbox_webhook (shop_id, email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX inbox_webhook_domain ON inbox_webhook (shop_domain, id) WHERE shop_id IS NULL;

-- Messages: what is scheduled. A message whose lead_key is its own key (or null) leads its mail.
CREATE INDEX message_due ON message (due_at) WHERE state = 'planned';
CREATE INDEX message_open ON message (shop_id, customer_id) WHERE state IN ('planned', 'awaiting_approval', 'held', 'sending');
CREATE INDEX message_upcoming ON message (shop_id, due_at, id) WHERE state IN ('planned', 'awaiting_approval', 'held');
CREATE INDEX message_lead ON message (shop_id, lead_key) WHERE state = 'planned';
CREATE INDEX message_sent ON message (shop_id, kind, sent_at) WHERE state = 'sent';
CREATE INDEX mail_open ON mail (lease_until) WHERE state = 'sending';
CREATE INDEX customer_replan ON customer (replan_due_at) WHERE replan_due_at IS NOT NULL;
CREATE INDEX customer_next_look ON customer (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX customer_name_tokens ON customer USING gin (name_tokens);
CREATE INDEX order_customer_gid ON orders (shop_id, shopify_customer_id);
CREATE INDEX order_email ON orders (shop_id, email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX order_attribution ON orders (shop_id, attribution_token) WHERE attribution_token IS NOT NULL;
CREATE UNIQUE INDEX need_variant_current ON need_variant (shop_id, shopify_variant_id) WHERE valid_until IS NULL;
CREATE UNIQUE INDEX preference_choice ON preference (customer_id, kind, coalesce(need_id, 0));

ALTER TABLE message ADD CONSTRAINT message_state CHECK (state IN
  ('planned', 'awaiting_approval', 'held', 'sending', 'sent', 'skipped', 'expired', 'cancelled', 'failed', 'unconfirmed'));
ALTER TABLE mail ADD CONSTRAINT mail_phase CHECK (phase IN ('claimed', 'connecting', 'envelope', 'body', 'committing'));
ALTER TABLE mail ADD CONSTRAINT mail_state CHECK (state IN ('sending', 'sent', 'dropped', 'failed', 'unconfirmed'));

-- Two roles. The owner migrates; the application works as carafe_app, which sees one shop at a time;
-- carafe_sweep is the one bypass, taken only by acrossShops() in app/db.server.ts.
DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['carafe_app', 'carafe_sweep'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', role_name, current_user);
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO carafe_app, carafe_sweep;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO carafe_app, carafe_sweep;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO carafe_app, carafe_sweep;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO carafe_app, carafe_sweep;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO carafe_app, carafe_sweep;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO carafe_app, carafe_sweep;
REVOKE ALL ON "_prisma_migrations" FROM carafe_app, carafe_sweep;
GRANT SELECT ON "_prisma_migrations" TO carafe_app, carafe_sweep;

CREATE FUNCTION carafe_shop_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('carafe.shop_id', true), '')::bigint $$;

DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.table_name FROM information_schema.columns c
      JOIN information_schema.tables i ON i.table_name = c.table_name AND i.table_schema = 'public' AND i.table_type = 'BASE TABLE'
      WHERE c.table_schema = 'public' AND c.column_name = 'shop_id' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.table_name);
    EXECUTE format('CREATE POLICY shop_scope ON %I TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id())', t.table_name);
    EXECUTE format('CREATE POLICY sweep ON %I TO carafe_sweep USING (true) WITH CHECK (true)', t.table_name);
  END LOOP;
END $$;
ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON shop TO carafe_app USING (id = carafe_shop_id()) WITH CHECK (id = carafe_shop_id());
CREATE POLICY sweep ON shop TO carafe_sweep USING (true) WITH CHECK (true);
