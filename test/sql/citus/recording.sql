-- recording.addExecutions
insert into
  "executions" (
    "execution_id",
    "flow_id",
    "run_number",
    "step",
    "parent_id",
    "source",
    "script_path",
    "sample_rate",
    "sort_at",
    "started_at",
    "finished_at",
    "attempt",
    "attempt_at",
    "verdict",
    "verdict_at",
    "verdict_id",
    "state",
    "heartbeat_at",
    "heartbeat_timeout_ms",
    "error",
    "node_count",
    "output_preview",
    "dag_hash",
    "version",
    "failure_group",
    "failure_bytes",
    "changed"
  )
select
  rows."id",
  rows."flow",
  rows."runNumber",
  rows."step",
  rows."parentId",
  rows."source",
  rows."scriptPath",
  rows."sampleRate",
  rows."sortAt",
  rows."startedAt",
  rows."finishedAt",
  rows."attempt",
  rows."attemptAt",
  rows."verdict",
  rows."verdictAt",
  rows."verdictId",
  rows."state",
  rows."heartbeatAt",
  rows."heartbeatTimeoutMs",
  rows."error",
  rows."nodeCount",
  rows."outputPreview",
  rows."dagHash",
  rows."version",
  rows."failureGroup",
  rows."failureBytes",
  null::xid8
from
  unnest(
    $1::text[],
    $2::text[],
    $3::bigint[],
    $4::text[],
    $5::text[],
    $6::text[],
    $7::text[],
    $8::double precision[],
    $9::bigint[],
    $10::bigint[],
    $11::bigint[],
    $12::bigint[],
    $13::bigint[],
    $14::bigint[],
    $15::bigint[],
    $16::text[],
    $17::text[],
    $18::bigint[],
    $19::bigint[],
    $20::text[],
    $21::bigint[],
    $22::text[],
    $23::text[],
    $24::bigint[],
    $25::text[],
    $26::bigint[]
  ) as "rows" (
    "id",
    "flow",
    "runNumber",
    "step",
    "parentId",
    "source",
    "scriptPath",
    "sampleRate",
    "sortAt",
    "startedAt",
    "finishedAt",
    "attempt",
    "attemptAt",
    "verdict",
    "verdictAt",
    "verdictId",
    "state",
    "heartbeatAt",
    "heartbeatTimeoutMs",
    "error",
    "nodeCount",
    "outputPreview",
    "dagHash",
    "version",
    "failureGroup",
    "failureBytes"
  )
where
  true
on conflict (execution_id) do nothing
returning
  execution_id as id;

-- recording.addRuns
insert into
  "runs" (
    "flow_id",
    "number",
    "name",
    "user_name",
    "started_at",
    "heartbeat_at",
    "dag_hash",
    "client_key",
    "version",
    "end_ok",
    "end_ok_at",
    "end_ok_id",
    "end_attempt_at",
    "end_attempt_id",
    "changed"
  )
select
  rows."flow",
  rows."number",
  rows."name",
  rows."user",
  rows."startedAt",
  rows."heartbeatAt",
  rows."dagHash",
  rows."clientKey",
  rows."version",
  rows."endOk",
  rows."endOkAt",
  rows."endOkId",
  rows."endAttemptAt",
  rows."endAttemptId",
  null::xid8
from
  unnest(
    $1::text[],
    $2::bigint[],
    $3::text[],
    $4::text[],
    $5::bigint[],
    $6::bigint[],
    $7::text[],
    $8::text[],
    $9::bigint[],
    $10::bigint[],
    $11::bigint[],
    $12::text[],
    $13::bigint[],
    $14::text[]
  ) as "rows" (
    "flow",
    "number",
    "name",
    "user",
    "startedAt",
    "heartbeatAt",
    "dagHash",
    "clientKey",
    "version",
    "endOk",
    "endOkAt",
    "endOkId",
    "endAttemptAt",
    "endAttemptId"
  )
where
  true
on conflict (flow_id, number) do update
set
  heartbeat_at = excluded.heartbeat_at,
  version = runs.version + 1,
  changed = excluded.changed
where
  runs.heartbeat_at is null
  or runs.heartbeat_at + 10000 <= excluded.heartbeat_at
returning
  flow_id as flow,
  number;

-- recording.beat
update runs
set
  heartbeat_at = rows.at,
  version = version + 1,
  changed = null::xid8
from
  unnest($1::text[], $2::bigint[], $3::bigint[]) as "rows" ("flow", "number", "at")
where
  (
    runs.flow_id = rows.flow
    and runs.number = rows.number
    and runs.flow_id = any ($4::text[])
  )
  and (
    heartbeat_at is null
    or heartbeat_at < rows.at
  )
returning
  runs.flow_id as flow,
  runs.number;

-- recording.failuresAmong
select
  "executions"."execution_id" as "id",
  coalesce(octet_length("executions"."error"), 0) as bytes,
  substr("executions"."error", 1, 8192) as error,
  (
    select
      substr(failed.error, 1, 8192)
    from
      node_results failed
    where
      (
        failed.execution_id = "executions"."execution_id"
        and failed.execution_id = any ($1::text[])
      )
      and failed.status = 'FAILED'
      and failed.error is not null
      and failed.attempt = (
        select
          max(other.attempt)
        from
          node_results other
        where
          (
            other.execution_id = failed.execution_id
            and other.execution_id = any ($2::text[])
          )
          and other.node_id = failed.node_id
      )
    order by
      case
        when failed.finished_at is null then 1
        else 0
      end,
      failed.finished_at,
      failed.node_id
    limit
      1
  ) as "nodeError"
from
  "executions"
where
  "executions"."execution_id" = any ($3::text[])
  and executions.verdict in (2, 4)
order by
  "executions"."execution_id"
for update;

-- recording.replaceExecutions
insert into
  "executions" (
    "execution_id",
    "flow_id",
    "run_number",
    "step",
    "parent_id",
    "source",
    "script_path",
    "sample_rate",
    "sort_at",
    "started_at",
    "finished_at",
    "attempt",
    "attempt_at",
    "verdict",
    "verdict_at",
    "verdict_id",
    "state",
    "heartbeat_at",
    "heartbeat_timeout_ms",
    "error",
    "node_count",
    "output_preview",
    "dag_hash",
    "version",
    "failure_group",
    "failure_bytes",
    "changed"
  )
select
  rows."id",
  rows."flow",
  rows."runNumber",
  rows."step",
  rows."parentId",
  rows."source",
  rows."scriptPath",
  rows."sampleRate",
  rows."sortAt",
  rows."startedAt",
  rows."finishedAt",
  rows."attempt",
  rows."attemptAt",
  rows."verdict",
  rows."verdictAt",
  rows."verdictId",
  rows."state",
  rows."heartbeatAt",
  rows."heartbeatTimeoutMs",
  rows."error",
  rows."nodeCount",
  rows."outputPreview",
  rows."dagHash",
  rows."version",
  rows."failureGroup",
  rows."failureBytes",
  null::xid8
from
  unnest(
    $1::text[],
    $2::text[],
    $3::bigint[],
    $4::text[],
    $5::text[],
    $6::text[],
    $7::text[],
    $8::double precision[],
    $9::bigint[],
    $10::bigint[],
    $11::bigint[],
    $12::bigint[],
    $13::bigint[],
    $14::bigint[],
    $15::bigint[],
    $16::text[],
    $17::text[],
    $18::bigint[],
    $19::bigint[],
    $20::text[],
    $21::bigint[],
    $22::text[],
    $23::text[],
    $24::bigint[],
    $25::text[],
    $26::bigint[]
  ) as "rows" (
    "id",
    "flow",
    "runNumber",
    "step",
    "parentId",
    "source",
    "scriptPath",
    "sampleRate",
    "sortAt",
    "startedAt",
    "finishedAt",
    "attempt",
    "attemptAt",
    "verdict",
    "verdictAt",
    "verdictId",
    "state",
    "heartbeatAt",
    "heartbeatTimeoutMs",
    "error",
    "nodeCount",
    "outputPreview",
    "dagHash",
    "version",
    "failureGroup",
    "failureBytes"
  )
where
  true
on conflict ("execution_id") do update
set
  "flow_id" = excluded."flow_id",
  "run_number" = excluded."run_number",
  "step" = excluded."step",
  "parent_id" = excluded."parent_id",
  "source" = excluded."source",
  "script_path" = excluded."script_path",
  "sample_rate" = excluded."sample_rate",
  "sort_at" = excluded."sort_at",
  "started_at" = excluded."started_at",
  "finished_at" = excluded."finished_at",
  "attempt" = excluded."attempt",
  "attempt_at" = excluded."attempt_at",
  "verdict" = excluded."verdict",
  "verdict_at" = excluded."verdict_at",
  "verdict_id" = excluded."verdict_id",
  "state" = excluded."state",
  "heartbeat_at" = excluded."heartbeat_at",
  "heartbeat_timeout_ms" = excluded."heartbeat_timeout_ms",
  "error" = excluded."error",
  "node_count" = excluded."node_count",
  "output_preview" = excluded."output_preview",
  "dag_hash" = excluded."dag_hash",
  "version" = executions.version + 1,
  "failure_group" = excluded."failure_group",
  "failure_bytes" = excluded."failure_bytes",
  "changed" = excluded."changed";

-- recording.setAttempt
update runs
set
  end_attempt_at = rows.ts,
  end_attempt_id = rows.id,
  version = version + 1,
  changed = null::xid8
from
  unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[]) as "rows" ("flow", "number", "id", "ts")
where
  (
    runs.flow_id = rows.flow
    and runs.number = rows.number
    and runs.flow_id = any ($5::text[])
  )
  and (
    end_attempt_at is null
    or (end_attempt_at, end_attempt_id) < (rows.ts, rows.id)
  )
returning
  runs.flow_id as flow,
  runs.number;

-- recording.setGroups
update "executions"
set
  "failure_group" = rows."failureGroup",
  "failure_bytes" = rows."failureBytes"
from
  unnest($1::text[], $2::text[], $3::bigint[]) as "rows" ("id", "failureGroup", "failureBytes")
where
  (
    "executions"."execution_id" = rows."id"
    and "executions"."execution_id" = any ($4::text[])
  );

-- recording.setVerdict
update runs
set
  end_ok = rows.ok,
  end_ok_at = rows.ts,
  end_ok_id = rows.id,
  version = version + 1,
  changed = null::xid8
from
  unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[]) as "rows" ("flow", "number", "id", "ts", "ok")
where
  (
    runs.flow_id = rows.flow
    and runs.number = rows.number
    and runs.flow_id = any ($6::text[])
  )
  and (
    end_ok_at is null
    or (end_ok_at, end_ok_id) < (rows.ts, rows.id)
  )
returning
  runs.flow_id as flow,
  runs.number;

-- recording.storeRuns
insert into
  "runs" (
    "flow_id",
    "number",
    "name",
    "user_name",
    "started_at",
    "heartbeat_at",
    "dag_hash",
    "client_key",
    "version",
    "end_ok",
    "end_ok_at",
    "end_ok_id",
    "end_attempt_at",
    "end_attempt_id",
    "changed"
  )
select
  rows."flow",
  rows."number",
  rows."name",
  rows."user",
  rows."startedAt",
  rows."heartbeatAt",
  rows."dagHash",
  rows."clientKey",
  rows."version",
  rows."endOk",
  rows."endOkAt",
  rows."endOkId",
  rows."endAttemptAt",
  rows."endAttemptId",
  null::xid8
from
  unnest(
    $1::text[],
    $2::bigint[],
    $3::text[],
    $4::text[],
    $5::bigint[],
    $6::bigint[],
    $7::text[],
    $8::text[],
    $9::bigint[],
    $10::bigint[],
    $11::bigint[],
    $12::text[],
    $13::bigint[],
    $14::text[]
  ) as "rows" (
    "flow",
    "number",
    "name",
    "user",
    "startedAt",
    "heartbeatAt",
    "dagHash",
    "clientKey",
    "version",
    "endOk",
    "endOkAt",
    "endOkId",
    "endAttemptAt",
    "endAttemptId"
  )
where
  true
on conflict do nothing
returning
  flow_id as flow,
  number,
  name,
  client_key as "clientKey";

-- recording.usedDags
select
  ($1::text[]) [1] as hash
from
  unnest($1::text[]) as "keys" ("hash")
where
  (
    (
      select
        1
      from
        "executions"
      where
        "executions"."dag_hash" = ($1::text[]) [1]
      limit
        1
    ) is not null
    or (
      select
        1
      from
        "runs"
      where
        "runs"."dag_hash" = ($1::text[]) [1]
      limit
        1
    ) is not null
  );

