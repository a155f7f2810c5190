-- following.executions
with
  keys as materialized (
    select
      *
    from
      (
        select
          *
        from
          (
            select
              "executions"."execution_id" as "changedKey"
            from
              "executions"
            where
              "executions"."changed" is not null
              and "executions"."changed" >= pg_snapshot_xmax($1::text::pg_snapshot)
              and "executions"."changed" < pg_snapshot_xmax(pg_current_snapshot())
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              "executions"."execution_id" as "changedKey"
            from
              pg_snapshot_xip($2::text::pg_snapshot) as open (number)
              cross join "executions"
            where
              "executions"."changed" is not null
              and "executions"."changed" >= open.number
              and "executions"."changed" <= open.number
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              coalesce(listed.value, "touched"."key") as "changedKey"
            from
              "touched"
              left join lateral json_array_elements_text(cast("touched"."keys" as json)) as listed (value) on true
            where
              "touched"."kind" = 'executions'
              and "touched"."changed" >= pg_snapshot_xmax($3::text::pg_snapshot)
              and "touched"."changed" < pg_snapshot_xmax(pg_current_snapshot())
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              coalesce(listed.value, "touched"."key") as "changedKey"
            from
              pg_snapshot_xip($4::text::pg_snapshot) as open (number)
              cross join "touched"
              left join lateral json_array_elements_text(cast("touched"."keys" as json)) as listed (value) on true
            where
              "touched"."kind" = 'executions'
              and "touched"."changed" >= open.number
              and "touched"."changed" <= open.number
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              "executions"."execution_id" as "changedKey"
            from
              "executions"
            where
              "executions"."standing" = 0
              and "executions"."stale_at" >= $5
              and "executions"."stale_at" < $6
            order by
              "executions"."stale_at"
            limit
              5001
          ) as branch
      ) as found
    limit
      5001
  )
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
    when octet_length("executions"."error") > $7 then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($8 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($9 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($10 as bigint) then "executions"."heartbeat_at"
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
    when "executions"."stale_at" < cast($11 as bigint) then 'FAILED'
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
    when "executions"."stale_at" < cast($12 as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason",
  meta.*,
  keys."changedKey",
  case
    when "executions"."execution_id" is null then 0
    else 1
  end as "isThere"
from
  (
    select
      pg_current_snapshot()::text as "position",
      (
        select
          "executions"."stale_at" + 1
        from
          "executions"
        where
          "executions"."standing" = 0
          and "executions"."stale_at" >= cast($13 as bigint)
        order by
          "executions"."stale_at"
        limit
          1
      ) as "due0",
      (
        select
          count(*)
        from
          keys
      ) as "changedCount"
  ) as meta
  left join keys on meta."changedCount" < 5001
  left join lateral (
    select
      "executions".*
    from
      "executions"
    where
      "executions"."execution_id" = keys."changedKey"
    limit
      1
  ) as "executions" on true;

-- following.executionsFrom
select
  pg_current_snapshot()::text as "position",
  (
    select
      "executions"."stale_at" + 1
    from
      "executions"
    where
      "executions"."standing" = 0
      and "executions"."stale_at" >= cast($1 as bigint)
    order by
      "executions"."stale_at"
    limit
      1
  ) as "due0";

-- following.runs
with
  keys as materialized (
    select
      *
    from
      (
        select
          *
        from
          (
            select
              "runs"."flow_id" as "changedKey",
              "runs"."number" as "changedNumber"
            from
              "runs"
            where
              "runs"."changed" is not null
              and "runs"."changed" >= pg_snapshot_xmax($1::text::pg_snapshot)
              and "runs"."changed" < pg_snapshot_xmax(pg_current_snapshot())
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              "runs"."flow_id" as "changedKey",
              "runs"."number" as "changedNumber"
            from
              pg_snapshot_xip($2::text::pg_snapshot) as open (number)
              cross join "runs"
            where
              "runs"."changed" is not null
              and "runs"."changed" >= open.number
              and "runs"."changed" <= open.number
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              "touched"."key" as "changedKey",
              "touched"."number" as "changedNumber"
            from
              "touched"
            where
              "touched"."kind" = 'runs'
              and "touched"."changed" >= pg_snapshot_xmax($3::text::pg_snapshot)
              and "touched"."changed" < pg_snapshot_xmax(pg_current_snapshot())
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              "touched"."key" as "changedKey",
              "touched"."number" as "changedNumber"
            from
              pg_snapshot_xip($4::text::pg_snapshot) as open (number)
              cross join "touched"
            where
              "touched"."kind" = 'runs'
              and "touched"."changed" >= open.number
              and "touched"."changed" <= open.number
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              "runs"."flow_id" as "changedKey",
              "runs"."number" as "changedNumber"
            from
              "runs"
            where
              "runs"."end_ok" is null
              and "runs"."heartbeat_at" >= cast($5 as bigint) - 360000
              and "runs"."heartbeat_at" < cast($6 as bigint) - 360000
            order by
              "runs"."heartbeat_at"
            limit
              5001
          ) as branch
        union
        select
          *
        from
          (
            select
              "runs"."flow_id" as "changedKey",
              "runs"."number" as "changedNumber"
            from
              "runs"
            where
              "runs"."end_ok" is null
              and "runs"."heartbeat_at" > cast($7 as bigint) + 360000
              and "runs"."heartbeat_at" <= cast($8 as bigint) + 360000
            order by
              "runs"."heartbeat_at"
            limit
              5001
          ) as branch
      ) as found
    limit
      5001
  )
select
  "runs"."flow_id" as "flow",
  "runs"."number" as "number",
  "runs"."name" as "name",
  "runs"."user_name" as "user",
  "runs"."started_at" as "startedAt",
  "runs"."heartbeat_at" as "heartbeatAt",
  "runs"."dag_hash" as "dagHash",
  "runs"."version" as "version",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
    when runs.end_ok = 1 then 'COMPLETED'
    when runs.end_ok = 0 then 'FAILED'
    when runs.heartbeat_at between cast($9 as bigint) - 360000 and cast($10 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($11 as bigint) - 360000 and cast($12 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($13 as bigint) - 360000 and cast($14 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($15 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($16 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($17 as bigint) - 360000 and cast($18 as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale",
  meta.*,
  keys."changedKey",
  keys."changedNumber",
  case
    when "runs"."flow_id" is null then 0
    else 1
  end as "isThere"
from
  (
    select
      pg_current_snapshot()::text as "position",
      (
        select
          "runs"."heartbeat_at" + 360000 + 1
        from
          "runs"
        where
          "runs"."end_ok" is null
          and "runs"."heartbeat_at" >= cast($19 as bigint) - 360000
        order by
          "runs"."heartbeat_at"
        limit
          1
      ) as "due0",
      (
        select
          "runs"."heartbeat_at" - 360000
        from
          "runs"
        where
          "runs"."end_ok" is null
          and "runs"."heartbeat_at" > cast($20 as bigint) + 360000
        order by
          "runs"."heartbeat_at"
        limit
          1
      ) as "due1",
      (
        select
          count(*)
        from
          keys
      ) as "changedCount"
  ) as meta
  left join keys on meta."changedCount" < 5001
  left join lateral (
    select
      "runs".*
    from
      "runs"
    where
      "runs"."flow_id" = keys."changedKey"
      and "runs"."number" = keys."changedNumber"
    limit
      1
  ) as "runs" on true;

-- following.runsFrom
select
  pg_current_snapshot()::text as "position",
  (
    select
      "runs"."heartbeat_at" + 360000 + 1
    from
      "runs"
    where
      "runs"."end_ok" is null
      and "runs"."heartbeat_at" >= cast($1 as bigint) - 360000
    order by
      "runs"."heartbeat_at"
    limit
      1
  ) as "due0",
  (
    select
      "runs"."heartbeat_at" - 360000
    from
      "runs"
    where
      "runs"."end_ok" is null
      and "runs"."heartbeat_at" > cast($2 as bigint) + 360000
    order by
      "runs"."heartbeat_at"
    limit
      1
  ) as "due1";

