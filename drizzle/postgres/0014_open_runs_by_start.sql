CREATE INDEX "runs_open_started" ON "runs" USING btree ("started_at","heartbeat_at","flow_id") WHERE end_ok is null;
--> statement-breakpoint
DO $migration$
BEGIN
	EXECUTE format($create$
		CREATE OR REPLACE FUNCTION execgraph_count_runs() RETURNS trigger
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
				-- As many as were appended here, so that a large statement leaves no changes that each reading has to add.
				FOR part IN 0 .. changes / 5000 LOOP
					PERFORM execgraph_add_run_hours();
				END LOOP;
			END IF;
			RETURN NULL;
		END
		$function$
	$create$, current_schema());
	-- What earlier large statements left.
	PERFORM pg_advisory_xact_lock(7823461094);
	FOR part IN 0 .. (SELECT count(*) / 5000 FROM run_hour_changes) LOOP
		PERFORM execgraph_add_run_hours();
	END LOOP;
END
$migration$;
