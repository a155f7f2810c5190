ALTER TABLE "actions" ADD COLUMN "input_bytes" bigint;--> statement-breakpoint
ALTER TABLE "joins" ADD COLUMN "bytes" bigint;--> statement-breakpoint
ALTER TABLE "queue_executions" ADD COLUMN "output_bytes" bigint;