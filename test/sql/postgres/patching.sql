-- patching.attemptsOf
with
  parents as (
    select
      parents.*
    from
      unnest($1::text[]) as "parents" ("id")
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
            when octet_length(execution_metadata.value) > $2 then '…'
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
      unnest($1::text[], $2::text[]) as "rows" ("executionId", "kind")
  );

-- patching.dropTags
delete from execution_tags
where
  (execution_id, tag) in (
    select
      rows."executionId",
      rows.tag
    from
      unnest($1::text[], $2::text[]) as "rows" ("executionId", "tag")
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
  "executions"."execution_id" = any ($1::text[])
order by
  "executions"."execution_id"
for update;

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
  unnest($1::text[], $2::text[]) as "keys" ("executionId", "nodeId")
  join "node_results" on "node_results"."execution_id" = keys."executionId"
  and "node_results"."node_id" = keys."nodeId";

-- patching.tagsOf
select
  "execution_tags"."execution_id" as "executionId",
  "execution_tags"."tag" as "tag"
from
  unnest($1::text[], $2::text[]) as "keys" ("executionId", "tag")
  join "execution_tags" on "execution_tags"."execution_id" = keys."executionId"
  and "execution_tags"."tag" = keys.tag;

-- patching.writeRegisters
with
  written as (
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
      changed = case
        when rows."isMoved" = 1 then pg_current_xact_id()
        else "executions"."changed"
      end
    from
      unnest(
        $1::text[],
        $2::bigint[],
        $3::bigint[],
        $4::bigint[],
        $5::bigint[],
        $6::bigint[],
        $7::bigint[],
        $8::text[],
        $9::text[],
        $10::bigint[],
        $11::bigint[],
        $12::text[],
        $13::text[],
        $14::bigint[],
        $15::bigint[],
        $16::text[],
        $17::bigint[],
        $18::bigint[]
      ) as "rows" (
        "id",
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
        "failureGroup",
        "failureBytes",
        "nodeCount",
        "outputPreview",
        "version",
        "isMoved"
      )
    where
      "executions"."execution_id" = rows."id"
    returning
      "executions"."execution_id" as id,
      rows."isMoved" = 1 as is_moved
  )
insert into
  touched (kind, changed, key, number, at)
select
  'executions',
  pg_current_xact_id(),
  id,
  0,
  cast($19 as bigint)
from
  written
where
  not is_moved
on conflict do nothing;

