-- failures.byIds
with
  found as materialized (
    select
      ($2::text[]) [1] as id,
      case
        when exists (
          select
            1
          from
            (
              select
                execution_id
              from
                executions
              where
                verdict in (2, 4)
                and failure_bytes is distinct from coalesce(octet_length(error), 0)
              order by
                execution_id
              limit
                1
            ) as ungrouped
        ) then 1
        when exists (
          select
            1
          from
            (
              select
                failure_group
              from
                executions
              where
                executions.failure_group is not null
                and case
                  when executions.verdict in (2, 4) then true
                  else false
                end
                and failure_group < '1:'
              order by
                failure_group
              limit
                1
            ) as earlier
        ) then 1
        else 0
      end as behind,
      (
        select
          executions.sort_at
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group = ($2::text[]) [1]
        order by
          executions.failure_group asc,
          executions.sort_at asc
        limit
          1
      ) as "firstSeen",
      (
        select
          executions.sort_at
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group = ($2::text[]) [1]
        order by
          executions.failure_group desc,
          executions.sort_at desc
        limit
          1
      ) as "lastSeen",
      (
        select
          count(*)
        from
          (
            select
              1
            from
              executions
            where
              executions.failure_group is not null
              and case
                when executions.verdict in (2, 4) then true
                else false
              end
              and executions.failure_group = ($2::text[]) [1]
            limit
              $1 + 1
          ) as counted
      ) as count
    from
      unnest($2::text[]) as "keys" ("id")
  )
select
  id,
  case
    when count < $3 then count
    else $4
  end as count,
  "firstSeen",
  "lastSeen",
  case
    when count <= $5
    and behind = 0 then 1
    else 0
  end as exact
from
  found
where
  "lastSeen" is not null;

-- failures.groups, in its plainest shape
with
  counted as materialized (
    select
      failure_group,
      count(*) as count,
      max(sort_at) as newest,
      min(sort_at) as oldest
    from
      (
        select
          executions.failure_group,
          executions.sort_at
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
        order by
          executions.sort_at desc
        limit
          100001
      ) as looked
    group by
      failure_group
  ),
  summed as (
    select
      coalesce(sum(count), 0) as count,
      min(oldest) as oldest
    from
      counted
  )
select
  cast(null as text) as id,
  count,
  oldest as "firstSeen",
  cast(null as bigint) as "lastSeen",
  case
    when exists (
      select
        1
      from
        (
          select
            execution_id
          from
            executions
          where
            verdict in (2, 4)
            and failure_bytes is distinct from coalesce(octet_length(error), 0)
          order by
            execution_id
          limit
            1
        ) as ungrouped
    ) then 1
    when exists (
      select
        1
      from
        (
          select
            failure_group
          from
            executions
          where
            executions.failure_group is not null
            and case
              when executions.verdict in (2, 4) then true
              else false
            end
            and failure_group < '1:'
          order by
            failure_group
          limit
            1
        ) as earlier
    ) then 1
    else 0
  end as behind
from
  summed
union all
select
  *
from
  (
    select
      counted.failure_group,
      count,
      seen.at as "firstSeen",
      newest as "lastSeen",
      cast(null as bigint)
    from
      counted
      join (
        select
          executions.failure_group,
          min(executions.sort_at) as at
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group in (
            select
              counted.failure_group
            from
              counted
          )
        group by
          executions.failure_group
      ) as seen on seen.failure_group = counted.failure_group
    order by
      count desc,
      counted.failure_group
    limit
      10001
  ) as groups;

-- failures.groups, with all that it may have
with
  counted as materialized (
    select
      failure_group,
      count(*) as count,
      max(sort_at) as newest,
      min(sort_at) as oldest
    from
      (
        select
          executions.failure_group,
          executions.sort_at
        from
          executions
        where
          (
            executions.failure_group is not null
            and case
              when executions.verdict in (2, 4) then true
              else false
            end
            and "executions"."source" = any ($1::text[])
            and "executions"."flow_id" = $2
            and "executions"."run_number" = $3
            and "executions"."parent_id" = $4
            and executions.failure_group is not null
            and case
              when executions.verdict in (2, 4) then true
              else false
            end
            and case
              when "executions"."failure_group" = any ($5::text[]) then true
              else false
            end
            and executions.script_path = $6
            and case
              when executions.script_path >= $7
              and executions.script_path < $8 then true
              else false
            end
            and replace(executions.script_path, $9, '') <> executions.script_path
            and replace(executions.error, $10, '') <> executions.error
            and (
              select
                count(*)
              from
                execution_tags
              where
                execution_tags.execution_id = executions.execution_id
                and "execution_tags"."tag" = any ($11::text[])
            ) > 0
            and (
              select
                count(*)
              from
                execution_tags
              where
                execution_tags.execution_id = executions.execution_id
                and "execution_tags"."tag" = any ($12::text[])
            ) = $13
            and "executions"."sort_at" >= $14
            and "executions"."sort_at" <= $15
            and case
              when case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast($16 as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end < "executions"."started_at" then 0
              else case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast($17 as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end - "executions"."started_at"
            end >= $18
            and case
              when case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast($19 as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end < "executions"."started_at" then 0
              else case
                when "executions"."verdict" = 0
                and "executions"."attempt" > 0
                and "executions"."state" is null
                and "executions"."stale_at" < cast($20 as bigint) then "executions"."heartbeat_at"
                else "executions"."finished_at"
              end - "executions"."started_at"
            end <= $21
            and case
              when "executions"."verdict" = 1 then false
              when "executions"."verdict" = 2 then true
              when "executions"."verdict" = 3 then false
              when "executions"."verdict" = 4 then false
              when "executions"."attempt" = 0
              or "executions"."verdict" = 5 then false
              when "executions"."state" is not null then "executions"."state" in ('FAILED')
              when "executions"."stale_at" < cast($22 as bigint) then true
              when "executions"."attempt" > 1 then false
              else false
            end
            and case
              when "executions"."flow_id" = $23 then true
              else false
            end
          )
        order by
          executions.sort_at desc
        limit
          100001
      ) as looked
    group by
      failure_group
  ),
  summed as (
    select
      coalesce(sum(count), 0) as count,
      min(oldest) as oldest
    from
      counted
  )
select
  cast(null as text) as id,
  count,
  oldest as "firstSeen",
  cast(null as bigint) as "lastSeen",
  case
    when exists (
      select
        1
      from
        (
          select
            execution_id
          from
            executions
          where
            verdict in (2, 4)
            and failure_bytes is distinct from coalesce(octet_length(error), 0)
          order by
            execution_id
          limit
            1
        ) as ungrouped
    ) then 1
    when exists (
      select
        1
      from
        (
          select
            failure_group
          from
            executions
          where
            executions.failure_group is not null
            and case
              when executions.verdict in (2, 4) then true
              else false
            end
            and failure_group < '1:'
          order by
            failure_group
          limit
            1
        ) as earlier
    ) then 1
    else 0
  end as behind
from
  summed
union all
select
  *
from
  (
    select
      counted.failure_group,
      count,
      seen.at as "firstSeen",
      newest as "lastSeen",
      cast(null as bigint)
    from
      counted
      join (
        select
          executions.failure_group,
          min(executions.sort_at) as at
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group in (
            select
              counted.failure_group
            from
              counted
          )
        group by
          executions.failure_group
      ) as seen on seen.failure_group = counted.failure_group
    order by
      count desc,
      counted.failure_group
    limit
      10001
  ) as groups;

-- failures.newest
select
  found.id,
  executions.execution_id as "executionId",
  substr(executions.error, 1, 8192) as error,
  (
    select
      substr(failed.error, 1, 8192)
    from
      node_results failed
    where
      failed.execution_id = executions.execution_id
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
  (
    select
      ($1::text[]) [1] as id,
      (
        select
          executions.execution_id
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group = ($1::text[]) [1]
          and executions.sort_at = ($2::bigint[]) [1]
        order by
          executions.execution_id desc
        limit
          1
      ) as execution_id
    from
      unnest($1::text[], $2::bigint[]) as "keys" ("id", "lastSeen")
  ) as found
  join executions on executions.execution_id = found.execution_id;

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
  join node_results on (
    node_results.execution_id = keys.id
    and node_results.execution_id = any ($7::text[])
  )
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
        (
          node_results.execution_id = ($1::text[]) [1]
          and node_results.execution_id = any ($2::text[])
        )
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
      $3
  ) as "node_results"
order by
  coalesce("node_results"."finished_at", 4503599627370496) asc,
  "node_results"."node_id" asc
limit
  $4;

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
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
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
        "executions"."parent_id" = ($3::text[]) [1]
        and case
          when "executions"."verdict" = 1 then false
          when "executions"."verdict" = 2 then true
          when "executions"."verdict" = 3 then false
          when "executions"."verdict" = 4 then true
          when "executions"."attempt" = 0
          or "executions"."verdict" = 5 then false
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
    when "executions"."attempt" = 0
    or "executions"."verdict" = 5 then 'PENDING'
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
        "executions"."flow_id" = ($3::text[]) [1]
        and "executions"."run_number" = ($4::bigint[]) [1]
        and (
          executions.verdict <> 1
          and case
            when "executions"."verdict" = 1 then false
            when "executions"."verdict" = 2 then true
            when "executions"."verdict" = 3 then true
            when "executions"."verdict" = 4 then true
            when "executions"."attempt" = 0
            or "executions"."verdict" = 5 then false
            when "executions"."state" is not null then "executions"."state" in ('FAILED', 'TIMED_OUT', 'CANCELLED')
            when "executions"."stale_at" < cast($5 as bigint) then true
            when "executions"."attempt" > 1 then false
            else false
          end
        )
      )
    order by
      case
        when case
          when "executions"."verdict" = 1 then false
          when "executions"."verdict" = 2 then false
          when "executions"."verdict" = 3 then true
          when "executions"."verdict" = 4 then false
          when "executions"."attempt" = 0
          or "executions"."verdict" = 5 then false
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
      when "executions"."attempt" = 0
      or "executions"."verdict" = 5 then false
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

-- failures.rates
select
  ($5::text[]) [1] as id,
  (
    select
      count(*)
    from
      (
        select
          1
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group = ($5::text[]) [1]
          and executions.sort_at >= $1
          and executions.sort_at <= $2
        limit
          10000
      ) as found
  ) as recent,
  (
    select
      count(*)
    from
      (
        select
          1
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group = ($5::text[]) [1]
          and executions.sort_at >= $3
          and executions.sort_at < $4
        limit
          10000
      ) as found
  ) as before
from
  unnest($5::text[]) as "keys" ("id");

