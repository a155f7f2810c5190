-- failures.buckets
select
  id,
  bucket,
  count(*) as count
from
  (
    select
      executions.failure_group as id,
      (executions.sort_at - cast(? as bigint)) * cast(? as bigint) / cast(? as bigint) as bucket
    from
      executions
    where
      (
        executions.failure_group is not null
        and case
          when executions.verdict in (2, 4) then true
          else false
        end
        and "executions"."failure_group" in (
          select
            value
          from
            json_each(?)
        )
        and executions.sort_at >= cast(? as bigint)
        and executions.sort_at <= cast(? as bigint)
      )
    limit
      100000
  ) as found
group by
  id,
  bucket;

-- failures.byIds
with
  found as materialized (
    select
      keys.id as id,
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
                and failure_bytes is distinct
              from
                coalesce(octet_length (error), 0)
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
          and executions.failure_group = keys.id
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
          and executions.failure_group = keys.id
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
              and executions.failure_group = keys.id
            limit
              ? + 1
          ) as counted
      ) as count
    from
      (
        select
          value ->> 0 as "id"
        from
          json_each(?)
      ) as "keys"
  )
select
  id,
  case
    when count < ? then count
    else ?
  end as count,
  "firstSeen",
  "lastSeen",
  case
    when count <= ?
    and behind = 0 then 1
    else 0
  end as exact
from
  found
where
  "lastSeen" is not null;

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
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- failures.flows
select
  id,
  flow,
  count(*) as count
from
  (
    select
      executions.failure_group as id,
      executions.flow_id as flow
    from
      executions
    where
      (
        executions.failure_group is not null
        and case
          when executions.verdict in (2, 4) then true
          else false
        end
        and "executions"."failure_group" in (
          select
            value
          from
            json_each(?)
        )
      )
    limit
      100000
  ) as found
group by
  id,
  flow
order by
  count(*) desc,
  flow;

-- failures.groupIds
select
  "executions"."execution_id" as "id",
  "executions"."failure_group" as "failureGroup"
from
  "executions"
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
  and executions.failure_group is not null
  and case
    when executions.verdict in (2, 4) then true
    else false
  end;

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
            and failure_bytes is distinct
          from
            coalesce(octet_length (error), 0)
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
          and executions.failure_group = counted.failure_group
        order by
          executions.failure_group asc,
          executions.sort_at asc
        limit
          1
      ) as "firstSeen",
      newest as "lastSeen",
      cast(null as bigint)
    from
      counted
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
            and "executions"."source" in (
              select
                value
              from
                json_each(?)
            )
            and "executions"."flow_id" = ?
            and "executions"."run_number" = ?
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
            and "executions"."sort_at" >= ?
            and "executions"."sort_at" <= ?
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
            and case
              when "executions"."flow_id" = ? then true
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
            and failure_bytes is distinct
          from
            coalesce(octet_length (error), 0)
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
          and executions.failure_group = counted.failure_group
        order by
          executions.failure_group asc,
          executions.sort_at asc
        limit
          1
      ) as "firstSeen",
      newest as "lastSeen",
      cast(null as bigint)
    from
      counted
    order by
      count desc,
      counted.failure_group
    limit
      10001
  ) as groups;

-- failures.lockRefill
select
  1 as free
where
  true;

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
      keys.id as id,
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
          and executions.failure_group = keys.id
          and executions.sort_at = keys."lastSeen"
        order by
          executions.execution_id desc
        limit
          1
      ) as execution_id
    from
      (
        select
          value ->> 0 as "id",
          value ->> 1 as "lastSeen"
        from
          json_each(?)
      ) as "keys"
  ) as found
  join executions on executions.execution_id = found.execution_id;

-- failures.nextUngrouped
select
  id
from
  (
    select
      *
    from
      (
        select
          execution_id as id
        from
          executions
        where
          verdict in (2, 4)
          and failure_bytes is distinct
        from
          coalesce(octet_length (error), 0)
        order by
          execution_id
        limit
          ?
      ) as ungrouped
    union all
    select
      *
    from
      (
        select
          executions.execution_id as id
        from
          executions
        where
          executions.failure_group is not null
          and case
            when executions.verdict in (2, 4) then true
            else false
          end
          and executions.failure_group < '1:'
        order by
          executions.failure_group
        limit
          ?
      ) as earlier
  ) as found
limit
  ?;

-- failures.nodeErrors
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  case
    when octet_length ("node_results"."error") > ? then '…'
    else "node_results"."error"
  end as error,
  case
    when octet_length ("node_results"."error") > ? then substr("node_results"."error", 1, 4096)
  end as head,
  case
    when octet_length ("node_results"."error") > ? then case
      when length("node_results"."error") > 4096 then substr("node_results"."error", length("node_results"."error") - 4096 + 1)
    end
  end as tail
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

-- failures.nodes
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  "node_results"."finished_at" as "finishedAt"
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
      ?
  )
order by
  coalesce("node_results"."finished_at", 4503599627370496) asc,
  "node_results"."node_id" asc
limit
  ?;

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
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt"
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
      (
        "executions"."parent_id" = parents."id"
        and case
          when "executions"."verdict" = 1 then false
          when "executions"."verdict" = 2 then true
          when "executions"."verdict" = 3 then false
          when "executions"."verdict" = 4 then true
          when "executions"."attempt" = 0
          or "executions"."verdict" = 5 then false
          when "executions"."state" is not null then "executions"."state" in ('FAILED', 'TIMED_OUT')
          when "executions"."stale_at" < cast(? as bigint) then true
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
          and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
          else "executions"."finished_at"
        end,
        4503599627370496
      ) asc,
      "executions"."execution_id" asc
    limit
      ?
  )
order by
  coalesce(
    case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end,
    4503599627370496
  ) asc,
  "executions"."execution_id" asc
limit
  ?;

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
    when "executions"."stale_at" < cast(? as bigint) then 'FAILED'
    when "executions"."attempt" > 1 then 'RUNNING'
    else 'RUNNING'
  end as "status",
  case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end as "finishedAt"
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
            when "executions"."stale_at" < cast(? as bigint) then true
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
          when "executions"."stale_at" < cast(? as bigint) then false
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
          and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
          else "executions"."finished_at"
        end,
        4503599627370496
      ) asc,
      "executions"."execution_id" asc
    limit
      ?
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
      when "executions"."stale_at" < cast(? as bigint) then false
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
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end,
    4503599627370496
  ) asc,
  "executions"."execution_id" asc
limit
  ?;

-- failures.rates
select
  keys.id as id,
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
          and executions.failure_group = keys.id
          and executions.sort_at >= ?
          and executions.sort_at <= ?
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
          and executions.failure_group = keys.id
          and executions.sort_at >= ?
          and executions.sort_at < ?
        limit
          10000
      ) as found
  ) as before
from
  (
    select
      value ->> 0 as "id"
    from
      json_each(?)
  ) as "keys";

