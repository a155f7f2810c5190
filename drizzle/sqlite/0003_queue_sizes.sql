ALTER TABLE `actions` ADD `input_bytes` integer;--> statement-breakpoint
ALTER TABLE `joins` ADD `bytes` integer;--> statement-breakpoint
ALTER TABLE `queue_executions` ADD `output_bytes` integer;