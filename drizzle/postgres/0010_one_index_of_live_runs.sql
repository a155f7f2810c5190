CREATE INDEX "runs_live" ON "runs" USING btree ("heartbeat_at","flow_id","number","started_at") WHERE end_ok is null;--> statement-breakpoint
DROP INDEX "runs_open_heartbeat";--> statement-breakpoint
DROP INDEX "runs_alive";