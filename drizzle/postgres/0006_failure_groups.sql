ALTER TABLE "executions" ADD COLUMN "failure_group" text collate "C";--> statement-breakpoint
ALTER TABLE "executions" ADD COLUMN "failure_bytes" bigint;--> statement-breakpoint
CREATE INDEX "executions_failure_group" ON "executions" USING btree ("failure_group","sort_at","execution_id","flow_id","verdict") WHERE failure_group is not null;--> statement-breakpoint
CREATE INDEX "executions_failures_sort" ON "executions" USING btree ("sort_at","execution_id") INCLUDE ("failure_group","flow_id","verdict") WHERE failure_group is not null;--> statement-breakpoint
CREATE INDEX "executions_ungrouped" ON "executions" USING btree ("execution_id") WHERE verdict in (2, 4) and failure_bytes is distinct from coalesce(octet_length(error), 0);