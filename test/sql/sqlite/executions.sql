-- executions.attempts
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
  ),
  attempts as (
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
  ),
  placed as (
    select
      attempts.*,
      row_number() over (
        partition by
          execution
        order by
          number asc
      ) as place
    from
      attempts
  )
select
  a.execution as "executionId",
  a.number,
  a.began_at as "startedAt",
  a.ended_at as "finishedAt",
  case
    when a.ended_at < a.began_at then 0
    else a.ended_at - a.began_at
  end as "durationMs",
  case
    when coalesce(a.verdict, 0) = 1 then 'COMPLETED'
    when coalesce(a.verdict, 0) = 2 then 'FAILED'
    when coalesce(a.verdict, 0) = 3 then 'CANCELLED'
    when coalesce(a.verdict, 0) = 4 then 'TIMED_OUT'
    when a.number < "executions"."attempt" then 'FAILED'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when coalesce(a.verdict, 0) = 1 then 'ATTEMPT_OK'
    when coalesce(a.verdict, 0) = 2 then 'ATTEMPT_FAILED'
    when coalesce(a.verdict, 0) = 3 then 'CANCELLED'
    when coalesce(a.verdict, 0) = 4 then 'TIMED_OUT'
    when a.number < "executions"."attempt" then 'NEXT_ATTEMPT_STARTED'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason",
  a.error as "error",
  a.error_id as "errorId"
from
  placed a
  join executions on "executions"."execution_id" = a.execution
where
  a.place <= ?
order by
  a.number asc
limit
  ?;

-- executions.byIds
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  case
    when octet_length ("executions"."error") > ? then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end - "executions"."started_at"
  end as "durationMs",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 1 then 'ATTEMPT_OK'
    when "executions"."verdict" = 2 then 'ATTEMPT_FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  executions
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- executions.candidates
select
  count(*) as count
from
  (
    select
      *
    from
      (
        select
          *
        from
          (
            select
              1
            from
              executions
            where
              (
                executions.flow_id = ?
                and (executions.run_number, executions.sort_at, executions.execution_id) < (?, cast(? as bigint) + 1, '')
                and (executions.run_number, executions.sort_at) >= (?, cast(? as bigint) + 0)
              )
            order by
              executions.flow_id,
              executions.run_number,
              executions.sort_at,
              executions.execution_id
            limit
              100001
          ) as part0
      ) as parts
    limit
      100001
  ) as candidates;

-- executions.children
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  case
    when octet_length ("executions"."error") > ? then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end - "executions"."started_at"
  end as "durationMs",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 1 then 'ATTEMPT_OK'
    when "executions"."verdict" = 2 then 'ATTEMPT_FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  (
    select
      value ->> 0 as "id"
    from
      json_each(?)
  ) as "parents"
  join "executions" on "executions".rowid in (
    select
      "executions".rowid
    from
      "executions"
    where
      "executions"."parent_id" = parents."id"
    order by
      "executions"."sort_at" asc,
      "executions"."execution_id" asc
    limit
      ?
  )
order by
  "executions"."sort_at" asc,
  "executions"."execution_id" asc
limit
  ?;

-- executions.dags
select
  "dags"."dag_hash" as "hash",
  "dags"."node_count" as "nodeCount",
  octet_length ("dags"."json") as size,
  case
    when octet_length ("dags"."json") <= ? then "dags"."json"
  end as "json"
from
  dags
where
  "dags"."dag_hash" in (
    select
      value
    from
      json_each(?)
  );

-- executions.dueHeartbeats
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."step" as "step",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."stale_at" as "staleAt"
from
  (
    select
      executions.*
    from
      executions
    where
      (
        likelihood(executions.standing = 0, 0.99)
        and executions.stale_at >= cast(? as bigint)
        and executions.stale_at <= cast(? as bigint) + 60000
      )
    order by
      executions.stale_at
    limit
      1001
  ) as executions
where
  case
    when "executions"."verdict" = 1 then false
    when "executions"."verdict" = 2 then false
    when "executions"."verdict" = 3 then false
    when "executions"."verdict" = 4 then false
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then false
    when "executions"."state" is not null then "executions"."state" in ('RUNNING')
    when "executions"."stale_at" < cast(? as bigint) then false
    when "executions"."attempt" > 1 then true
    else true
  end
order by
  executions.stale_at;

-- executions.errors
select
  "executions"."execution_id" as "id",
  octet_length ("executions"."error") as size,
  case
    when octet_length ("executions"."error") <= ? then "executions"."error"
  end as "text"
from
  executions
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- executions.executions, in its plainest shape
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  case
    when octet_length ("executions"."error") > ? then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end - "executions"."started_at"
  end as "durationMs",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 1 then 'ATTEMPT_OK'
    when "executions"."verdict" = 2 then 'ATTEMPT_FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number"
    from
      json_each(?)
  ) as "parents"
  join "executions" on "executions".rowid in (
    select
      "executions".rowid
    from
      "executions"
    where
      "executions"."flow_id" = parents.flow
      and "executions"."run_number" = parents.number
    order by
      "executions"."sort_at" asc,
      "executions"."execution_id" asc
    limit
      ?
  )
order by
  "executions"."sort_at" asc,
  "executions"."execution_id" asc
limit
  ?;

-- executions.executions, with all that it may have
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  case
    when octet_length ("executions"."error") > ? then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end - "executions"."started_at"
  end as "durationMs",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 1 then 'ATTEMPT_OK'
    when "executions"."verdict" = 2 then 'ATTEMPT_FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number"
    from
      json_each(?)
  ) as "parents"
  join "executions" on "executions".rowid in (
    select
      "executions".rowid
    from
      "executions"
    where
      (
        "executions"."flow_id" = parents.flow
        and "executions"."run_number" = parents.number
        and case
          when "executions"."verdict" = 1 then false
          when "executions"."verdict" = 2 then true
          when "executions"."verdict" = 3 then false
          when "executions"."verdict" = 4 then false
          when "executions"."attempt" = 0
          or "executions"."verdict" = 5 then false
          when "executions"."state" is not null then "executions"."state" in ('FAILED')
          when "executions"."stale_at" < cast(? as bigint) then true
          when "executions"."attempt" > 1 then false
          else false
        end
      )
    order by
      "executions"."sort_at" asc,
      "executions"."execution_id" asc
    limit
      ?
  )
order by
  "executions"."sort_at" asc,
  "executions"."execution_id" asc
limit
  ?;

-- executions.facts
select
  "execution_metadata"."execution_id" as "id",
  "execution_metadata"."id" as "fact",
  octet_length ("execution_metadata"."value") as size,
  case
    when octet_length ("execution_metadata"."value") <= ? then "execution_metadata"."value"
  end as "text"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "fact"
    from
      json_each(?)
  ) as "keys"
  join execution_metadata on execution_metadata.execution_id = keys.id
  and "execution_metadata"."id" = keys.fact;

-- executions.largeValues
select
  "large_values"."execution_id" as "executionId",
  "large_values"."kind" as "kind",
  "large_values"."name" as "name",
  octet_length ("large_values"."json") as size,
  case
    when octet_length ("large_values"."json") <= ? then "large_values"."json"
  end as "json"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "kind",
      value ->> 2 as "name"
    from
      json_each(?)
  ) as "keys"
  join large_values on large_values.execution_id = keys.id
  and "large_values"."kind" = keys.kind
  and "large_values"."name" = keys.name;

-- executions.lastGood
with
  keys as materialized (
    select
      keys.*
    from
      (
        select
          value ->> 0 as "own",
          value ->> 1 as "flow",
          value ->> 2 as "step",
          value ->> 3 as "run",
          value ->> 4 as "began"
        from
          json_each(?)
      ) as "keys"
  )
select
  found.*
from
  (
    select
      keys.own as "of",
      (
        select
          id
        from
          (
            select
              *
            from
              (
                select
                  executions.execution_id as id,
                  executions.finished_at
                from
                  executions
                where
                  executions.verdict = 1
                  and executions.flow_id = keys.flow
                  and executions.step = keys.step
                  and executions.finished_at <= keys.began
                  and executions.execution_id <> keys.own
                order by
                  executions.finished_at desc
                limit
                  1
              ) as of_step
            union all
            select
              *
            from
              (
                select
                  executions.execution_id as id,
                  executions.finished_at
                from
                  executions
                where
                  executions.verdict = 1
                  and executions.flow_id = keys.flow
                  and keys.step is null
                  and executions.step is null
                  and executions.finished_at <= keys.began
                  and executions.execution_id <> keys.own
                order by
                  executions.finished_at desc
                limit
                  1
              ) as without_step
          ) as good
        limit
          1
      ) as id
    from
      keys
  ) as found
where
  id is not null;

-- executions.list, in its plainest shape
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  case
    when octet_length ("executions"."error") > ? then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end - "executions"."started_at"
  end as "durationMs",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 1 then 'ATTEMPT_OK'
    when "executions"."verdict" = 2 then 'ATTEMPT_FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  (
    select
      *
    from
      (
        select
          executions.*
        from
          executions
        where
          true
        order by
          executions.sort_at asc,
          executions.execution_id asc
        limit
          51
      ) as part0
  ) as executions
order by
  executions.sort_at asc,
  executions.execution_id asc
limit
  ?;

-- executions.list, with all that it may have
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  case
    when octet_length ("executions"."error") > ? then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end - "executions"."started_at"
  end as "durationMs",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 1 then 'ATTEMPT_OK'
    when "executions"."verdict" = 2 then 'ATTEMPT_FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  (
    select
      *
    from
      (
        select
          executions.*
        from
          executions
        where
          (
            executions.flow_id = ?
            and (executions.run_number, executions.sort_at, executions.execution_id) < (?, cast(? as bigint) + 1, '')
            and (executions.run_number, executions.sort_at) >= (?, cast(? as bigint) + 0)
            and "executions"."flow_id" = ?
            and "executions"."source" in (
              select
                value
              from
                json_each(?)
            )
            and "executions"."parent_id" = ?
            and executions.failure_group is not null
            and case
              when executions.verdict in (2, 4) then true
              else false
            end
            and case
              when "executions"."failure_group" in (
                select
                  value
                from
                  json_each(?)
              ) then true
              else false
            end
            and executions.script_path = ?
            and case
              when executions.script_path >= ?
              and executions.script_path < ? then true
              else false
            end
            and replace(executions.script_path, ?, '') <> executions.script_path
            and replace(executions.error, ?, '') <> executions.error
            and (
              select
                count(*)
              from
                execution_tags
              where
                execution_tags.execution_id = executions.execution_id
                and "execution_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) > 0
            and (
              select
                count(*)
              from
                execution_tags
              where
                execution_tags.execution_id = executions.execution_id
                and "execution_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and case
              when case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end < "executions"."started_at" then 0
              else case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end - "executions"."started_at"
            end >= ?
            and case
              when case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end < "executions"."started_at" then 0
              else case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end - "executions"."started_at"
            end <= ?
            and case
              when "executions"."verdict" = 1 then false
              when "executions"."verdict" = 2 then true
              when "executions"."verdict" = 3 then false
              when "executions"."verdict" = 4 then false
              when "executions"."attempt" = 0
              or "executions"."verdict" = 5 then false
              when "executions"."state" is not null then "executions"."state" in ('FAILED')
              when "executions"."stale_at" < cast(? as bigint) then true
              when "executions"."attempt" > 1 then false
              else false
            end
          )
        order by
          executions.flow_id desc,
          executions.run_number desc,
          executions.sort_at desc,
          executions.execution_id desc
        limit
          51
      ) as part0
  ) as executions
order by
  executions.sort_at desc,
  executions.execution_id desc
limit
  ?;

-- executions.metadata
select
  "execution_metadata"."execution_id" as "executionId",
  "execution_metadata"."id" as "id",
  "execution_metadata"."attempt" as "attempt",
  "execution_metadata"."field" as "field",
  "execution_metadata"."ts" as "ts",
  "execution_metadata"."client_key" as "clientKey",
  case
    when octet_length ("execution_metadata"."value") > ? then '…'
    else "execution_metadata"."value"
  end as "value"
from
  (
    select
      value ->> 0 as "id"
    from
      json_each(?)
  ) as "parents"
  join "execution_metadata" on "execution_metadata".rowid in (
    select
      "execution_metadata".rowid
    from
      "execution_metadata"
    where
      execution_metadata.execution_id = parents.id
    order by
      execution_metadata.id asc
    limit
      ?
  )
order by
  execution_metadata.id asc
limit
  ?;

-- executions.newestNodeResults
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  "node_results"."status" as "status",
  "node_results"."started_at" as "startedAt",
  "node_results"."finished_at" as "finishedAt",
  "node_results"."duration_ms" as "durationMs",
  "node_results"."bytes" as "bytes",
  case
    when octet_length ("node_results"."error") > ? then '…'
    else "node_results"."error"
  end as "error",
  case
    when octet_length ("node_results"."truncated") > 1024 then ''
    else "node_results"."truncated"
  end as "truncated"
from
  node_results
where
  "node_results"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
  and "node_results"."attempt" = (
    select
      max(other.attempt)
    from
      "node_results" as other
    where
      other.execution_id = "node_results"."execution_id"
      and other.node_id = "node_results"."node_id"
  )
limit
  ?;

-- executions.nodeErrors
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  octet_length ("node_results"."error") as size,
  case
    when octet_length ("node_results"."error") <= ? then "node_results"."error"
  end as "text"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "nodeId",
      value ->> 2 as "attempt"
    from
      json_each(?)
  ) as "keys"
  join node_results on node_results.execution_id = keys.id
  and "node_results"."node_id" = keys."nodeId"
  and "node_results"."attempt" = keys.attempt;

-- executions.nodeResults
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  "node_results"."status" as "status",
  "node_results"."started_at" as "startedAt",
  "node_results"."finished_at" as "finishedAt",
  "node_results"."duration_ms" as "durationMs",
  "node_results"."bytes" as "bytes",
  case
    when octet_length ("node_results"."error") > ? then '…'
    else "node_results"."error"
  end as "error",
  case
    when octet_length ("node_results"."truncated") > 1024 then ''
    else "node_results"."truncated"
  end as "truncated"
from
  (
    select
      value ->> 0 as "id"
    from
      json_each(?)
  ) as "parents"
  join "node_results" on "node_results".rowid in (
    select
      "node_results".rowid
    from
      "node_results"
    where
      node_results.execution_id = parents.id
    order by
      "node_results"."node_id" asc,
      "node_results"."attempt" asc
    limit
      ?
  )
order by
  "node_results"."node_id" asc,
  "node_results"."attempt" asc
limit
  ?;

-- executions.nodeSizes
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  octet_length ("node_results"."value") as bytes
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "nodeId",
      value ->> 2 as "attempt"
    from
      json_each(?)
  ) as "keys"
  join node_results on node_results.execution_id = keys.id
  and "node_results"."node_id" = keys."nodeId"
  and "node_results"."attempt" = keys.attempt
where
  "node_results"."value" is not null;

-- executions.nodeValues
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  octet_length ("node_results"."value") + coalesce(octet_length ("node_results"."truncated"), 0) as size,
  case
    when octet_length ("node_results"."value") + coalesce(octet_length ("node_results"."truncated"), 0) <= ? then "node_results"."value"
  end as value,
  case
    when octet_length ("node_results"."value") + coalesce(octet_length ("node_results"."truncated"), 0) <= ? then "node_results"."truncated"
  end as truncated
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "nodeId",
      value ->> 2 as "attempt"
    from
      json_each(?)
  ) as "keys"
  join node_results on node_results.execution_id = keys.id
  and "node_results"."node_id" = keys."nodeId"
  and "node_results"."attempt" = keys.attempt
where
  "node_results"."value" is not null;

-- executions.ofSteps
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  case
    when octet_length ("executions"."error") > ? then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end - "executions"."started_at"
  end as "durationMs",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 1 then 'ATTEMPT_OK'
    when "executions"."verdict" = 2 then 'ATTEMPT_FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'QUEUED'
    when "executions"."state" is not null then 'REPORTED'
    when "executions"."stale_at" < cast(? as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "step",
      value ->> 3 as "status"
    from
      json_each(?)
  ) as "parents"
  join "executions" on "executions".rowid in (
    select
      "executions".rowid
    from
      "executions"
    where
      "executions"."flow_id" = parents.flow
      and "executions"."run_number" = parents.number
      and "executions"."step" = parents.step
      and case
        when "executions"."verdict" = 1 then 'COMPLETED'
        when "executions"."verdict" = 2 then 'FAILED'
        when "executions"."verdict" = 3 then 'CANCELLED'
        when "executions"."verdict" = 4 then 'TIMED_OUT'
        when "executions"."attempt" = 0
        or "executions"."verdict" = 5 then 'PENDING'
        when "executions"."state" is not null then "executions"."state"
        when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
        when "executions"."attempt" > 1 then 'RUNNING'
        else 'RUNNING'
      end = parents.status
    order by
      "executions"."sort_at" asc,
      "executions"."execution_id" asc
    limit
      ?
  )
order by
  "executions"."sort_at" asc,
  "executions"."execution_id" asc
limit
  ?;

-- executions.openActions
select
  "actions"."execution_id" as "executionId",
  "actions"."node_id" as "nodeId",
  "actions"."attempt" as "attempt",
  "actions"."leased_at" as "leasedAt",
  case
    when "actions"."state" = 2 then 1
    else 0
  end as held
from
  actions
where
  "actions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
order by
  "actions"."node_id"
limit
  ?;

-- executions.payloads
select
  "payloads"."execution_id" as "executionId",
  "payloads"."kind" as "kind",
  case
    when payloads.truncated is null then octet_length (payloads.json)
    else payloads.bytes
  end as bytes,
  'whole' as part,
  case
    when 'whole' = 'whole' then octet_length (payloads.json) + coalesce(octet_length (payloads.truncated), 0)
    else 0
  end as size,
  case
    when 'whole' = 'beginning' then substr(payloads.json, 1, 1300)
    when 'whole' = 'whole'
    and octet_length (payloads.json) + coalesce(octet_length (payloads.truncated), 0) <= ? then payloads.json
  end as json,
  case
    when 'whole' <> 'whole' then substr(payloads.truncated, 1, 1300)
    when octet_length (payloads.json) + coalesce(octet_length (payloads.truncated), 0) <= ? then payloads.truncated
  end as truncated
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "kind",
      value ->> 2 as "part"
    from
      json_each(?)
  ) as "keys"
  join payloads on payloads.execution_id = keys.id
  and payloads.kind = keys.kind;

-- executions.queued
select
  "queue_executions"."execution_id" as "id"
from
  queue_executions
where
  "queue_executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- executions.running
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."step" as "step",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."attempt" as "attempt",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."stale_at" as "staleAt"
from
  (
    select
      *
    from
      (
        select
          executions.*
        from
          executions
        where
          (
            not (executions.standing > 0)
            and executions.stale_at is null
            and case
              when "executions"."verdict" = 1 then false
              when "executions"."verdict" = 2 then false
              when "executions"."verdict" = 3 then false
              when "executions"."verdict" = 4 then false
              when "executions"."attempt" = 0
              or "executions"."verdict" = 5 then false
              when "executions"."state" is not null then "executions"."state" in ('RUNNING')
              when "executions"."stale_at" < cast(? as bigint) then false
              when "executions"."attempt" > 1 then true
              else true
            end
          )
        order by
          executions.sort_at asc,
          executions.execution_id asc
        limit
          1001
      ) as part0
    union all
    select
      *
    from
      (
        select
          executions.*
        from
          (
            select
              executions.*
            from
              executions
            where
              (
                likelihood(executions.standing = 0, 0.99)
                and executions.stale_at >= cast(? as bigint)
              )
            order by
              executions.stale_at
            limit
              case
                when (
                  select
                    count(*)
                  from
                    (
                      select
                        1
                      from
                        executions
                      where
                        (
                          likelihood(executions.standing = 0, 0.99)
                          and executions.stale_at >= cast(? as bigint)
                        )
                      order by
                        executions.stale_at
                      limit
                        251
                    ) as few
                ) <= 250 then 250
                else 0
              end
          ) as executions
        where
          case
            when "executions"."verdict" = 1 then false
            when "executions"."verdict" = 2 then false
            when "executions"."verdict" = 3 then false
            when "executions"."verdict" = 4 then false
            when "executions"."attempt" = 0
            or "executions"."verdict" = 5 then false
            when "executions"."state" is not null then "executions"."state" in ('RUNNING')
            when "executions"."stale_at" < cast(? as bigint) then false
            when "executions"."attempt" > 1 then true
            else true
          end
        order by
          executions.sort_at asc,
          executions.execution_id asc
        limit
          1001
      ) as part1
    union all
    select
      *
    from
      (
        select
          executions.*
        from
          executions
        where
          (
            not (executions.standing > 0)
            and executions.stale_at is not null
            and (executions.sort_at) <= (
              case
                when (
                  select
                    count(*)
                  from
                    (
                      select
                        1
                      from
                        executions
                      where
                        (
                          likelihood(executions.standing = 0, 0.99)
                          and executions.stale_at >= cast(? as bigint)
                        )
                      order by
                        executions.stale_at
                      limit
                        251
                    ) as few
                ) <= 250 then null
                else 9007199254740991
              end
            )
            and case
              when "executions"."verdict" = 1 then false
              when "executions"."verdict" = 2 then false
              when "executions"."verdict" = 3 then false
              when "executions"."verdict" = 4 then false
              when "executions"."attempt" = 0
              or "executions"."verdict" = 5 then false
              when "executions"."state" is not null then "executions"."state" in ('RUNNING')
              when "executions"."stale_at" < cast(? as bigint) then false
              when "executions"."attempt" > 1 then true
              else true
            end
          )
        order by
          executions.sort_at asc,
          executions.execution_id asc
        limit
          1001
      ) as part2
  ) as executions
order by
  executions.sort_at asc,
  executions.execution_id asc
limit
  1001;

-- executions.stats, in its plainest shape
with
  counted (status, n) as materialized (
    select
      'COMPLETED' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          executions.standing = 1
        order by
          executions.sort_at
        limit
          10001
      ) as found
    union all
    select
      'FAILED' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          executions.standing = 2
        order by
          executions.sort_at
        limit
          10001
      ) as found
    union all
    select
      'CANCELLED' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          executions.standing = 3
        order by
          executions.sort_at
        limit
          10001
      ) as found
    union all
    select
      'TIMED_OUT' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          executions.standing = 4
        order by
          executions.sort_at
        limit
          10001
      ) as found
    union all
    select
      'PENDING' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          executions.standing = 5
        order by
          executions.sort_at
        limit
          10001
      ) as found
    union all
    select
      'WAITING' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          executions.standing = 6
        order by
          executions.sort_at
        limit
          10001
      ) as found
    union all
    select
      'PAUSED' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          executions.standing = 7
        order by
          executions.sort_at
        limit
          10001
      ) as found
    union all
    select
      'FAILED' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          (
            likelihood(executions.standing = 0, 0.99)
            and executions.stale_at < cast(? as bigint)
          )
        order by
          executions.stale_at
        limit
          10001
      ) as found
    union all
    select
      'RUNNING' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          (
            likelihood(executions.standing = 0, 0.99)
            and executions.stale_at >= cast(? as bigint)
          )
        order by
          executions.stale_at
        limit
          10001
      ) as found
    union all
    select
      'RUNNING' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          not (executions.standing > 0)
          and executions.stale_at is null
        order by
          executions.sort_at
        limit
          10001
      ) as found
  ),
  looked as materialized (
    select
      flow_id,
      status,
      count(*) as count,
      sum(weight) as amount,
      min(sort_at) as least,
      max(sort_at) as most,
      string_agg (cast(cast(duration as bigint) as text), ',') as durations
    from
      (
        select
          flow_id,
          status,
          sort_at,
          duration,
          weight
        from
          (
            select
              *
            from
              (
                select
                  executions.flow_id,
                  case
                    when "executions"."verdict" = 1 then 'COMPLETED'
                    when "executions"."verdict" = 2 then 'FAILED'
                    when "executions"."verdict" = 3 then 'CANCELLED'
                    when "executions"."verdict" = 4 then 'TIMED_OUT'
                    when "executions"."attempt" = 0
                    or "executions"."verdict" = 5 then 'PENDING'
                    when "executions"."state" is not null then "executions"."state"
                    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
                    when "executions"."attempt" > 1 then 'RUNNING'
                    else 'RUNNING'
                  end as status,
                  executions.sort_at,
                  executions.execution_id,
                  case
                    when case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end < "executions"."started_at" then 0
                    else case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end - "executions"."started_at"
                  end as duration,
                  case
                    when executions.sample_rate > 0
                    and executions.sample_rate < 1
                    and case
                      when "executions"."verdict" = 1 then true
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('COMPLETED')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then false
                      else false
                    end then 1 / executions.sample_rate
                    else 1
                  end as weight
                from
                  executions
                where
                  true
                order by
                  executions.sort_at desc,
                  executions.execution_id desc
                limit
                  2000
              ) as part0
          ) as executions
      ) as executions
    group by
      flow_id,
      status
  )
select
  'looked' as fact,
  cast(
    case
      when not (
        coalesce(sum(count), 0) >= (
          select
            coalesce(sum(n), 0)
          from
            counted
        )
      )
      and (
        select
          coalesce(sum(n), 0)
        from
          counted
      ) < 10001 then 'more'
    end as text
  ) as name,
  cast(
    (
      select
        coalesce(sum(n), 0)
      from
        counted
    ) as bigint
  ) as count,
  cast(0 as double precision) as amount,
  cast(
    case
      when coalesce(sum(count), 0) >= (
        select
          coalesce(sum(n), 0)
        from
          counted
      ) then min(least)
      else (
        select
          executions.sort_at
        from
          (
            select
              *
            from
              (
                select
                  executions.*
                from
                  executions
                where
                  true
                order by
                  executions.sort_at asc,
                  executions.execution_id asc
                limit
                  1
              ) as part0
          ) as executions
        order by
          executions.sort_at asc,
          executions.execution_id asc
        limit
          1
      )
    end as bigint
  ) as least,
  cast(max(most) as bigint) as most
from
  looked
union all
select
  'status' as fact,
  cast(status as text) as name,
  cast(n as bigint) as count,
  cast(
    case
      when status = 'COMPLETED' then case
        when n < 10001 then (
          select
            sum(weight)
          from
            (
              select
                case
                  when executions.sample_rate > 0
                  and executions.sample_rate < 1
                  and case
                    when "executions"."verdict" = 1 then true
                    when "executions"."verdict" = 2 then false
                    when "executions"."verdict" = 3 then false
                    when "executions"."verdict" = 4 then false
                    when "executions"."attempt" = 0
                    or "executions"."verdict" = 5 then false
                    when "executions"."state" is not null then "executions"."state" in ('COMPLETED')
                    when "executions"."stale_at" < cast(? as bigint) then false
                    when "executions"."attempt" > 1 then false
                    else false
                  end then 1 / executions.sample_rate
                  else 1
                end as weight
              from
                executions
              where
                executions.standing = 1
              limit
                10001
            ) as completed
        )
        else n * coalesce(
          (
            select
              cast(sum(amount) as double precision) / sum(count)
            from
              looked
            where
              status = 'COMPLETED'
          ),
          1
        )
      end
      else n
    end as double precision
  ) as amount,
  cast(null as bigint) as least,
  cast(null as bigint) as most
from
  counted
union all
select
  *
from
  (
    select
      'flow' as fact,
      cast(flow_id as text) as name,
      cast(coalesce(sum(count), 0) as bigint) as count,
      cast(
        sum(
          case status
            when 'FAILED' then count
            else 0
          end
        ) as double precision
      ) as amount,
      cast(null as bigint) as least,
      cast(null as bigint) as most
    from
      looked
    group by
      flow_id
    order by
      3 desc,
      2
    limit
      1000
  ) as flows
union all
select
  'durations' as fact,
  cast(string_agg (durations, ',') as text) as name,
  cast(null as bigint) as count,
  cast(null as double precision) as amount,
  cast(null as bigint) as least,
  cast(null as bigint) as most
from
  looked;

-- executions.stats, with all that it may have
with
  counted (status, n) as materialized (
    select
      'RUNNING' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          (
            likelihood(executions.standing = 0, 0.99)
            and executions.stale_at >= cast(? as bigint)
          )
        order by
          executions.stale_at
        limit
          10001
      ) as found
    union all
    select
      'RUNNING' as status,
      count(*) as n
    from
      (
        select
          1
        from
          executions
        where
          not (executions.standing > 0)
          and executions.stale_at is null
        order by
          executions.sort_at
        limit
          10001
      ) as found
  ),
  looked as materialized (
    select
      flow_id,
      status,
      count(*) as count,
      sum(weight) as amount,
      min(sort_at) as least,
      max(sort_at) as most,
      string_agg (cast(cast(duration as bigint) as text), ',') as durations
    from
      (
        select
          flow_id,
          status,
          sort_at,
          duration,
          weight
        from
          (
            select
              *
            from
              (
                select
                  executions.flow_id,
                  case
                    when "executions"."verdict" = 1 then 'COMPLETED'
                    when "executions"."verdict" = 2 then 'FAILED'
                    when "executions"."verdict" = 3 then 'CANCELLED'
                    when "executions"."verdict" = 4 then 'TIMED_OUT'
                    when "executions"."attempt" = 0
                    or "executions"."verdict" = 5 then 'PENDING'
                    when "executions"."state" is not null then "executions"."state"
                    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
                    when "executions"."attempt" > 1 then 'RUNNING'
                    else 'RUNNING'
                  end as status,
                  executions.sort_at,
                  executions.execution_id,
                  case
                    when case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end < "executions"."started_at" then 0
                    else case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end - "executions"."started_at"
                  end as duration,
                  case
                    when executions.sample_rate > 0
                    and executions.sample_rate < 1
                    and case
                      when "executions"."verdict" = 1 then true
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('COMPLETED')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then false
                      else false
                    end then 1 / executions.sample_rate
                    else 1
                  end as weight
                from
                  executions
                where
                  (
                    not (executions.standing > 0)
                    and executions.stale_at is null
                    and case
                      when "executions"."verdict" = 1 then false
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('RUNNING')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then true
                      else true
                    end
                  )
                order by
                  executions.sort_at desc,
                  executions.execution_id desc
                limit
                  2000
              ) as part0
            union all
            select
              *
            from
              (
                select
                  executions.flow_id,
                  case
                    when "executions"."verdict" = 1 then 'COMPLETED'
                    when "executions"."verdict" = 2 then 'FAILED'
                    when "executions"."verdict" = 3 then 'CANCELLED'
                    when "executions"."verdict" = 4 then 'TIMED_OUT'
                    when "executions"."attempt" = 0
                    or "executions"."verdict" = 5 then 'PENDING'
                    when "executions"."state" is not null then "executions"."state"
                    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
                    when "executions"."attempt" > 1 then 'RUNNING'
                    else 'RUNNING'
                  end as status,
                  executions.sort_at,
                  executions.execution_id,
                  case
                    when case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end < "executions"."started_at" then 0
                    else case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end - "executions"."started_at"
                  end as duration,
                  case
                    when executions.sample_rate > 0
                    and executions.sample_rate < 1
                    and case
                      when "executions"."verdict" = 1 then true
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('COMPLETED')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then false
                      else false
                    end then 1 / executions.sample_rate
                    else 1
                  end as weight
                from
                  (
                    select
                      executions.*
                    from
                      executions
                    where
                      (
                        likelihood(executions.standing = 0, 0.99)
                        and executions.stale_at >= cast(? as bigint)
                      )
                    order by
                      executions.stale_at
                    limit
                      case
                        when (
                          select
                            count(*)
                          from
                            (
                              select
                                1
                              from
                                executions
                              where
                                (
                                  likelihood(executions.standing = 0, 0.99)
                                  and executions.stale_at >= cast(? as bigint)
                                )
                              order by
                                executions.stale_at
                              limit
                                251
                            ) as few
                        ) <= 250 then 250
                        else 0
                      end
                  ) as executions
                where
                  case
                    when "executions"."verdict" = 1 then false
                    when "executions"."verdict" = 2 then false
                    when "executions"."verdict" = 3 then false
                    when "executions"."verdict" = 4 then false
                    when "executions"."attempt" = 0
                    or "executions"."verdict" = 5 then false
                    when "executions"."state" is not null then "executions"."state" in ('RUNNING')
                    when "executions"."stale_at" < cast(? as bigint) then false
                    when "executions"."attempt" > 1 then true
                    else true
                  end
                order by
                  executions.sort_at desc,
                  executions.execution_id desc
                limit
                  2000
              ) as part1
            union all
            select
              *
            from
              (
                select
                  executions.flow_id,
                  case
                    when "executions"."verdict" = 1 then 'COMPLETED'
                    when "executions"."verdict" = 2 then 'FAILED'
                    when "executions"."verdict" = 3 then 'CANCELLED'
                    when "executions"."verdict" = 4 then 'TIMED_OUT'
                    when "executions"."attempt" = 0
                    or "executions"."verdict" = 5 then 'PENDING'
                    when "executions"."state" is not null then "executions"."state"
                    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
                    when "executions"."attempt" > 1 then 'RUNNING'
                    else 'RUNNING'
                  end as status,
                  executions.sort_at,
                  executions.execution_id,
                  case
                    when case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end < "executions"."started_at" then 0
                    else case
                      when "executions"."verdict" = 0
                      and "executions"."attempt" > 0
                      and "executions"."state" is null
                      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
                      else "executions"."finished_at"
                    end - "executions"."started_at"
                  end as duration,
                  case
                    when executions.sample_rate > 0
                    and executions.sample_rate < 1
                    and case
                      when "executions"."verdict" = 1 then true
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('COMPLETED')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then false
                      else false
                    end then 1 / executions.sample_rate
                    else 1
                  end as weight
                from
                  executions
                where
                  (
                    not (executions.standing > 0)
                    and executions.stale_at is not null
                    and (executions.sort_at) >= (
                      case
                        when (
                          select
                            count(*)
                          from
                            (
                              select
                                1
                              from
                                executions
                              where
                                (
                                  likelihood(executions.standing = 0, 0.99)
                                  and executions.stale_at >= cast(? as bigint)
                                )
                              order by
                                executions.stale_at
                              limit
                                251
                            ) as few
                        ) <= 250 then null
                        else -9007199254740991
                      end
                    )
                    and case
                      when "executions"."verdict" = 1 then false
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('RUNNING')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then true
                      else true
                    end
                  )
                order by
                  executions.sort_at desc,
                  executions.execution_id desc
                limit
                  2000
              ) as part2
          ) as executions
        order by
          executions.sort_at desc,
          executions.execution_id desc
        limit
          2000
      ) as executions
    group by
      flow_id,
      status
  )
select
  'looked' as fact,
  cast(
    case
      when not (
        coalesce(sum(count), 0) >= (
          select
            coalesce(sum(n), 0)
          from
            counted
        )
      )
      and (
        select
          coalesce(sum(n), 0)
        from
          counted
      ) < 10001 then 'more'
    end as text
  ) as name,
  cast(
    (
      select
        coalesce(sum(n), 0)
      from
        counted
    ) as bigint
  ) as count,
  cast(0 as double precision) as amount,
  cast(
    case
      when coalesce(sum(count), 0) >= (
        select
          coalesce(sum(n), 0)
        from
          counted
      ) then min(least)
      else (
        select
          executions.sort_at
        from
          (
            select
              *
            from
              (
                select
                  executions.*
                from
                  executions
                where
                  (
                    not (executions.standing > 0)
                    and executions.stale_at is null
                    and case
                      when "executions"."verdict" = 1 then false
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('RUNNING')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then true
                      else true
                    end
                  )
                order by
                  executions.sort_at asc,
                  executions.execution_id asc
                limit
                  1
              ) as part0
            union all
            select
              *
            from
              (
                select
                  executions.*
                from
                  (
                    select
                      executions.*
                    from
                      executions
                    where
                      (
                        likelihood(executions.standing = 0, 0.99)
                        and executions.stale_at >= cast(? as bigint)
                      )
                    order by
                      executions.stale_at
                    limit
                      case
                        when (
                          select
                            count(*)
                          from
                            (
                              select
                                1
                              from
                                executions
                              where
                                (
                                  likelihood(executions.standing = 0, 0.99)
                                  and executions.stale_at >= cast(? as bigint)
                                )
                              order by
                                executions.stale_at
                              limit
                                251
                            ) as few
                        ) <= 250 then 250
                        else 0
                      end
                  ) as executions
                where
                  case
                    when "executions"."verdict" = 1 then false
                    when "executions"."verdict" = 2 then false
                    when "executions"."verdict" = 3 then false
                    when "executions"."verdict" = 4 then false
                    when "executions"."attempt" = 0
                    or "executions"."verdict" = 5 then false
                    when "executions"."state" is not null then "executions"."state" in ('RUNNING')
                    when "executions"."stale_at" < cast(? as bigint) then false
                    when "executions"."attempt" > 1 then true
                    else true
                  end
                order by
                  executions.sort_at asc,
                  executions.execution_id asc
                limit
                  1
              ) as part1
            union all
            select
              *
            from
              (
                select
                  executions.*
                from
                  executions
                where
                  (
                    not (executions.standing > 0)
                    and executions.stale_at is not null
                    and (executions.sort_at) <= (
                      case
                        when (
                          select
                            count(*)
                          from
                            (
                              select
                                1
                              from
                                executions
                              where
                                (
                                  likelihood(executions.standing = 0, 0.99)
                                  and executions.stale_at >= cast(? as bigint)
                                )
                              order by
                                executions.stale_at
                              limit
                                251
                            ) as few
                        ) <= 250 then null
                        else 9007199254740991
                      end
                    )
                    and case
                      when "executions"."verdict" = 1 then false
                      when "executions"."verdict" = 2 then false
                      when "executions"."verdict" = 3 then false
                      when "executions"."verdict" = 4 then false
                      when "executions"."attempt" = 0
                      or "executions"."verdict" = 5 then false
                      when "executions"."state" is not null then "executions"."state" in ('RUNNING')
                      when "executions"."stale_at" < cast(? as bigint) then false
                      when "executions"."attempt" > 1 then true
                      else true
                    end
                  )
                order by
                  executions.sort_at asc,
                  executions.execution_id asc
                limit
                  1
              ) as part2
          ) as executions
        order by
          executions.sort_at asc,
          executions.execution_id asc
        limit
          1
      )
    end as bigint
  ) as least,
  cast(max(most) as bigint) as most
from
  looked
union all
select
  'status' as fact,
  cast(status as text) as name,
  cast(n as bigint) as count,
  cast(n as double precision) as amount,
  cast(null as bigint) as least,
  cast(null as bigint) as most
from
  counted
union all
select
  *
from
  (
    select
      'flow' as fact,
      cast(flow_id as text) as name,
      cast(coalesce(sum(count), 0) as bigint) as count,
      cast(
        sum(
          case status
            when 'FAILED' then count
            else 0
          end
        ) as double precision
      ) as amount,
      cast(null as bigint) as least,
      cast(null as bigint) as most
    from
      looked
    group by
      flow_id
    order by
      3 desc,
      2
    limit
      1000
  ) as flows
union all
select
  'durations' as fact,
  cast(string_agg (durations, ',') as text) as name,
  cast(null as bigint) as count,
  cast(null as double precision) as amount,
  cast(null as bigint) as least,
  cast(null as bigint) as most
from
  looked;

-- executions.tags
select
  execution_tags.execution_id as "executionId",
  execution_tags.tag
from
  (
    select
      value ->> 0 as "id"
    from
      json_each(?)
  ) as "keys"
  join execution_tags on execution_tags.execution_id = keys.id
order by
  execution_tags.tag
limit
  ?;

-- executions.usual
select
  keys.place as place,
  (
    select
      string_agg (cast(ms as text), ',')
    from
      (
        select
          *
        from
          (
            select
              case
                when executions.finished_at < executions.started_at then 0
                else executions.finished_at - executions.started_at
              end as ms
            from
              executions
            where
              executions.verdict = 1
              and (
                executions.flow_id = keys.flow
                and executions.step >= keys.step
                and (executions.step, executions.finished_at) < (keys.step, keys.began)
              )
            order by
              executions.flow_id desc,
              executions.step desc,
              executions.finished_at desc
            limit
              50
          ) as of_step
        union all
        select
          *
        from
          (
            select
              case
                when executions.finished_at < executions.started_at then 0
                else executions.finished_at - executions.started_at
              end as ms
            from
              executions
            where
              executions.verdict = 1
              and (
                keys.step is null
                and executions.flow_id = keys.flow
                and executions.step is null
                and executions.finished_at < keys.began
              )
            order by
              executions.flow_id desc,
              executions.step desc,
              executions.finished_at desc
            limit
              50
          ) as without_step
      ) as newest
  ) as durations
from
  (
    select
      value ->> 0 as "place",
      value ->> 1 as "flow",
      value ->> 2 as "step",
      value ->> 3 as "began"
    from
      json_each(?)
  ) as "keys";

