CREATE TABLE "actions" (
	"execution_id" text collate "C" NOT NULL,
	"node_id" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"kind" text collate "C" NOT NULL,
	"state" integer NOT NULL,
	"rank" integer NOT NULL,
	"order_at" bigint NOT NULL,
	"due_at" bigint,
	"attempt" integer NOT NULL,
	"first_attempt" integer NOT NULL,
	"lease_token" text collate "C",
	"worker" text collate "C",
	"leased_at" bigint,
	"timeout_ms" bigint,
	CONSTRAINT "actions_pk" PRIMARY KEY("execution_id","node_id")
);
--> statement-breakpoint
CREATE TABLE "joins" (
	"execution_id" text collate "C" NOT NULL,
	"node_id" text collate "C" NOT NULL,
	"settled" integer NOT NULL,
	"total" integer NOT NULL,
	"skipped" integer NOT NULL,
	CONSTRAINT "joins_pk" PRIMARY KEY("execution_id","node_id")
);
--> statement-breakpoint
CREATE TABLE "queue_executions" (
	"execution_id" text collate "C" PRIMARY KEY NOT NULL,
	"flow_id" text collate "C" NOT NULL,
	"dag_hash" text collate "C" NOT NULL,
	"attempt" integer NOT NULL,
	"state" integer NOT NULL,
	"rank" integer NOT NULL,
	"order_at" bigint NOT NULL,
	"run_at" bigint,
	"open_nodes" integer NOT NULL,
	"next_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_values" (
	"execution_id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"node_id" text collate "C" NOT NULL,
	"json" text collate "C" NOT NULL,
	CONSTRAINT "queue_values_pk" PRIMARY KEY("execution_id","kind","node_id")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"worker_id" text collate "C" PRIMARY KEY NOT NULL,
	"kinds" text collate "C" NOT NULL,
	"seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "actions_ready" ON "actions" USING btree ("kind","rank","order_at","execution_id","seq") WHERE state = 0;--> statement-breakpoint
CREATE INDEX "actions_due" ON "actions" USING btree ("due_at") WHERE state <> 0;--> statement-breakpoint
CREATE INDEX "queue_executions_waiting" ON "queue_executions" USING btree ("rank","order_at","execution_id") WHERE state = 0;--> statement-breakpoint
CREATE INDEX "queue_executions_open" ON "queue_executions" USING btree ("execution_id") WHERE state = 1;--> statement-breakpoint
CREATE INDEX "queue_executions_future" ON "queue_executions" USING btree ("run_at") WHERE state = 3;--> statement-breakpoint
ALTER TABLE "actions" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);--> statement-breakpoint
ALTER TABLE "queue_executions" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);--> statement-breakpoint
ALTER TABLE "joins" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);--> statement-breakpoint
ALTER TABLE "queue_values" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
