DROP INDEX "executions_stale";--> statement-breakpoint
DROP INDEX "executions_standing_sort";--> statement-breakpoint
DROP INDEX "executions_flow_standing_sort";--> statement-breakpoint
ALTER TABLE "executions" drop column "standing";--> statement-breakpoint
ALTER TABLE "executions" ADD COLUMN "standing" integer GENERATED ALWAYS AS (case when verdict > 0 then verdict when attempt = 0 then 5 when state = 'WAITING' then 6 when state = 'PAUSED' then 7 when heartbeat_at + heartbeat_timeout_ms is null then 8 else 0 end) STORED;--> statement-breakpoint
CREATE INDEX "executions_standing_sort" ON "executions" USING btree ("standing","sort_at","execution_id");--> statement-breakpoint
CREATE INDEX "executions_flow_standing_sort" ON "executions" USING btree ("flow_id","standing","sort_at","execution_id");--> statement-breakpoint
CREATE INDEX "executions_stale" ON "executions" USING btree ("standing","stale_at") WHERE standing = 0;