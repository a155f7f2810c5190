-- patching.attemptsOf
with
  parents as (
    select
      parents.*
    from
      (
        select
          value ->> 0 as "id"
        from
          json_each(?)
      ) as "parents"
  )
select
  execution,
  number,
  began_at as "startedAt",
  coalesce(verdict, 0) as verdict
from
  (
    select
      execution,
      number,
      max(
        case
          when field = 'attempt' then ts
        end
      ) as began_at,
      max(
        case
          when field = 'attempt_ok' then ts
        end
      ) as ended_at,
      max(
        case
          when field = 'attempt_ok' then case value
            when 'true' then 1
            when 'false' then 2
            when 'cancelled' then 3
            when 'timed_out' then 4
          end
        end
      ) as verdict,
      max(
        case
          when field = 'attempt_error' then value
        end
      ) as error,
      max(
        case
          when field = 'attempt_error' then id
        end
      ) as error_id
    from
      (
        select
          execution_metadata.execution_id as execution,
          execution_metadata.attempt as number,
          execution_metadata.field,
          execution_metadata.id,
          case
            when octet_length (execution_metadata.value) > ? then '…'
            else execution_metadata.value
          end as value,
          execution_metadata.ts,
          row_number() over (
            partition by
              execution_metadata.execution_id,
              execution_metadata.attempt,
              execution_metadata.field
            order by
              execution_metadata.ts desc,
              execution_metadata.id desc
          ) as age
        from
          execution_metadata
        where
          execution_metadata.execution_id in (
            select
              id
            from
              parents
          )
          and execution_metadata.field in ('attempt', 'attempt_ok', 'attempt_error')
          and execution_metadata.attempt > 0
      ) as facts
    where
      age = 1
    group by
      execution,
      number
  ) as attempts
where
  began_at is not null;

-- patching.dropLargeValues
delete from large_values
where
  (execution_id, kind) in (
    select
      rows."executionId",
      rows.kind
    from
      (
        select
          value ->> 0 as "executionId",
          value ->> 1 as "kind"
        from
          json_each(?)
      ) as "rows"
  );

-- patching.dropTags
delete from execution_tags
where
  (execution_id, tag) in (
    select
      rows."executionId",
      rows.tag
    from
      (
        select
          value ->> 0 as "executionId",
          value ->> 1 as "tag"
        from
          json_each(?)
      ) as "rows"
  );

-- patching.lockStanding
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."finished_at" as "finishedAt",
  "executions"."attempt" as "attempt",
  "executions"."attempt_at" as "attemptAt",
  "executions"."verdict" as "verdict",
  "executions"."verdict_at" as "verdictAt",
  "executions"."verdict_id" as "verdictId",
  "executions"."state" as "state",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."error" as "error",
  "executions"."failure_group" as "failureGroup",
  "executions"."failure_bytes" as "failureBytes",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."version" as "version"
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

-- patching.nodesOf
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  "node_results"."status" as "status",
  "node_results"."started_at" as "startedAt",
  "node_results"."finished_at" as "finishedAt",
  "node_results"."error" as "error"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId"
    from
      json_each(?)
  ) as "keys"
  join "node_results" on "node_results"."execution_id" = keys."executionId"
  and "node_results"."node_id" = keys."nodeId";

-- patching.tagsOf
select
  "execution_tags"."execution_id" as "executionId",
  "execution_tags"."tag" as "tag"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "tag"
    from
      json_each(?)
  ) as "keys"
  join "execution_tags" on "execution_tags"."execution_id" = keys."executionId"
  and "execution_tags"."tag" = keys.tag;

-- patching.writeRegisters
update "executions"
set
  "started_at" = rows."startedAt",
  "finished_at" = rows."finishedAt",
  "attempt" = rows."attempt",
  "attempt_at" = rows."attemptAt",
  "verdict" = rows."verdict",
  "verdict_at" = rows."verdictAt",
  "verdict_id" = rows."verdictId",
  "state" = rows."state",
  "heartbeat_at" = rows."heartbeatAt",
  "heartbeat_timeout_ms" = rows."heartbeatTimeoutMs",
  "error" = rows."error",
  "failure_group" = rows."failureGroup",
  "failure_bytes" = rows."failureBytes",
  "node_count" = rows."nodeCount",
  "output_preview" = rows."outputPreview",
  "version" = rows."version",
  changed = (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "startedAt",
      value ->> 2 as "finishedAt",
      value ->> 3 as "attempt",
      value ->> 4 as "attemptAt",
      value ->> 5 as "verdict",
      value ->> 6 as "verdictAt",
      value ->> 7 as "verdictId",
      value ->> 8 as "state",
      value ->> 9 as "heartbeatAt",
      value ->> 10 as "heartbeatTimeoutMs",
      value ->> 11 as "error",
      value ->> 12 as "failureGroup",
      value ->> 13 as "failureBytes",
      value ->> 14 as "nodeCount",
      value ->> 15 as "outputPreview",
      value ->> 16 as "version"
    from
      json_each(?)
  ) as "rows"
where
  "executions"."execution_id" = rows."id";

