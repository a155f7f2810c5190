CREATE TABLE `actions` (
	`execution_id` text NOT NULL,
	`node_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`state` integer NOT NULL,
	`rank` integer NOT NULL,
	`order_at` integer NOT NULL,
	`due_at` integer,
	`attempt` integer NOT NULL,
	`first_attempt` integer NOT NULL,
	`lease_token` text,
	`worker` text,
	`leased_at` integer,
	`timeout_ms` integer,
	PRIMARY KEY(`execution_id`, `node_id`)
);
--> statement-breakpoint
CREATE INDEX `actions_ready` ON `actions` (`kind`,`rank`,`order_at`,`execution_id`,`seq`) WHERE state = 0;--> statement-breakpoint
CREATE INDEX `actions_due` ON `actions` (`due_at`) WHERE state <> 0;--> statement-breakpoint
CREATE TABLE `joins` (
	`execution_id` text NOT NULL,
	`node_id` text NOT NULL,
	`settled` integer NOT NULL,
	`total` integer NOT NULL,
	`skipped` integer NOT NULL,
	PRIMARY KEY(`execution_id`, `node_id`)
);
--> statement-breakpoint
CREATE TABLE `queue_executions` (
	`execution_id` text PRIMARY KEY NOT NULL,
	`flow_id` text NOT NULL,
	`dag_hash` text NOT NULL,
	`attempt` integer NOT NULL,
	`state` integer NOT NULL,
	`rank` integer NOT NULL,
	`order_at` integer NOT NULL,
	`run_at` integer,
	`open_nodes` integer NOT NULL,
	`next_seq` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `queue_executions_waiting` ON `queue_executions` (`rank`,`order_at`,`execution_id`) WHERE state = 0;--> statement-breakpoint
CREATE INDEX `queue_executions_open` ON `queue_executions` (`execution_id`) WHERE state = 1;--> statement-breakpoint
CREATE INDEX `queue_executions_future` ON `queue_executions` (`run_at`) WHERE state = 3;--> statement-breakpoint
CREATE TABLE `queue_values` (
	`execution_id` text NOT NULL,
	`kind` text NOT NULL,
	`node_id` text NOT NULL,
	`json` text NOT NULL,
	PRIMARY KEY(`execution_id`, `kind`, `node_id`)
);
--> statement-breakpoint
CREATE TABLE `workers` (
	`worker_id` text PRIMARY KEY NOT NULL,
	`kinds` text NOT NULL,
	`seen_at` integer NOT NULL
);
