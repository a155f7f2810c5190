-- recording.addDags
insert into
  "dags" ("dag_hash", "json", "node_count", "last_used_at")
select
  rows."hash",
  rows."json",
  rows."nodeCount",
  rows."lastUsedAt"
from
  unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) as "rows" ("hash", "json", "nodeCount", "lastUsedAt")
where
  true
on conflict (dag_hash) do update
set
  last_used_at = excluded.last_used_at
where
  dags.last_used_at + 3600000 <= excluded.last_used_at;

-- recording.addExecutionFacts
insert into
  "execution_metadata" ("execution_id", "id", "attempt", "field", "value", "ts", "client_key")
select
  rows."executionId",
  rows."id",
  rows."attempt",
  rows."field",
  rows."value",
  rows."ts",
  rows."clientKey"
from
  unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[]) as "rows" ("executionId", "id", "attempt", "field", "value", "ts", "clientKey")
where
  true
on conflict (execution_id, client_key) do nothing
returning
  execution_id as id;

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
  pg_current_xact_id()
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

-- recording.addFacts
insert into
  "execution_metadata" ("execution_id", "id", "attempt", "field", "value", "ts", "client_key")
select
  rows."executionId",
  rows."id",
  rows."attempt",
  rows."field",
  rows."value",
  rows."ts",
  rows."clientKey"
from
  unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[]) as "rows" ("executionId", "id", "attempt", "field", "value", "ts", "clientKey")
where
  true;

-- recording.addFlows
insert into
  "flows" ("flow_id", "created_at", "next_run")
select
  rows."flow",
  rows."createdAt",
  rows."nextRun"
from
  unnest($1::text[], $2::bigint[], $3::bigint[]) as "rows" ("flow", "createdAt", "nextRun")
where
  true
on conflict (flow_id) do update
set
  next_run = excluded.next_run
where
  flows.next_run < excluded.next_run;

-- recording.addLargeValues
insert into
  "large_values" ("execution_id", "kind", "name", "json", "bytes")
select
  rows."executionId",
  rows."kind",
  rows."name",
  rows."json",
  rows."bytes"
from
  unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) as "rows" ("executionId", "kind", "name", "json", "bytes")
where
  true
on conflict ("execution_id", "kind", "name") do update
set
  "json" = excluded."json",
  "bytes" = excluded."bytes";

-- recording.addNodes
insert into
  "node_results" (
    "execution_id",
    "node_id",
    "attempt",
    "status",
    "started_at",
    "finished_at",
    "duration_ms",
    "error",
    "bytes",
    "truncated",
    "value"
  )
select
  rows."executionId",
  rows."nodeId",
  rows."attempt",
  rows."status",
  rows."startedAt",
  rows."finishedAt",
  rows."durationMs",
  rows."error",
  rows."bytes",
  rows."truncated",
  rows."value"
from
  unnest(
    $1::text[],
    $2::text[],
    $3::bigint[],
    $4::text[],
    $5::bigint[],
    $6::bigint[],
    $7::bigint[],
    $8::text[],
    $9::bigint[],
    $10::text[],
    $11::text[]
  ) as "rows" (
    "executionId",
    "nodeId",
    "attempt",
    "status",
    "startedAt",
    "finishedAt",
    "durationMs",
    "error",
    "bytes",
    "truncated",
    "value"
  )
where
  true
on conflict ("execution_id", "node_id", "attempt") do update
set
  "status" = excluded."status",
  "started_at" = excluded."started_at",
  "finished_at" = excluded."finished_at",
  "duration_ms" = excluded."duration_ms",
  "error" = excluded."error",
  "bytes" = excluded."bytes",
  "truncated" = excluded."truncated",
  "value" = excluded."value";

-- recording.addPayloads
insert into
  "payloads" ("execution_id", "kind", "json", "bytes", "truncated")
select
  rows."executionId",
  rows."kind",
  rows."json",
  rows."bytes",
  rows."truncated"
from
  unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) as "rows" ("executionId", "kind", "json", "bytes", "truncated")
where
  true
on conflict ("execution_id", "kind") do update
set
  "json" = excluded."json",
  "bytes" = excluded."bytes",
  "truncated" = excluded."truncated";

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
  pg_current_xact_id()
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

-- recording.addTags
insert into
  "execution_tags" ("execution_id", "tag", "sort_at")
select
  rows."executionId",
  rows."tag",
  rows."sortAt"
from
  unnest($1::text[], $2::text[], $3::bigint[]) as "rows" ("executionId", "tag", "sortAt")
where
  true
on conflict do nothing;

-- recording.append
insert into
  "run_metadata" ("flow_id", "number", "id", "step", "attempt", "field", "value", "ts", "client_key")
select
  rows."flow",
  rows."number",
  rows."id",
  rows."step",
  rows."attempt",
  rows."field",
  rows."value",
  rows."ts",
  rows."clientKey"
from
  unnest(
    $1::text[],
    $2::bigint[],
    $3::text[],
    $4::text[],
    $5::bigint[],
    $6::text[],
    $7::text[],
    $8::bigint[],
    $9::text[]
  ) as "rows" ("flow", "number", "id", "step", "attempt", "field", "value", "ts", "clientKey")
where
  true
on conflict ("flow_id", "number", "client_key") do nothing
returning
  "id" as id;

-- recording.beat
update runs
set
  heartbeat_at = rows.at,
  version = version + 1,
  changed = pg_current_xact_id()
from
  unnest($1::text[], $2::bigint[], $3::bigint[]) as "rows" ("flow", "number", "at")
where
  runs.flow_id = rows.flow
  and runs.number = rows.number
  and (
    heartbeat_at is null
    or heartbeat_at < rows.at
  )
returning
  runs.flow_id as flow,
  runs.number;

-- recording.colliding
select distinct
  runs.flow_id as flow,
  runs.number,
  runs.name,
  runs.client_key as "clientKey"
from
  unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) as "rows" ("flow", "number", "name", "clientKey")
  join runs on runs.flow_id = rows.flow
  and (
    runs.number = rows.number
    or runs.name = rows.name
    or runs.client_key = rows."clientKey"
  );

-- recording.deleteDags
delete from "dags"
where
  "dags"."dag_hash" = any ($1::text[]);

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
      failed.execution_id = "executions"."execution_id"
      and failed.status = 'FAILED'
      and failed.error is not null
      and failed.attempt = (
        select
          max(other.attempt)
        from
          node_results other
        where
          other.execution_id = failed.execution_id
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
  "executions"."execution_id" = any ($1::text[])
  and executions.verdict in (2, 4)
order by
  "executions"."execution_id"
for update;

-- recording.forgetTouched
delete from touched
where
  (kind, changed, key, number) in (
    select
      kind,
      changed,
      key,
      number
    from
      touched
    where
      at < $1
    order by
      at
    limit
      $2
    for update
      skip locked
  );

-- recording.knownAmong
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow"
from
  "executions"
where
  "executions"."execution_id" = any ($1::text[]);

-- recording.knownRuns
select
  runs.flow_id as flow,
  runs.number
from
  unnest($1::text[], $2::bigint[]) as "keys" ("flow", "number")
  join runs on runs.flow_id = keys.flow
  and runs.number = keys.number;

-- recording.lockExecutions
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow"
from
  "executions"
where
  "executions"."execution_id" = any ($1::text[])
order by
  "executions"."execution_id"
for update;

-- recording.lockOfQueue
select
  "queue_executions"."execution_id" as "id",
  "queue_executions"."state" as "state"
from
  "queue_executions"
where
  "queue_executions"."execution_id" = any ($1::text[])
order by
  "queue_executions"."execution_id"
for update;

-- recording.lockOld
select
  "dags"."dag_hash" as "hash"
from
  "dags"
where
  "dags"."dag_hash" = any ($1::text[])
  and "dags"."last_used_at" <= $2
order by
  "dags"."dag_hash"
for update
  skip locked;

-- recording.mergeNodes
insert into
  "node_results" (
    "execution_id",
    "node_id",
    "attempt",
    "status",
    "started_at",
    "finished_at",
    "duration_ms",
    "error",
    "bytes",
    "truncated",
    "value"
  )
select
  rows."executionId",
  rows."nodeId",
  rows."attempt",
  rows."status",
  rows."startedAt",
  rows."finishedAt",
  rows."durationMs",
  rows."error",
  rows."bytes",
  rows."truncated",
  rows."value"
from
  unnest(
    $1::text[],
    $2::text[],
    $3::bigint[],
    $4::text[],
    $5::bigint[],
    $6::bigint[],
    $7::bigint[],
    $8::text[],
    $9::bigint[],
    $10::text[],
    $11::text[]
  ) as "rows" (
    "executionId",
    "nodeId",
    "attempt",
    "status",
    "startedAt",
    "finishedAt",
    "durationMs",
    "error",
    "bytes",
    "truncated",
    "value"
  )
where
  true
on conflict ("execution_id", "node_id", "attempt") do update
set
  "status" = excluded."status",
  "started_at" = excluded."started_at",
  "finished_at" = excluded."finished_at",
  "duration_ms" = excluded."duration_ms",
  "error" = excluded."error",
  "bytes" = case
    when excluded.value is null then node_results.bytes
    else excluded.bytes
  end,
  "truncated" = case
    when excluded.value is null then node_results.truncated
    else excluded.truncated
  end,
  "value" = case
    when excluded.value is null then node_results.value
    else excluded.value
  end;

-- recording.nextOldDags
select
  "dags"."dag_hash" as "hash",
  "dags"."last_used_at" as "lastUsedAt"
from
  "dags"
where
  ("dags"."last_used_at", "dags"."dag_hash") > ($1, $2)
  and "dags"."last_used_at" <= $3
order by
  "dags"."last_used_at",
  "dags"."dag_hash"
limit
  $4;

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
  pg_current_xact_id()
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
  changed = pg_current_xact_id()
from
  unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[]) as "rows" ("flow", "number", "id", "ts")
where
  runs.flow_id = rows.flow
  and runs.number = rows.number
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
  "executions"."execution_id" = rows."id";

-- recording.setVerdict
update runs
set
  end_ok = rows.ok,
  end_ok_at = rows.ts,
  end_ok_id = rows.id,
  version = version + 1,
  changed = pg_current_xact_id()
from
  unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[]) as "rows" ("flow", "number", "id", "ts", "ok")
where
  runs.flow_id = rows.flow
  and runs.number = rows.number
  and (
    end_ok_at is null
    or (end_ok_at, end_ok_id) < (rows.ts, rows.id)
  )
returning
  runs.flow_id as flow,
  runs.number;

-- recording.someFrom
select
  "executions"."execution_id" as "id"
from
  "executions"
where
  "executions"."execution_id" > $1
order by
  "executions"."execution_id"
limit
  $2;

-- recording.storeRunTags
insert into
  "run_tags" ("flow_id", "number", "tag", "system", "started_at")
select
  rows."flow",
  rows."number",
  rows."tag",
  rows."system",
  rows."startedAt"
from
  unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[]) as "rows" ("flow", "number", "tag", "system", "startedAt")
where
  true
on conflict do nothing;

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
  pg_current_xact_id()
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

-- recording.takeNumbers
update flows
set
  next_run = flows.next_run + rows.count
from
  unnest($1::text[], $2::bigint[]) as "rows" ("flow", "count")
where
  flows.flow_id = rows.flow
returning
  flows.flow_id as flow,
  flows.next_run as "nextRun";

-- recording.touch
insert into
  "touched" ("kind", "changed", "key", "number", "at", "keys")
select
  rows."kind",
  pg_current_xact_id(),
  rows."key",
  rows."number",
  rows."at",
  rows."keys"
from
  unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) as "rows" ("kind", "key", "number", "at", "keys")
where
  true
on conflict do nothing;

-- recording.usedDags
select
  keys.hash as hash
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
        "executions"."dag_hash" = keys.hash
      limit
        1
    ) is not null
    or (
      select
        1
      from
        "runs"
      where
        "runs"."dag_hash" = keys.hash
      limit
        1
    ) is not null
  );

