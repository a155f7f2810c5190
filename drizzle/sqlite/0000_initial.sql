CREATE TABLE `dags` (
	`dag_hash` text PRIMARY KEY NOT NULL,
	`json` text NOT NULL,
	`node_count` integer NOT NULL,
	`last_used_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dags_last_used` ON `dags` (`last_used_at`);--> statement-breakpoint
CREATE TABLE `execution_metadata` (
	`execution_id` text NOT NULL,
	`id` text NOT NULL,
	`attempt` integer NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`ts` integer NOT NULL,
	`client_key` text,
	PRIMARY KEY(`execution_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `execution_metadata_client_key` ON `execution_metadata` (`execution_id`,`client_key`);--> statement-breakpoint
CREATE TABLE `execution_tags` (
	`execution_id` text NOT NULL,
	`tag` text NOT NULL,
	`sort_at` integer NOT NULL,
	PRIMARY KEY(`execution_id`, `tag`)
);
--> statement-breakpoint
CREATE INDEX `execution_tags_sort` ON `execution_tags` (`tag`,`sort_at`,`execution_id`);--> statement-breakpoint
CREATE TABLE `executions` (
	`execution_id` text PRIMARY KEY NOT NULL,
	`flow_id` text NOT NULL,
	`run_number` integer,
	`step` text,
	`parent_id` text,
	`source` text,
	`script_path` text,
	`sample_rate` real NOT NULL,
	`sort_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`attempt` integer NOT NULL,
	`attempt_at` integer,
	`verdict` integer NOT NULL,
	`verdict_at` integer,
	`verdict_id` text,
	`state` text,
	`heartbeat_at` integer,
	`heartbeat_timeout_ms` integer,
	`stale_at` integer GENERATED ALWAYS AS (heartbeat_at + heartbeat_timeout_ms) VIRTUAL,
	`error` text,
	`node_count` integer NOT NULL,
	`output_preview` text,
	`dag_hash` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `executions_sort` ON `executions` (`sort_at`,`execution_id`);--> statement-breakpoint
CREATE INDEX `executions_flow_sort` ON `executions` (`flow_id`,`sort_at`,`execution_id`);--> statement-breakpoint
CREATE INDEX `executions_verdict_sort` ON `executions` (`verdict`,`sort_at`,`execution_id`);--> statement-breakpoint
CREATE INDEX `executions_stale` ON `executions` (`stale_at`) WHERE verdict = 0;--> statement-breakpoint
CREATE INDEX `executions_run` ON `executions` (`flow_id`,`run_number`,`sort_at`,`execution_id`) WHERE run_number is not null;--> statement-breakpoint
CREATE INDEX `executions_parent` ON `executions` (`parent_id`,`sort_at`,`execution_id`) WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX `executions_script` ON `executions` (`script_path`,`sort_at`) WHERE script_path is not null;--> statement-breakpoint
CREATE INDEX `executions_dag` ON `executions` (`dag_hash`) WHERE dag_hash is not null;--> statement-breakpoint
CREATE TABLE `flows` (
	`flow_id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`next_run` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `large_values` (
	`execution_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`json` text NOT NULL,
	`bytes` integer NOT NULL,
	PRIMARY KEY(`execution_id`, `kind`, `name`)
);
--> statement-breakpoint
CREATE TABLE `node_results` (
	`execution_id` text NOT NULL,
	`node_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`status` text NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`duration_ms` integer,
	`error` text,
	`bytes` integer,
	`truncated` text,
	`value` text,
	PRIMARY KEY(`execution_id`, `node_id`, `attempt`)
);
--> statement-breakpoint
CREATE TABLE `payloads` (
	`execution_id` text NOT NULL,
	`kind` text NOT NULL,
	`json` text NOT NULL,
	`bytes` integer NOT NULL,
	`truncated` text,
	PRIMARY KEY(`execution_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `run_metadata` (
	`flow_id` text NOT NULL,
	`number` integer NOT NULL,
	`id` text NOT NULL,
	`step` text NOT NULL,
	`attempt` integer,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`ts` integer NOT NULL,
	`client_key` text,
	PRIMARY KEY(`flow_id`, `number`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `run_metadata_client_key` ON `run_metadata` (`flow_id`,`number`,`client_key`);--> statement-breakpoint
CREATE INDEX `run_metadata_field` ON `run_metadata` (`flow_id`,`number`,`step`,`field`,`ts`,`id`);--> statement-breakpoint
CREATE TABLE `run_tags` (
	`flow_id` text NOT NULL,
	`number` integer NOT NULL,
	`tag` text NOT NULL,
	`system` integer NOT NULL,
	`started_at` integer NOT NULL,
	PRIMARY KEY(`flow_id`, `tag`, `number`)
);
--> statement-breakpoint
CREATE INDEX `run_tags_started` ON `run_tags` (`tag`,`started_at`,`flow_id`,`number`);--> statement-breakpoint
CREATE INDEX `run_tags_run` ON `run_tags` (`flow_id`,`number`);--> statement-breakpoint
CREATE TABLE `runs` (
	`flow_id` text NOT NULL,
	`number` integer NOT NULL,
	`name` text,
	`user_name` text,
	`started_at` integer NOT NULL,
	`heartbeat_at` integer,
	`dag_hash` text,
	`client_key` text,
	`version` integer NOT NULL,
	`end_ok` integer,
	`end_ok_at` integer,
	`end_ok_id` text,
	`end_attempt_at` integer,
	`end_attempt_id` text,
	`outcome` integer GENERATED ALWAYS AS (case when end_ok is null then 0 when end_ok = 0 and end_attempt_at > end_ok_at then 3 when end_ok = 1 then 1 else 2 end) VIRTUAL NOT NULL,
	`known_finished_at` integer GENERATED ALWAYS AS (case when end_ok = 0 and end_attempt_at > end_ok_at then null else end_ok_at end) VIRTUAL,
	`known_ms` integer GENERATED ALWAYS AS (case when end_ok = 0 and end_attempt_at > end_ok_at and heartbeat_at is not null then heartbeat_at - started_at when end_ok is not null then end_ok_at - started_at when heartbeat_at is not null then heartbeat_at - started_at end) VIRTUAL,
	PRIMARY KEY(`flow_id`, `number`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_name` ON `runs` (`flow_id`,`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `runs_client_key` ON `runs` (`flow_id`,`client_key`);--> statement-breakpoint
CREATE INDEX `runs_started` ON `runs` (`started_at`,`flow_id`,`number`);--> statement-breakpoint
CREATE INDEX `runs_flow_started` ON `runs` (`flow_id`,`started_at`,`number`);--> statement-breakpoint
CREATE INDEX `runs_outcome_started` ON `runs` (`outcome`,`started_at`,`flow_id`,`number`);--> statement-breakpoint
CREATE INDEX `runs_flow_outcome_started` ON `runs` (`flow_id`,`outcome`,`started_at`,`number`);--> statement-breakpoint
CREATE INDEX `runs_open_heartbeat` ON `runs` (`heartbeat_at`,`flow_id`,`number`) WHERE end_ok is null;--> statement-breakpoint
CREATE INDEX `runs_flow_open_heartbeat` ON `runs` (`flow_id`,`heartbeat_at`,`number`) WHERE end_ok is null;--> statement-breakpoint
CREATE INDEX `runs_silent` ON `runs` (`started_at`,`flow_id`,`number`) WHERE end_ok is null and heartbeat_at is null;--> statement-breakpoint
CREATE INDEX `runs_finished` ON `runs` (`known_finished_at`,`flow_id`,`number`);--> statement-breakpoint
CREATE INDEX `runs_duration` ON `runs` (`known_ms`,`flow_id`,`number`);--> statement-breakpoint
CREATE INDEX `runs_dag` ON `runs` (`dag_hash`) WHERE dag_hash is not null;--> statement-breakpoint
CREATE INDEX `runs_user_started` ON `runs` (`user_name`,`started_at`,`flow_id`,`number`);