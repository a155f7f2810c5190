CREATE TABLE "dags" (
	"dag_hash" text collate "C" PRIMARY KEY NOT NULL,
	"json" text collate "C" NOT NULL,
	"node_count" integer NOT NULL,
	"last_used_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "execution_metadata" (
	"execution_id" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"attempt" integer NOT NULL,
	"field" text collate "C" NOT NULL,
	"value" text collate "C" NOT NULL,
	"ts" bigint NOT NULL,
	"client_key" text collate "C",
	CONSTRAINT "execution_metadata_pk" PRIMARY KEY("execution_id","id")
);
--> statement-breakpoint
CREATE TABLE "execution_tags" (
	"execution_id" text collate "C" NOT NULL,
	"tag" text collate "C" NOT NULL,
	"sort_at" bigint NOT NULL,
	CONSTRAINT "execution_tags_pk" PRIMARY KEY("execution_id","tag")
);
--> statement-breakpoint
CREATE TABLE "executions" (
	"execution_id" text collate "C" PRIMARY KEY NOT NULL,
	"flow_id" text collate "C" NOT NULL,
	"run_number" bigint,
	"step" text collate "C",
	"parent_id" text collate "C",
	"source" text collate "C",
	"script_path" text collate "C",
	"sample_rate" double precision NOT NULL,
	"sort_at" bigint NOT NULL,
	"started_at" bigint,
	"finished_at" bigint,
	"attempt" integer NOT NULL,
	"attempt_at" bigint,
	"verdict" integer NOT NULL,
	"verdict_at" bigint,
	"verdict_id" text collate "C",
	"state" text collate "C",
	"heartbeat_at" bigint,
	"heartbeat_timeout_ms" bigint,
	"stale_at" bigint GENERATED ALWAYS AS (heartbeat_at + heartbeat_timeout_ms) STORED,
	"error" text collate "C",
	"node_count" integer NOT NULL,
	"output_preview" text collate "C",
	"dag_hash" text collate "C",
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"flow_id" text collate "C" PRIMARY KEY NOT NULL,
	"created_at" bigint NOT NULL,
	"next_run" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "large_values" (
	"execution_id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"json" text collate "C" NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "large_values_pk" PRIMARY KEY("execution_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "node_results" (
	"execution_id" text collate "C" NOT NULL,
	"node_id" text collate "C" NOT NULL,
	"attempt" integer NOT NULL,
	"status" text collate "C" NOT NULL,
	"started_at" bigint,
	"finished_at" bigint,
	"duration_ms" bigint,
	"error" text collate "C",
	"bytes" bigint,
	"truncated" text collate "C",
	"value" text collate "C",
	CONSTRAINT "node_results_pk" PRIMARY KEY("execution_id","node_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "payloads" (
	"execution_id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"json" text collate "C" NOT NULL,
	"bytes" bigint NOT NULL,
	"truncated" text collate "C",
	CONSTRAINT "payloads_pk" PRIMARY KEY("execution_id","kind")
);
--> statement-breakpoint
CREATE TABLE "run_metadata" (
	"flow_id" text collate "C" NOT NULL,
	"number" bigint NOT NULL,
	"id" text collate "C" NOT NULL,
	"step" text collate "C" NOT NULL,
	"attempt" integer,
	"field" text collate "C" NOT NULL,
	"value" text collate "C" NOT NULL,
	"ts" bigint NOT NULL,
	"client_key" text collate "C",
	CONSTRAINT "run_metadata_pk" PRIMARY KEY("flow_id","number","id")
);
--> statement-breakpoint
CREATE TABLE "run_tags" (
	"flow_id" text collate "C" NOT NULL,
	"number" bigint NOT NULL,
	"tag" text collate "C" NOT NULL,
	"system" integer NOT NULL,
	"started_at" bigint NOT NULL,
	CONSTRAINT "run_tags_pk" PRIMARY KEY("flow_id","tag","number")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"flow_id" text collate "C" NOT NULL,
	"number" bigint NOT NULL,
	"name" text collate "C",
	"user_name" text collate "C",
	"started_at" bigint NOT NULL,
	"heartbeat_at" bigint,
	"dag_hash" text collate "C",
	"client_key" text collate "C",
	"version" bigint NOT NULL,
	"end_ok" integer,
	"end_ok_at" bigint,
	"end_ok_id" text collate "C",
	"end_attempt_at" bigint,
	"end_attempt_id" text collate "C",
	"outcome" integer GENERATED ALWAYS AS (case when end_ok is null then 0 when end_ok = 0 and end_attempt_at > end_ok_at then 3 when end_ok = 1 then 1 else 2 end) STORED NOT NULL,
	"known_finished_at" bigint GENERATED ALWAYS AS (case when end_ok = 0 and end_attempt_at > end_ok_at then null else end_ok_at end) STORED,
	"known_ms" bigint GENERATED ALWAYS AS (case when end_ok = 0 and end_attempt_at > end_ok_at and heartbeat_at is not null then heartbeat_at - started_at when end_ok is not null then end_ok_at - started_at when heartbeat_at is not null then heartbeat_at - started_at end) STORED,
	CONSTRAINT "runs_pk" PRIMARY KEY("flow_id","number")
);
--> statement-breakpoint
CREATE INDEX "dags_last_used" ON "dags" USING btree ("last_used_at");--> statement-breakpoint
CREATE UNIQUE INDEX "execution_metadata_client_key" ON "execution_metadata" USING btree ("execution_id","client_key");--> statement-breakpoint
CREATE INDEX "execution_tags_sort" ON "execution_tags" USING btree ("tag","sort_at","execution_id");--> statement-breakpoint
CREATE INDEX "executions_sort" ON "executions" USING btree ("sort_at","execution_id");--> statement-breakpoint
CREATE INDEX "executions_flow_sort" ON "executions" USING btree ("flow_id","sort_at","execution_id");--> statement-breakpoint
CREATE INDEX "executions_verdict_sort" ON "executions" USING btree ("verdict","sort_at","execution_id");--> statement-breakpoint
CREATE INDEX "executions_stale" ON "executions" USING btree ("stale_at") WHERE verdict = 0;--> statement-breakpoint
CREATE INDEX "executions_run" ON "executions" USING btree ("flow_id","run_number","sort_at","execution_id") WHERE run_number is not null;--> statement-breakpoint
CREATE INDEX "executions_parent" ON "executions" USING btree ("parent_id","sort_at","execution_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "executions_script" ON "executions" USING btree ("script_path","sort_at") WHERE script_path is not null;--> statement-breakpoint
CREATE INDEX "executions_dag" ON "executions" USING btree ("dag_hash") WHERE dag_hash is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "run_metadata_client_key" ON "run_metadata" USING btree ("flow_id","number","client_key");--> statement-breakpoint
CREATE INDEX "run_metadata_field" ON "run_metadata" USING btree ("flow_id","number","step","field","ts","id");--> statement-breakpoint
CREATE INDEX "run_tags_started" ON "run_tags" USING btree ("tag","started_at","flow_id","number");--> statement-breakpoint
CREATE INDEX "run_tags_run" ON "run_tags" USING btree ("flow_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_name" ON "runs" USING btree ("flow_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_client_key" ON "runs" USING btree ("flow_id","client_key");--> statement-breakpoint
CREATE INDEX "runs_started" ON "runs" USING btree ("started_at","flow_id","number");--> statement-breakpoint
CREATE INDEX "runs_flow_started" ON "runs" USING btree ("flow_id","started_at","number");--> statement-breakpoint
CREATE INDEX "runs_outcome_started" ON "runs" USING btree ("outcome","started_at","flow_id","number");--> statement-breakpoint
CREATE INDEX "runs_flow_outcome_started" ON "runs" USING btree ("flow_id","outcome","started_at","number");--> statement-breakpoint
CREATE INDEX "runs_open_heartbeat" ON "runs" USING btree ("heartbeat_at","flow_id","number") WHERE end_ok is null;--> statement-breakpoint
CREATE INDEX "runs_flow_open_heartbeat" ON "runs" USING btree ("flow_id","heartbeat_at","number") WHERE end_ok is null;--> statement-breakpoint
CREATE INDEX "runs_silent" ON "runs" USING btree ("started_at","flow_id","number") WHERE end_ok is null and heartbeat_at is null;--> statement-breakpoint
CREATE INDEX "runs_finished" ON "runs" USING btree ("known_finished_at","flow_id","number");--> statement-breakpoint
CREATE INDEX "runs_duration" ON "runs" USING btree ("known_ms","flow_id","number");--> statement-breakpoint
CREATE INDEX "runs_dag" ON "runs" USING btree ("dag_hash") WHERE dag_hash is not null;--> statement-breakpoint
CREATE INDEX "runs_user_started" ON "runs" USING btree ("user_name","started_at","flow_id","number");