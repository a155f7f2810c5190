CREATE TABLE `run_flow_hours` (
	`flow_id` text NOT NULL,
	`outcome` integer NOT NULL,
	`hour` integer NOT NULL,
	`runs` integer NOT NULL,
	PRIMARY KEY(`flow_id`, `outcome`, `hour`)
);
--> statement-breakpoint
CREATE TABLE `run_hour_changes` (
	`flow_id` text NOT NULL,
	`outcome` integer NOT NULL,
	`hour` integer NOT NULL,
	`runs` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `run_hour_changes_hour` ON `run_hour_changes` (`outcome`,`hour`);--> statement-breakpoint
CREATE TABLE `run_hours` (
	`outcome` integer NOT NULL,
	`hour` integer NOT NULL,
	`runs` integer NOT NULL,
	PRIMARY KEY(`outcome`, `hour`)
);
--> statement-breakpoint
CREATE INDEX `runs_alive` ON `runs` (`heartbeat_at`,`started_at`,`flow_id`) WHERE end_ok is null;
--> statement-breakpoint
CREATE TRIGGER `execgraph_run_inserted` AFTER INSERT ON `runs` BEGIN
	INSERT INTO run_hours (outcome, hour, runs) VALUES (new.outcome, new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, 1)
	ON CONFLICT (outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
	INSERT INTO run_flow_hours (flow_id, outcome, hour, runs) VALUES (new.flow_id, new.outcome, new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, 1)
	ON CONFLICT (flow_id, outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
END;
--> statement-breakpoint
CREATE TRIGGER `execgraph_run_deleted` AFTER DELETE ON `runs` BEGIN
	INSERT INTO run_hours (outcome, hour, runs) VALUES (old.outcome, old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, -1)
	ON CONFLICT (outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
	INSERT INTO run_flow_hours (flow_id, outcome, hour, runs) VALUES (old.flow_id, old.outcome, old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, -1)
	ON CONFLICT (flow_id, outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
END;
--> statement-breakpoint
CREATE TRIGGER `execgraph_run_changed` AFTER UPDATE ON `runs`
WHEN old.outcome <> new.outcome OR old.started_at <> new.started_at OR old.flow_id <> new.flow_id BEGIN
	INSERT INTO run_hours (outcome, hour, runs) VALUES (old.outcome, old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, -1)
	ON CONFLICT (outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
	INSERT INTO run_flow_hours (flow_id, outcome, hour, runs) VALUES (old.flow_id, old.outcome, old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, -1)
	ON CONFLICT (flow_id, outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
	INSERT INTO run_hours (outcome, hour, runs) VALUES (new.outcome, new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, 1)
	ON CONFLICT (outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
	INSERT INTO run_flow_hours (flow_id, outcome, hour, runs) VALUES (new.flow_id, new.outcome, new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, 1)
	ON CONFLICT (flow_id, outcome, hour) DO UPDATE SET runs = runs + excluded.runs;
END;
--> statement-breakpoint
INSERT INTO `run_flow_hours` (`flow_id`, `outcome`, `hour`, `runs`)
SELECT flow_id, outcome, started_at - ((started_at % 3600000) + 3600000) % 3600000, count(*) FROM `runs` GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO `run_hours` (`outcome`, `hour`, `runs`)
SELECT outcome, hour, sum(runs) FROM `run_flow_hours` GROUP BY 1, 2;
