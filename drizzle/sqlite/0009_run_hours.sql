CREATE TABLE `run_flow_hours` (
	`flow_id` text NOT NULL,
	`hour` integer NOT NULL,
	`outcome` integer NOT NULL,
	`runs` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `run_flow_hours_hour` ON `run_flow_hours` (`flow_id`,`outcome`,`hour`);--> statement-breakpoint
CREATE TABLE `run_hours` (
	`hour` integer NOT NULL,
	`outcome` integer NOT NULL,
	`runs` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `run_hours_hour` ON `run_hours` (`outcome`,`hour`);--> statement-breakpoint
CREATE INDEX `runs_alive` ON `runs` (`heartbeat_at`,`started_at`,`flow_id`) WHERE end_ok is null;
--> statement-breakpoint
CREATE TRIGGER `execgraph_run_inserted` AFTER INSERT ON `runs` BEGIN
	UPDATE run_hours SET runs = runs + 1 WHERE hour = new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000 AND outcome = new.outcome;
	INSERT INTO run_hours (hour, outcome, runs) SELECT new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, new.outcome, 1 WHERE changes() = 0;
	UPDATE run_flow_hours SET runs = runs + 1 WHERE flow_id = new.flow_id AND hour = new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000 AND outcome = new.outcome;
	INSERT INTO run_flow_hours (flow_id, hour, outcome, runs) SELECT new.flow_id, new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, new.outcome, 1 WHERE changes() = 0;
END;
--> statement-breakpoint
CREATE TRIGGER `execgraph_run_deleted` AFTER DELETE ON `runs` BEGIN
	UPDATE run_hours SET runs = runs - 1 WHERE hour = old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000 AND outcome = old.outcome;
	INSERT INTO run_hours (hour, outcome, runs) SELECT old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, old.outcome, -1 WHERE changes() = 0;
	UPDATE run_flow_hours SET runs = runs - 1 WHERE flow_id = old.flow_id AND hour = old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000 AND outcome = old.outcome;
	INSERT INTO run_flow_hours (flow_id, hour, outcome, runs) SELECT old.flow_id, old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, old.outcome, -1 WHERE changes() = 0;
END;
--> statement-breakpoint
CREATE TRIGGER `execgraph_run_changed` AFTER UPDATE ON `runs`
WHEN old.outcome <> new.outcome OR old.started_at <> new.started_at OR old.flow_id <> new.flow_id BEGIN
	UPDATE run_hours SET runs = runs - 1 WHERE hour = old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000 AND outcome = old.outcome;
	INSERT INTO run_hours (hour, outcome, runs) SELECT old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, old.outcome, -1 WHERE changes() = 0;
	UPDATE run_flow_hours SET runs = runs - 1 WHERE flow_id = old.flow_id AND hour = old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000 AND outcome = old.outcome;
	INSERT INTO run_flow_hours (flow_id, hour, outcome, runs) SELECT old.flow_id, old.started_at - ((old.started_at % 3600000) + 3600000) % 3600000, old.outcome, -1 WHERE changes() = 0;
	UPDATE run_hours SET runs = runs + 1 WHERE hour = new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000 AND outcome = new.outcome;
	INSERT INTO run_hours (hour, outcome, runs) SELECT new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, new.outcome, 1 WHERE changes() = 0;
	UPDATE run_flow_hours SET runs = runs + 1 WHERE flow_id = new.flow_id AND hour = new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000 AND outcome = new.outcome;
	INSERT INTO run_flow_hours (flow_id, hour, outcome, runs) SELECT new.flow_id, new.started_at - ((new.started_at % 3600000) + 3600000) % 3600000, new.outcome, 1 WHERE changes() = 0;
END;
--> statement-breakpoint
INSERT INTO `run_flow_hours` (`flow_id`, `hour`, `outcome`, `runs`)
SELECT flow_id, started_at - ((started_at % 3600000) + 3600000) % 3600000, outcome, count(*) FROM `runs` GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO `run_hours` (`hour`, `outcome`, `runs`)
SELECT hour, outcome, sum(runs) FROM `run_flow_hours` GROUP BY 1, 2;
