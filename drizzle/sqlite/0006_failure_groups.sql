ALTER TABLE `executions` ADD `failure_group` text;--> statement-breakpoint
ALTER TABLE `executions` ADD `failure_bytes` integer;--> statement-breakpoint
CREATE INDEX `executions_failure_group` ON `executions` (`failure_group`,`sort_at`,`execution_id`,`flow_id`,`verdict`) WHERE failure_group is not null;--> statement-breakpoint
CREATE INDEX `executions_failures_sort` ON `executions` (`sort_at`,`execution_id`,`failure_group`,`flow_id`,`verdict`) WHERE failure_group is not null;--> statement-breakpoint
CREATE INDEX `executions_ungrouped` ON `executions` (`execution_id`) WHERE verdict in (2, 4) and failure_bytes is distinct from coalesce(octet_length(error), 0);