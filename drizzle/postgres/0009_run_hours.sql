CREATE TABLE "run_flow_hours" (
	"flow_id" text collate "C" NOT NULL,
	"outcome" integer NOT NULL,
	"hour" bigint NOT NULL,
	"runs" bigint NOT NULL,
	CONSTRAINT "run_flow_hours_pk" PRIMARY KEY("flow_id","outcome","hour")
);
--> statement-breakpoint
CREATE TABLE "run_hour_changes" (
	"flow_id" text collate "C" NOT NULL,
	"outcome" integer NOT NULL,
	"hour" bigint NOT NULL,
	"runs" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_hours" (
	"outcome" integer NOT NULL,
	"hour" bigint NOT NULL,
	"runs" bigint NOT NULL,
	CONSTRAINT "run_hours_pk" PRIMARY KEY("outcome","hour")
);
--> statement-breakpoint
CREATE INDEX "run_hour_changes_hour" ON "run_hour_changes" USING btree ("outcome","hour");--> statement-breakpoint
CREATE INDEX "runs_alive" ON "runs" USING btree ("heartbeat_at","started_at","flow_id") WHERE end_ok is null;
--> statement-breakpoint
DO $migration$
BEGIN
	EXECUTE format($create$
		CREATE FUNCTION execgraph_add_run_hours() RETURNS void
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		BEGIN
			WITH gone AS (
				DELETE FROM run_hour_changes
				WHERE ctid = ANY (ARRAY(SELECT ctid FROM run_hour_changes LIMIT 5000))
				RETURNING flow_id, outcome, hour, runs
			), of_flows AS (
				INSERT INTO run_flow_hours AS kept (flow_id, outcome, hour, runs)
				SELECT flow_id, outcome, hour, sum(runs) FROM gone GROUP BY 1, 2, 3 HAVING sum(runs) <> 0
				ON CONFLICT (flow_id, outcome, hour) DO UPDATE SET runs = kept.runs + excluded.runs
			)
			INSERT INTO run_hours AS kept (outcome, hour, runs)
			SELECT outcome, hour, sum(runs) FROM gone GROUP BY 1, 2 HAVING sum(runs) <> 0
			ON CONFLICT (outcome, hour) DO UPDATE SET runs = kept.runs + excluded.runs;
		END
		$function$;

		CREATE FUNCTION execgraph_count_runs() RETURNS trigger
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		DECLARE
			changes bigint;
		BEGIN
			INSERT INTO run_hour_changes (flow_id, outcome, hour, runs)
			SELECT flow_id, outcome, started_at - ((started_at %% 3600000) + 3600000) %% 3600000,
				count(*) * CASE tg_op WHEN 'DELETE' THEN -1 ELSE 1 END
			FROM changed_runs GROUP BY 1, 2, 3;
			GET DIAGNOSTICS changes = ROW_COUNT;
			IF random() < changes / 128.0 AND current_setting('transaction_isolation') = 'read committed'
				AND pg_try_advisory_xact_lock(7823461094) THEN
				PERFORM execgraph_add_run_hours();
			END IF;
			RETURN NULL;
		END
		$function$;

		CREATE FUNCTION execgraph_recount_run() RETURNS trigger
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		BEGIN
			INSERT INTO run_hour_changes (flow_id, outcome, hour, runs) VALUES
				(old.flow_id, old.outcome, old.started_at - ((old.started_at %% 3600000) + 3600000) %% 3600000, -1),
				(new.flow_id, new.outcome, new.started_at - ((new.started_at %% 3600000) + 3600000) %% 3600000, 1);
			IF random() < 2 / 128.0 AND current_setting('transaction_isolation') = 'read committed'
				AND pg_try_advisory_xact_lock(7823461094) THEN
				PERFORM execgraph_add_run_hours();
			END IF;
			RETURN NULL;
		END
		$function$;

		CREATE FUNCTION execgraph_forget_run_hours() RETURNS trigger
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $function$
		BEGIN
			DELETE FROM run_hour_changes;
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
INSERT INTO "run_flow_hours" ("flow_id", "outcome", "hour", "runs")
SELECT flow_id, outcome, started_at - ((started_at % 3600000) + 3600000) % 3600000, count(*) FROM "runs" GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO "run_hours" ("outcome", "hour", "runs")
SELECT outcome, hour, sum(runs) FROM "run_flow_hours" GROUP BY 1, 2;
