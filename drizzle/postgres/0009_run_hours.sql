CREATE TABLE "run_flow_hours" (
	"flow_id" text collate "C" NOT NULL,
	"hour" bigint NOT NULL,
	"outcome" integer NOT NULL,
	"runs" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_hours" (
	"hour" bigint NOT NULL,
	"outcome" integer NOT NULL,
	"runs" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "run_flow_hours_hour" ON "run_flow_hours" USING btree ("flow_id","outcome","hour");--> statement-breakpoint
CREATE INDEX "run_hours_hour" ON "run_hours" USING btree ("outcome","hour");--> statement-breakpoint
CREATE INDEX "runs_alive" ON "runs" USING btree ("heartbeat_at","started_at","flow_id") WHERE end_ok is null;
--> statement-breakpoint
DO $migration$
BEGIN
	EXECUTE format($create$
		CREATE FUNCTION execgraph_fold_run_hours(flows text[], hours bigint[]) RETURNS void
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		BEGIN
			WITH gone AS (
				DELETE FROM run_flow_hours WHERE ctid = ANY (ARRAY(
					SELECT stored.ctid
					FROM unnest(flows, hours) AS folded(flow_id, hour)
					JOIN run_flow_hours AS stored ON stored.flow_id = folded.flow_id
						AND stored.outcome = ANY (ARRAY[0, 1, 2, 3])
						AND stored.hour BETWEEN folded.hour - 3600000 AND folded.hour
					LIMIT 5000 FOR UPDATE OF stored SKIP LOCKED
				)) RETURNING flow_id, hour, outcome, runs
			)
			INSERT INTO run_flow_hours (flow_id, hour, outcome, runs)
			SELECT flow_id, hour, outcome, sum(runs) FROM gone GROUP BY 1, 2, 3 HAVING sum(runs) <> 0;
			WITH gone AS (
				DELETE FROM run_hours WHERE ctid = ANY (ARRAY(
					SELECT stored.ctid
					FROM unnest(hours) AS folded(hour)
					JOIN run_hours AS stored ON stored.outcome = ANY (ARRAY[0, 1, 2, 3])
						AND stored.hour BETWEEN folded.hour - 3600000 AND folded.hour
					LIMIT 5000 FOR UPDATE OF stored SKIP LOCKED
				)) RETURNING hour, outcome, runs
			)
			INSERT INTO run_hours (hour, outcome, runs)
			SELECT hour, outcome, sum(runs) FROM gone GROUP BY 1, 2 HAVING sum(runs) <> 0;
		END
		$function$;

		CREATE FUNCTION execgraph_count_runs() RETURNS trigger
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		DECLARE
			flows text[];
			hours bigint[];
		BEGIN
			WITH counted AS (
				SELECT flow_id, started_at - ((started_at %% 3600000) + 3600000) %% 3600000 AS hour, outcome,
					count(*) * CASE tg_op WHEN 'DELETE' THEN -1 ELSE 1 END AS runs
				FROM changed_runs GROUP BY 1, 2, 3
			), of_flows AS (
				INSERT INTO run_flow_hours (flow_id, hour, outcome, runs)
				SELECT flow_id, hour, outcome, runs FROM counted
			), of_all AS (
				INSERT INTO run_hours (hour, outcome, runs)
				SELECT hour, outcome, sum(runs) FROM counted GROUP BY 1, 2
			)
			SELECT array_agg(flow_id), array_agg(hour) INTO flows, hours FROM counted WHERE random() < 0.0625;
			IF flows IS NOT NULL AND current_setting('transaction_isolation') = 'read committed' THEN
				PERFORM execgraph_fold_run_hours(flows, hours);
			END IF;
			RETURN NULL;
		END
		$function$;

		CREATE FUNCTION execgraph_recount_run() RETURNS trigger
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		DECLARE
			old_hour bigint := old.started_at - ((old.started_at %% 3600000) + 3600000) %% 3600000;
			new_hour bigint := new.started_at - ((new.started_at %% 3600000) + 3600000) %% 3600000;
		BEGIN
			INSERT INTO run_flow_hours (flow_id, hour, outcome, runs)
			VALUES (old.flow_id, old_hour, old.outcome, -1), (new.flow_id, new_hour, new.outcome, 1);
			INSERT INTO run_hours (hour, outcome, runs)
			VALUES (old_hour, old.outcome, -1), (new_hour, new.outcome, 1);
			IF random() < 0.0625 AND current_setting('transaction_isolation') = 'read committed' THEN
				PERFORM execgraph_fold_run_hours(ARRAY[old.flow_id, new.flow_id], ARRAY[old_hour, new_hour]);
			END IF;
			RETURN NULL;
		END
		$function$;

		CREATE FUNCTION execgraph_forget_run_hours() RETURNS trigger
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		BEGIN
			DELETE FROM run_flow_hours;
			DELETE FROM run_hours;
			RETURN NULL;
		END
		$function$
	$create$, current_schema());
END
$migration$;
--> statement-breakpoint
CREATE TRIGGER execgraph_runs_inserted AFTER INSERT ON "runs" REFERENCING NEW TABLE AS changed_runs
FOR EACH STATEMENT EXECUTE FUNCTION execgraph_count_runs();
--> statement-breakpoint
CREATE TRIGGER execgraph_runs_deleted AFTER DELETE ON "runs" REFERENCING OLD TABLE AS changed_runs
FOR EACH STATEMENT EXECUTE FUNCTION execgraph_count_runs();
--> statement-breakpoint
CREATE TRIGGER execgraph_run_changed AFTER UPDATE ON "runs" FOR EACH ROW
WHEN (old.outcome <> new.outcome OR old.started_at <> new.started_at OR old.flow_id <> new.flow_id)
EXECUTE FUNCTION execgraph_recount_run();
--> statement-breakpoint
CREATE TRIGGER execgraph_runs_truncated AFTER TRUNCATE ON "runs"
FOR EACH STATEMENT EXECUTE FUNCTION execgraph_forget_run_hours();
--> statement-breakpoint
INSERT INTO "run_flow_hours" ("flow_id", "hour", "outcome", "runs")
SELECT flow_id, started_at - ((started_at % 3600000) + 3600000) % 3600000, outcome, count(*) FROM "runs" GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO "run_hours" ("hour", "outcome", "runs")
SELECT hour, outcome, sum(runs) FROM "run_flow_hours" GROUP BY 1, 2;
