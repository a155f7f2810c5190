CREATE TABLE `change_counter` (
	`id` integer PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `change_counter` (`id`, `value`) VALUES (1, 0);--> statement-breakpoint
CREATE TABLE `touched` (
	`kind` text NOT NULL,
	`changed` integer NOT NULL,
	`key` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`kind`, `changed`, `key`, `number`)
);
--> statement-breakpoint
CREATE INDEX `touched_at` ON `touched` (`at`);--> statement-breakpoint
ALTER TABLE `executions` ADD `changed` integer;--> statement-breakpoint
CREATE INDEX `executions_changed` ON `executions` (`changed`) WHERE changed is not null;--> statement-breakpoint
ALTER TABLE `runs` ADD `changed` integer;--> statement-breakpoint
CREATE INDEX `runs_changed` ON `runs` (`changed`) WHERE changed is not null;