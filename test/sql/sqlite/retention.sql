-- retention.earlier
select
  found.flow,
  "executions"."sort_at" as "sortAt",
  "executions"."execution_id" as id
from
  (
    select
      places.flow as flow,
      (
        select
          "executions"."execution_id"
        from
          "executions"
        where
          "executions"."flow_id" >= places.flow
          and ("executions"."flow_id", executions.sort_at, executions.execution_id) < (places.flow, places."sortAt", places.id)
        order by
          "executions"."flow_id" desc,
          executions.sort_at desc,
          executions.execution_id desc
        limit
          1
        offset
          ?
      ) as id
    from
      (
        select
          value ->> 0 as "flow",
          value ->> 1 as "sortAt",
          value ->> 2 as "id"
        from
          json_each(?)
      ) as "places"
  ) as found
  join "executions" on "executions"."execution_id" = found.id;

-- retention.firstFlows
select
  flow_id as flow
from
  flows
order by
  flow_id
limit
  ?;

-- retention.lockDue
select
  "executions"."execution_id" as "id"
from
  "executions"
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
  and case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end <= case case
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
    end
    when 'COMPLETED' then cast(? as bigint)
    when 'FAILED' then cast(? as bigint)
    when 'CANCELLED' then cast(? as bigint)
    when 'TIMED_OUT' then cast(? as bigint)
  end
  and "executions"."sort_at" <= case case
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
    end
    when 'COMPLETED' then cast(? as bigint)
    when 'FAILED' then cast(? as bigint)
    when 'CANCELLED' then cast(? as bigint)
    when 'TIMED_OUT' then cast(? as bigint)
  end
order by
  "executions"."execution_id";

-- retention.nextOf, in its plainest shape
select
  stretches.key as "key",
  "executions"."execution_id" as "id",
  "executions"."sort_at" as "sortAt",
  case
    when case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end <= case case
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
      end
      when 'COMPLETED' then cast(? as bigint)
      when 'FAILED' then cast(? as bigint)
      when 'CANCELLED' then cast(? as bigint)
      when 'TIMED_OUT' then cast(? as bigint)
    end
    and "executions"."sort_at" <= case case
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
      end
      when 'COMPLETED' then cast(? as bigint)
      when 'FAILED' then cast(? as bigint)
      when 'CANCELLED' then cast(? as bigint)
      when 'TIMED_OUT' then cast(? as bigint)
    end then 1
    else 0
  end as "due",
  case
    when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
    else 0
  end as "inside"
from
  (
    select
      value ->> 0 as "key",
      value ->> 1 as "sortAt",
      value ->> 2 as "id",
      value ->> 3 as "untilSortAt",
      value ->> 4 as "untilId"
    from
      json_each(?)
  ) as "stretches"
  join "executions" on "executions".rowid in (
    select
      "executions".rowid
    from
      "executions"
    where
      (
        "executions"."standing" <= stretches.key
        and ("executions"."standing", executions.sort_at, executions.execution_id) > (stretches.key, stretches."sortAt", stretches.id)
      )
    order by
      "executions"."standing",
      executions.sort_at,
      executions.execution_id
    limit
      ?
  )
order by
  "executions"."standing",
  executions.sort_at,
  executions.execution_id;

-- retention.nextOf, with all that it may have
select
  stretches.key as "key",
  "executions"."execution_id" as "id",
  "executions"."sort_at" as "sortAt",
  case
    when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId")
    and case
      when "executions"."verdict" = 1 then true
      when "executions"."verdict" = 2 then true
      when "executions"."verdict" = 3 then true
      when "executions"."verdict" = 4 then true
      when "executions"."attempt" = 0
      or "executions"."verdict" = 5 then false
      when "executions"."state" is not null then "executions"."state" in ('COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT')
      when "executions"."stale_at" < cast(? as bigint) then true
      when "executions"."attempt" > 1 then false
      else false
    end
    and (
      case
        when "executions"."verdict" = 0
        and "executions"."attempt" > 0
        and "executions"."state" is null
        and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
        else "executions"."finished_at"
      end <= case case
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
        end
        when 'COMPLETED' then cast(? as bigint)
        when 'FAILED' then cast(? as bigint)
        when 'CANCELLED' then cast(? as bigint)
        when 'TIMED_OUT' then cast(? as bigint)
      end
      and "executions"."sort_at" <= case case
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
        end
        when 'COMPLETED' then cast(? as bigint)
        when 'FAILED' then cast(? as bigint)
        when 'CANCELLED' then cast(? as bigint)
        when 'TIMED_OUT' then cast(? as bigint)
      end
    ) is not true then 1
    else 0
  end as "due",
  case
    when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
    else 0
  end as "inside"
from
  (
    select
      value ->> 0 as "key",
      value ->> 1 as "sortAt",
      value ->> 2 as "id",
      value ->> 3 as "untilSortAt",
      value ->> 4 as "untilId"
    from
      json_each(?)
  ) as "stretches"
  join "executions" on "executions".rowid in (
    select
      "executions".rowid
    from
      "executions"
    where
      (
        "executions"."flow_id" <= stretches.key
        and ("executions"."flow_id", executions.sort_at, executions.execution_id) > (stretches.key, stretches."sortAt", stretches.id)
      )
    order by
      "executions"."flow_id",
      executions.sort_at,
      executions.execution_id
    limit
      ?
  )
order by
  "executions"."flow_id",
  executions.sort_at,
  executions.execution_id;

-- retention.previewAged
select
  key,
  sum(inside) as seen,
  sum(due) as due,
  min(
    case
      when due = 1 then "sortAt"
    end
  ) as oldest
from
  (
    select
      stretches.key as "key",
      "executions"."execution_id" as "id",
      "executions"."sort_at" as "sortAt",
      case
        when case
          when "executions"."verdict" = 0
          and "executions"."attempt" > 0
          and "executions"."state" is null
          and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
          else "executions"."finished_at"
        end <= case case
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
          end
          when 'COMPLETED' then cast(? as bigint)
          when 'FAILED' then cast(? as bigint)
          when 'CANCELLED' then cast(? as bigint)
          when 'TIMED_OUT' then cast(? as bigint)
        end
        and "executions"."sort_at" <= case case
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
          end
          when 'COMPLETED' then cast(? as bigint)
          when 'FAILED' then cast(? as bigint)
          when 'CANCELLED' then cast(? as bigint)
          when 'TIMED_OUT' then cast(? as bigint)
        end then 1
        else 0
      end as "due",
      case
        when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
        else 0
      end as "inside"
    from
      (
        select
          value ->> 0 as "key",
          value ->> 1 as "sortAt",
          value ->> 2 as "id",
          value ->> 3 as "untilSortAt",
          value ->> 4 as "untilId"
        from
          json_each(?)
      ) as "stretches"
      join "executions" on "executions".rowid in (
        select
          "executions".rowid
        from
          "executions"
        where
          (
            "executions"."standing" <= stretches.key
            and ("executions"."standing", executions.sort_at, executions.execution_id) > (stretches.key, stretches."sortAt", stretches.id)
          )
        order by
          "executions"."standing",
          executions.sort_at,
          executions.execution_id
        limit
          ?
      )
  ) as aged
group by
  key;

-- retention.previewCrowded
select
  null as key,
  count(*) as seen,
  coalesce(sum(due), 0) as due,
  min(
    case
      when due = 1 then "sortAt"
    end
  ) as oldest
from
  (
    select
      stretches.key as "key",
      "executions"."execution_id" as "id",
      "executions"."sort_at" as "sortAt",
      case
        when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId")
        and case
          when "executions"."verdict" = 1 then true
          when "executions"."verdict" = 2 then true
          when "executions"."verdict" = 3 then true
          when "executions"."verdict" = 4 then true
          when "executions"."attempt" = 0
          or "executions"."verdict" = 5 then false
          when "executions"."state" is not null then "executions"."state" in ('COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT')
          when "executions"."stale_at" < cast(? as bigint) then true
          when "executions"."attempt" > 1 then false
          else false
        end
        and (
          case
            when "executions"."verdict" = 0
            and "executions"."attempt" > 0
            and "executions"."state" is null
            and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
            else "executions"."finished_at"
          end <= case case
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
            end
            when 'COMPLETED' then cast(? as bigint)
            when 'FAILED' then cast(? as bigint)
            when 'CANCELLED' then cast(? as bigint)
            when 'TIMED_OUT' then cast(? as bigint)
          end
          and "executions"."sort_at" <= case case
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
            end
            when 'COMPLETED' then cast(? as bigint)
            when 'FAILED' then cast(? as bigint)
            when 'CANCELLED' then cast(? as bigint)
            when 'TIMED_OUT' then cast(? as bigint)
          end
        ) is not true then 1
        else 0
      end as "due",
      case
        when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
        else 0
      end as "inside"
    from
      (
        select
          value ->> 0 as "key",
          value ->> 1 as "sortAt",
          value ->> 2 as "id",
          value ->> 3 as "untilSortAt",
          value ->> 4 as "untilId"
        from
          json_each(?)
      ) as "stretches"
      join "executions" on "executions".rowid in (
        select
          "executions".rowid
        from
          "executions"
        where
          (
            "executions"."flow_id" <= stretches.key
            and ("executions"."flow_id", executions.sort_at, executions.execution_id) > (stretches.key, stretches."sortAt", stretches.id)
            and ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId")
          )
        order by
          "executions"."flow_id",
          executions.sort_at,
          executions.execution_id
        limit
          ? + 1
      )
    limit
      ? + 1
  ) as crowded;

