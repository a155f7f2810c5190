-- recording.addDags
insert into
  "dags" ("dag_hash", "json", "node_count", "last_used_at")
select
  rows."hash",
  rows."json",
  rows."nodeCount",
  rows."lastUsedAt"
from
  (
    select
      value ->> 0 as "hash",
      value ->> 1 as "json",
      value ->> 2 as "nodeCount",
      value ->> 3 as "lastUsedAt"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "id",
      value ->> 2 as "attempt",
      value ->> 3 as "field",
      value ->> 4 as "value",
      value ->> 5 as "ts",
      value ->> 6 as "clientKey"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "flow",
      value ->> 2 as "runNumber",
      value ->> 3 as "step",
      value ->> 4 as "parentId",
      value ->> 5 as "source",
      value ->> 6 as "scriptPath",
      value ->> 7 as "sampleRate",
      value ->> 8 as "sortAt",
      value ->> 9 as "startedAt",
      value ->> 10 as "finishedAt",
      value ->> 11 as "attempt",
      value ->> 12 as "attemptAt",
      value ->> 13 as "verdict",
      value ->> 14 as "verdictAt",
      value ->> 15 as "verdictId",
      value ->> 16 as "state",
      value ->> 17 as "heartbeatAt",
      value ->> 18 as "heartbeatTimeoutMs",
      value ->> 19 as "error",
      value ->> 20 as "nodeCount",
      value ->> 21 as "outputPreview",
      value ->> 22 as "dagHash",
      value ->> 23 as "version",
      value ->> 24 as "failureGroup",
      value ->> 25 as "failureBytes"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "id",
      value ->> 2 as "attempt",
      value ->> 3 as "field",
      value ->> 4 as "value",
      value ->> 5 as "ts",
      value ->> 6 as "clientKey"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "createdAt",
      value ->> 2 as "nextRun"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict (flow_id) do update
set
  next_run = excluded.next_run
where
  flows.next_run < excluded.next_run;

-- recording.addLargeValues, in its plainest shape
insert into
  "large_values" ("execution_id", "kind", "name", "json", "bytes")
select
  rows."executionId",
  rows."kind",
  rows."name",
  rows."json",
  rows."bytes"
from
  (
    select
      ? as "executionId",
      ? as "kind",
      ? as "name",
      ? as "json",
      cast(? as integer) as "bytes"
  ) as "rows"
where
  true
on conflict ("execution_id", "kind", "name") do update
set
  "json" = excluded."json",
  "bytes" = excluded."bytes";

-- recording.addLargeValues, with all that it may have
insert into
  "large_values" ("execution_id", "kind", "name", "json", "bytes")
select
  rows."executionId",
  rows."kind",
  rows."name",
  rows."json",
  rows."bytes"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "kind",
      value ->> 2 as "name",
      value ->> 3 as "json",
      value ->> 4 as "bytes"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId",
      value ->> 2 as "attempt",
      value ->> 3 as "status",
      value ->> 4 as "startedAt",
      value ->> 5 as "finishedAt",
      value ->> 6 as "durationMs",
      value ->> 7 as "error",
      value ->> 8 as "bytes",
      value ->> 9 as "truncated",
      value ->> 10 as "value"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "kind",
      value ->> 2 as "json",
      value ->> 3 as "bytes",
      value ->> 4 as "truncated"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "name",
      value ->> 3 as "user",
      value ->> 4 as "startedAt",
      value ->> 5 as "heartbeatAt",
      value ->> 6 as "dagHash",
      value ->> 7 as "clientKey",
      value ->> 8 as "version",
      value ->> 9 as "endOk",
      value ->> 10 as "endOkAt",
      value ->> 11 as "endOkId",
      value ->> 12 as "endAttemptAt",
      value ->> 13 as "endAttemptId"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "tag",
      value ->> 2 as "sortAt"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "id",
      value ->> 3 as "step",
      value ->> 4 as "attempt",
      value ->> 5 as "field",
      value ->> 6 as "value",
      value ->> 7 as "ts",
      value ->> 8 as "clientKey"
    from
      json_each(?)
  ) as "rows"
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
  changed = (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "at"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "name",
      value ->> 3 as "clientKey"
    from
      json_each(?)
  ) as "rows"
  join runs on runs.flow_id = rows.flow
  and (
    runs.number = rows.number
    or runs.name = rows.name
    or runs.client_key = rows."clientKey"
  );

-- recording.deleteDags
delete from "dags"
where
  "dags"."dag_hash" in (
    select
      value
    from
      json_each(?)
  );

-- recording.failuresAmong
select
  "executions"."execution_id" as "id",
  coalesce(octet_length ("executions"."error"), 0) as bytes,
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
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
  and executions.verdict in (2, 4)
order by
  "executions"."execution_id";

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
      at < ?
    order by
      at
    limit
      ?
  );

-- recording.knownAmong
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow"
from
  "executions"
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- recording.knownRuns
select
  runs.flow_id as flow,
  runs.number
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number"
    from
      json_each(?)
  ) as "keys"
  join runs on runs.flow_id = keys.flow
  and runs.number = keys.number;

-- recording.lockExecutions
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow"
from
  "executions"
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
order by
  "executions"."execution_id";

-- recording.lockOfQueue
select
  "queue_executions"."execution_id" as "id",
  "queue_executions"."state" as "state"
from
  "queue_executions"
where
  "queue_executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
order by
  "queue_executions"."execution_id";

-- recording.lockOld
select
  "dags"."dag_hash" as "hash"
from
  "dags"
where
  "dags"."dag_hash" in (
    select
      value
    from
      json_each(?)
  )
  and "dags"."last_used_at" <= ?
order by
  "dags"."dag_hash";

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
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId",
      value ->> 2 as "attempt",
      value ->> 3 as "status",
      value ->> 4 as "startedAt",
      value ->> 5 as "finishedAt",
      value ->> 6 as "durationMs",
      value ->> 7 as "error",
      value ->> 8 as "bytes",
      value ->> 9 as "truncated",
      value ->> 10 as "value"
    from
      json_each(?)
  ) as "rows"
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
  ("dags"."last_used_at", "dags"."dag_hash") > (?, ?)
  and "dags"."last_used_at" <= ?
order by
  "dags"."last_used_at",
  "dags"."dag_hash"
limit
  ?;

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
  (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "flow",
      value ->> 2 as "runNumber",
      value ->> 3 as "step",
      value ->> 4 as "parentId",
      value ->> 5 as "source",
      value ->> 6 as "scriptPath",
      value ->> 7 as "sampleRate",
      value ->> 8 as "sortAt",
      value ->> 9 as "startedAt",
      value ->> 10 as "finishedAt",
      value ->> 11 as "attempt",
      value ->> 12 as "attemptAt",
      value ->> 13 as "verdict",
      value ->> 14 as "verdictAt",
      value ->> 15 as "verdictId",
      value ->> 16 as "state",
      value ->> 17 as "heartbeatAt",
      value ->> 18 as "heartbeatTimeoutMs",
      value ->> 19 as "error",
      value ->> 20 as "nodeCount",
      value ->> 21 as "outputPreview",
      value ->> 22 as "dagHash",
      value ->> 23 as "version",
      value ->> 24 as "failureGroup",
      value ->> 25 as "failureBytes"
    from
      json_each(?)
  ) as "rows"
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
  changed = (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "id",
      value ->> 3 as "ts"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "failureGroup",
      value ->> 2 as "failureBytes"
    from
      json_each(?)
  ) as "rows"
where
  "executions"."execution_id" = rows."id";

-- recording.setVerdict
update runs
set
  end_ok = rows.ok,
  end_ok_at = rows.ts,
  end_ok_id = rows.id,
  version = version + 1,
  changed = (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "id",
      value ->> 3 as "ts",
      value ->> 4 as "ok"
    from
      json_each(?)
  ) as "rows"
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
  "executions"."execution_id" > ?
order by
  "executions"."execution_id"
limit
  ?;

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
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "tag",
      value ->> 3 as "system",
      value ->> 4 as "startedAt"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "name",
      value ->> 3 as "user",
      value ->> 4 as "startedAt",
      value ->> 5 as "heartbeatAt",
      value ->> 6 as "dagHash",
      value ->> 7 as "clientKey",
      value ->> 8 as "version",
      value ->> 9 as "endOk",
      value ->> 10 as "endOkAt",
      value ->> 11 as "endOkId",
      value ->> 12 as "endAttemptAt",
      value ->> 13 as "endAttemptId"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "count"
    from
      json_each(?)
  ) as "rows"
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
  (
    select
      value + 1
    from
      change_counter
  ),
  rows."key",
  rows."number",
  rows."at",
  rows."keys"
from
  (
    select
      value ->> 0 as "kind",
      value ->> 1 as "key",
      value ->> 2 as "number",
      value ->> 3 as "at",
      value ->> 4 as "keys"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing;

-- recording.usedDags
select
  keys.hash as hash
from
  (
    select
      value ->> 0 as "hash"
    from
      json_each(?)
  ) as "keys"
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

