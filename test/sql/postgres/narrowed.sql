-- narrowed.executions.byIds, in its plainest shape
with
  "executions" as not materialized (
    select
      *
    from
      "executions" as "executions"
    where
      case
        when "executions"."flow_id" = $1 then true
        else false
      end
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
    when octet_length("executions"."error") > $2 then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($3 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($4 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($5 as bigint) then "executions"."heartbeat_at"
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
    when "executions"."stale_at" < cast($6 as bigint) then 'FAILED'
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
    when "executions"."stale_at" < cast($7 as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  executions
where
  "executions"."execution_id" = any ($8::text[]);

-- narrowed.executions.byIds, with all that it may have
with
  "executions" as not materialized (
    select
      *
    from
      "executions" as "executions"
    where
      case
        when "executions"."flow_id" = any ($1::text[])
        or (
          "executions"."flow_id" >= $2
          and "executions"."flow_id" < $3
        ) then true
        else false
      end
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
    when octet_length("executions"."error") > $4 then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($5 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($6 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($7 as bigint) then "executions"."heartbeat_at"
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
    when "executions"."stale_at" < cast($8 as bigint) then 'FAILED'
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
    when "executions"."stale_at" < cast($9 as bigint) then 'HEARTBEAT_STALE'
    when "executions"."attempt" > 1 then 'RETRYING'
    else 'ATTEMPT_STARTED'
  end as "statusReason"
from
  executions
where
  "executions"."execution_id" = any ($10::text[]);

-- narrowed.executions.list, in its plainest shape
with
  "executions" as not materialized (
    select
      *
    from
      "executions" as "executions"
    where
      ("executions"."flow_id" = $1)
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
    when octet_length("executions"."error") > $2 then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($3 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($4 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($5 as bigint) then "executions"."heartbeat_at"
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
    when "executions"."stale_at" < cast($6 as bigint) then 'FAILED'
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
    when "executions"."stale_at" < cast($7 as bigint) then 'HEARTBEAT_STALE'
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
  $8;

-- narrowed.executions.list, with all that it may have
with
  "executions" as not materialized (
    select
      *
    from
      "executions" as "executions"
    where
      (
        "executions"."flow_id" = any ($1::text[])
        or (
          "executions"."flow_id" >= $2
          and "executions"."flow_id" < $3
        )
      )
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
    when octet_length("executions"."error") > $4 then '…'
    else "executions"."error"
  end as "error",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($5 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($6 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end < "executions"."started_at" then 0
    else case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($7 as bigint) then "executions"."heartbeat_at"
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
    when "executions"."stale_at" < cast($8 as bigint) then 'FAILED'
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
    when "executions"."stale_at" < cast($9 as bigint) then 'HEARTBEAT_STALE'
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
  $10;

-- narrowed.runs.counts, in its plainest shape
with
  "runs" as not materialized (
    select
      *
    from
      "runs" as "runs"
    where
      ("runs"."flow_id" = $1)
  )
select
  status,
  sum(count) as count,
  case
    when sum(count) < $2 then 0
    else 1
  end as stopped
from
  (
    select
      'COMPLETED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.outcome = 1
        limit
          $3
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.outcome = 2
        limit
          $4
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at <= cast($5 as bigint) - 360000 - 1
        limit
          $6
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at >= cast($7 as bigint) + 360000 + 1
        limit
          $8
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at is null
        limit
          $9
      ) as part
    union all
    select
      'RUNNING' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.outcome = 3
        limit
          $10
      ) as part
    union all
    select
      'RUNNING' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at between cast($11 as bigint) - 360000 and cast($12 as bigint) + 360000
        limit
          $13
      ) as part
  ) as parts
group by
  status;

-- narrowed.runs.counts, with all that it may have
with
  "runs" as not materialized (
    select
      *
    from
      "runs" as "runs"
    where
      (
        "runs"."flow_id" = any ($1::text[])
        or (
          "runs"."flow_id" >= $2
          and "runs"."flow_id" < $3
        )
      )
  )
select
  status,
  sum(count) as count,
  case
    when sum(count) < $4 then 0
    else 1
  end as stopped
from
  (
    select
      'COMPLETED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.outcome = 1
        limit
          $5
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.outcome = 2
        limit
          $6
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at <= cast($7 as bigint) - 360000 - 1
        limit
          $8
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at >= cast($9 as bigint) + 360000 + 1
        limit
          $10
      ) as part
    union all
    select
      'FAILED' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at is null
        limit
          $11
      ) as part
    union all
    select
      'RUNNING' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.outcome = 3
        limit
          $12
      ) as part
    union all
    select
      'RUNNING' as status,
      count(*) as count
    from
      (
        select
          1
        from
          runs
        where
          runs.end_ok is null
          and runs.heartbeat_at between cast($13 as bigint) - 360000 and cast($14 as bigint) + 360000
        limit
          $15
      ) as part
  ) as parts
group by
  status;

