-- failures.errors
select
  "executions"."execution_id" as "id",
  substr("executions"."error", 1, 4096) as head,
  case
    when length("executions"."error") > 4096 then substr("executions"."error", length("executions"."error") - 4096 + 1)
  end as tail
from
  executions
where
  "executions"."execution_id" = any ($1::text[]);

-- failures.nodeErrors
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  case
    when octet_length("node_results"."error") > $1 then '…'
    else "node_results"."error"
  end as error,
  case
    when octet_length("node_results"."error") > $2 then substr("node_results"."error", 1, 4096)
  end as head,
  case
    when octet_length("node_results"."error") > $3 then case
      when length("node_results"."error") > 4096 then substr("node_results"."error", length("node_results"."error") - 4096 + 1)
    end
  end as tail
from
  unnest($4::text[], $5::text[], $6::bigint[]) as "keys" ("id", "nodeId", "attempt")
  join node_results on node_results.execution_id = keys.id
  and "node_results"."node_id" = keys."nodeId"
  and "node_results"."attempt" = keys.attempt;

-- failures.nodes
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  "node_results"."finished_at" as "finishedAt"
from
  unnest($1::text[]) as "parents" ("id")
  cross join lateral (
    select
      "node_results".*
    from
      node_results
    where
      (
        node_results.execution_id = parents.id
        and "node_results"."status" = 'FAILED'
        and "node_results"."attempt" = (
          select
            max(other.attempt)
          from
            "node_results" as other
          where
            other.execution_id = "node_results"."execution_id"
            and other.node_id = "node_results"."node_id"
        )
      )
    order by
      coalesce("node_results"."finished_at", 4503599627370496) asc,
      "node_results"."node_id" asc
    limit
      $2
  ) as "node_results"
order by
  coalesce("node_results"."finished_at", 4503599627370496) asc,
  "node_results"."node_id" asc
limit
  $3;

-- failures.ofParent
select
  "executions"."execution_id" as "id",
  "executions"."parent_id" as "parentId",
  "executions"."flow_id" as "flow",
  "executions"."step" as "step",
  "executions"."node_count" as "nodeCount",
  "executions"."dag_hash" as "dagHash",
  "executions"."run_number" as "runNumber",
  "executions"."attempt" as "attempt",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast($1 as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($2 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt"
from
  unnest($3::text[]) as "parents" ("id")
  cross join lateral (
    select
      "executions".*
    from
      executions
    where
      (
        "executions"."parent_id" = parents."id"
        and case
          when "executions"."verdict" = 1 then false
          when "executions"."verdict" = 2 then true
          when "executions"."verdict" = 3 then false
          when "executions"."verdict" = 4 then true
          when "executions"."attempt" = 0 then false
          when "executions"."state" is not null then "executions"."state" in ('FAILED', 'TIMED_OUT')
          when "executions"."stale_at" < cast($4 as bigint) then true
          when "executions"."attempt" > 1 then false
          else false
        end
      )
    order by
      coalesce(
        case
          when "executions"."verdict" = 0
          and "executions"."attempt" > 0
          and "executions"."state" is null
          and "executions"."stale_at" < cast($5 as bigint) then "executions"."heartbeat_at"
          else "executions"."finished_at"
        end,
        4503599627370496
      ) asc,
      "executions"."execution_id" asc
    limit
      $6
  ) as "executions"
order by
  coalesce(
    case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($7 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end,
    4503599627370496
  ) asc,
  "executions"."execution_id" asc
limit
  $8;

-- failures.ofRun
select
  "executions"."execution_id" as "id",
  "executions"."parent_id" as "parentId",
  "executions"."flow_id" as "flow",
  "executions"."step" as "step",
  "executions"."node_count" as "nodeCount",
  "executions"."dag_hash" as "dagHash",
  "executions"."run_number" as "runNumber",
  "executions"."attempt" as "attempt",
  case
    when "executions"."verdict" = 1 then 'COMPLETED'
    when "executions"."verdict" = 2 then 'FAILED'
    when "executions"."verdict" = 3 then 'CANCELLED'
    when "executions"."verdict" = 4 then 'TIMED_OUT'
    when "executions"."attempt" = 0 then 'PENDING'
    when "executions"."state" is not null then "executions"."state"
    when "executions"."stale_at" < cast($1 as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($2 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt"
from
  unnest($3::text[], $4::bigint[]) as "parents" ("flow", "number")
  cross join lateral (
    select
      "executions".*
    from
      executions
    where
      (
        (
          "executions"."flow_id" = parents."flow"
          and "executions"."run_number" = parents."number"
        )
        and case
          when "executions"."verdict" = 1 then false
          when "executions"."verdict" = 2 then true
          when "executions"."verdict" = 3 then true
          when "executions"."verdict" = 4 then true
          when "executions"."attempt" = 0 then false
          when "executions"."state" is not null then "executions"."state" in ('FAILED', 'TIMED_OUT', 'CANCELLED')
          when "executions"."stale_at" < cast($5 as bigint) then true
          when "executions"."attempt" > 1 then false
          else false
        end
      )
    order by
      case
        when case
          when "executions"."verdict" = 1 then false
          when "executions"."verdict" = 2 then false
          when "executions"."verdict" = 3 then true
          when "executions"."verdict" = 4 then false
          when "executions"."attempt" = 0 then false
          when "executions"."state" is not null then "executions"."state" in ('CANCELLED')
          when "executions"."stale_at" < cast($6 as bigint) then false
          when "executions"."attempt" > 1 then false
          else false
        end then 1
        else 0
      end asc,
      coalesce(
        case
          when "executions"."verdict" = 0
          and "executions"."attempt" > 0
          and "executions"."state" is null
          and "executions"."stale_at" < cast($7 as bigint) then "executions"."heartbeat_at"
          else "executions"."finished_at"
        end,
        4503599627370496
      ) asc,
      "executions"."execution_id" asc
    limit
      $8
  ) as "executions"
order by
  case
    when case
      when "executions"."verdict" = 1 then false
      when "executions"."verdict" = 2 then false
      when "executions"."verdict" = 3 then true
      when "executions"."verdict" = 4 then false
      when "executions"."attempt" = 0 then false
      when "executions"."state" is not null then "executions"."state" in ('CANCELLED')
      when "executions"."stale_at" < cast($9 as bigint) then false
      when "executions"."attempt" > 1 then false
      else false
    end then 1
    else 0
  end asc,
  coalesce(
    case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast($10 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end,
    4503599627370496
  ) asc,
  "executions"."execution_id" asc
limit
  $11;

