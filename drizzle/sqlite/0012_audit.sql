CREATE TABLE `audit` (
	`audit_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`via` text NOT NULL,
	`actor` text NOT NULL,
	`token_id` text,
	`address` text,
	`count` integer NOT NULL,
	`ids` text NOT NULL,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`,`audit_id`);