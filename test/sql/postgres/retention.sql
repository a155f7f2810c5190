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
          $1
      ) as id
    from
      unnest($2::text[], $3::bigint[], $4::text[]) as "places" ("flow", "sortAt", "id")
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
  $1;

-- retention.lockDue
select
  "executions"."execution_id" as "id"
from
  "executions"
where
  "executions"."execution_id" = any ($1::text[])
  and case
    when "executions"."verdict" = 0
    and "executions"."attempt" > 0
    and "executions"."state" is null
    and "executions"."stale_at" < cast($2 as bigint) then "executions"."heartbeat_at"
    else "executions"."finished_at"
  end <= case case
      when "executions"."verdict" = 1 then 'COMPLETED'
      when "executions"."verdict" = 2 then 'FAILED'
      when "executions"."verdict" = 3 then 'CANCELLED'
      when "executions"."verdict" = 4 then 'TIMED_OUT'
      when "executions"."attempt" = 0
      or "executions"."verdict" = 5 then 'PENDING'
      when "executions"."state" is not null then "executions"."state"
      when "executions"."stale_at" < cast($3 as bigint) then 'FAILED'
      when "executions"."attempt" > 1 then 'RUNNING'
      else 'RUNNING'
    end
    when 'COMPLETED' then cast($4 as bigint)
    when 'FAILED' then cast($5 as bigint)
    when 'CANCELLED' then cast($6 as bigint)
    when 'TIMED_OUT' then cast($7 as bigint)
  end
  and "executions"."sort_at" <= case case
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
    end
    when 'COMPLETED' then cast($9 as bigint)
    when 'FAILED' then cast($10 as bigint)
    when 'CANCELLED' then cast($11 as bigint)
    when 'TIMED_OUT' then cast($12 as bigint)
  end
order by
  "executions"."execution_id"
for update
  skip locked;

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
      and "executions"."stale_at" < cast($1 as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end <= case case
        when "executions"."verdict" = 1 then 'COMPLETED'
        when "executions"."verdict" = 2 then 'FAILED'
        when "executions"."verdict" = 3 then 'CANCELLED'
        when "executions"."verdict" = 4 then 'TIMED_OUT'
        when "executions"."attempt" = 0
        or "executions"."verdict" = 5 then 'PENDING'
        when "executions"."state" is not null then "executions"."state"
        when "executions"."stale_at" < cast($2 as bigint) then 'FAILED'
        when "executions"."attempt" > 1 then 'RUNNING'
        else 'RUNNING'
      end
      when 'COMPLETED' then cast($3 as bigint)
      when 'FAILED' then cast($4 as bigint)
      when 'CANCELLED' then cast($5 as bigint)
      when 'TIMED_OUT' then cast($6 as bigint)
    end
    and "executions"."sort_at" <= case case
        when "executions"."verdict" = 1 then 'COMPLETED'
        when "executions"."verdict" = 2 then 'FAILED'
        when "executions"."verdict" = 3 then 'CANCELLED'
        when "executions"."verdict" = 4 then 'TIMED_OUT'
        when "executions"."attempt" = 0
        or "executions"."verdict" = 5 then 'PENDING'
        when "executions"."state" is not null then "executions"."state"
        when "executions"."stale_at" < cast($7 as bigint) then 'FAILED'
        when "executions"."attempt" > 1 then 'RUNNING'
        else 'RUNNING'
      end
      when 'COMPLETED' then cast($8 as bigint)
      when 'FAILED' then cast($9 as bigint)
      when 'CANCELLED' then cast($10 as bigint)
      when 'TIMED_OUT' then cast($11 as bigint)
    end then 1
    else 0
  end as "due",
  case
    when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
    else 0
  end as "inside"
from
  unnest($12::bigint[], $13::bigint[], $14::text[], $15::bigint[], $16::text[]) as "stretches" ("key", "sortAt", "id", "untilSortAt", "untilId")
  cross join lateral (
    select
      "executions".*
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
      $17
  ) as "executions"
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
      when "executions"."stale_at" < cast($1 as bigint) then true
      when "executions"."attempt" > 1 then false
      else false
    end
    and (
      case
        when "executions"."verdict" = 0
        and "executions"."attempt" > 0
        and "executions"."state" is null
        and "executions"."stale_at" < cast($2 as bigint) then "executions"."heartbeat_at"
        else "executions"."finished_at"
      end <= case case
          when "executions"."verdict" = 1 then 'COMPLETED'
          when "executions"."verdict" = 2 then 'FAILED'
          when "executions"."verdict" = 3 then 'CANCELLED'
          when "executions"."verdict" = 4 then 'TIMED_OUT'
          when "executions"."attempt" = 0
          or "executions"."verdict" = 5 then 'PENDING'
          when "executions"."state" is not null then "executions"."state"
          when "executions"."stale_at" < cast($3 as bigint) then 'FAILED'
          when "executions"."attempt" > 1 then 'RUNNING'
          else 'RUNNING'
        end
        when 'COMPLETED' then cast($4 as bigint)
        when 'FAILED' then cast($5 as bigint)
        when 'CANCELLED' then cast($6 as bigint)
        when 'TIMED_OUT' then cast($7 as bigint)
      end
      and "executions"."sort_at" <= case case
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
        end
        when 'COMPLETED' then cast($9 as bigint)
        when 'FAILED' then cast($10 as bigint)
        when 'CANCELLED' then cast($11 as bigint)
        when 'TIMED_OUT' then cast($12 as bigint)
      end
    ) is not true then 1
    else 0
  end as "due",
  case
    when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
    else 0
  end as "inside"
from
  unnest($13::text[], $14::bigint[], $15::text[], $16::bigint[], $17::text[]) as "stretches" ("key", "sortAt", "id", "untilSortAt", "untilId")
  cross join lateral (
    select
      "executions".*
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
      $18
  ) as "executions"
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
          and "executions"."stale_at" < cast($1 as bigint) then "executions"."heartbeat_at"
          else "executions"."finished_at"
        end <= case case
            when "executions"."verdict" = 1 then 'COMPLETED'
            when "executions"."verdict" = 2 then 'FAILED'
            when "executions"."verdict" = 3 then 'CANCELLED'
            when "executions"."verdict" = 4 then 'TIMED_OUT'
            when "executions"."attempt" = 0
            or "executions"."verdict" = 5 then 'PENDING'
            when "executions"."state" is not null then "executions"."state"
            when "executions"."stale_at" < cast($2 as bigint) then 'FAILED'
            when "executions"."attempt" > 1 then 'RUNNING'
            else 'RUNNING'
          end
          when 'COMPLETED' then cast($3 as bigint)
          when 'FAILED' then cast($4 as bigint)
          when 'CANCELLED' then cast($5 as bigint)
          when 'TIMED_OUT' then cast($6 as bigint)
        end
        and "executions"."sort_at" <= case case
            when "executions"."verdict" = 1 then 'COMPLETED'
            when "executions"."verdict" = 2 then 'FAILED'
            when "executions"."verdict" = 3 then 'CANCELLED'
            when "executions"."verdict" = 4 then 'TIMED_OUT'
            when "executions"."attempt" = 0
            or "executions"."verdict" = 5 then 'PENDING'
            when "executions"."state" is not null then "executions"."state"
            when "executions"."stale_at" < cast($7 as bigint) then 'FAILED'
            when "executions"."attempt" > 1 then 'RUNNING'
            else 'RUNNING'
          end
          when 'COMPLETED' then cast($8 as bigint)
          when 'FAILED' then cast($9 as bigint)
          when 'CANCELLED' then cast($10 as bigint)
          when 'TIMED_OUT' then cast($11 as bigint)
        end then 1
        else 0
      end as "due",
      case
        when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
        else 0
      end as "inside"
    from
      unnest($12::bigint[], $13::bigint[], $14::text[], $15::bigint[], $16::text[]) as "stretches" ("key", "sortAt", "id", "untilSortAt", "untilId")
      cross join lateral (
        select
          "executions".*
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
          $17
      ) as "executions"
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
          when "executions"."stale_at" < cast($1 as bigint) then true
          when "executions"."attempt" > 1 then false
          else false
        end
        and (
          case
            when "executions"."verdict" = 0
            and "executions"."attempt" > 0
            and "executions"."state" is null
            and "executions"."stale_at" < cast($2 as bigint) then "executions"."heartbeat_at"
            else "executions"."finished_at"
          end <= case case
              when "executions"."verdict" = 1 then 'COMPLETED'
              when "executions"."verdict" = 2 then 'FAILED'
              when "executions"."verdict" = 3 then 'CANCELLED'
              when "executions"."verdict" = 4 then 'TIMED_OUT'
              when "executions"."attempt" = 0
              or "executions"."verdict" = 5 then 'PENDING'
              when "executions"."state" is not null then "executions"."state"
              when "executions"."stale_at" < cast($3 as bigint) then 'FAILED'
              when "executions"."attempt" > 1 then 'RUNNING'
              else 'RUNNING'
            end
            when 'COMPLETED' then cast($4 as bigint)
            when 'FAILED' then cast($5 as bigint)
            when 'CANCELLED' then cast($6 as bigint)
            when 'TIMED_OUT' then cast($7 as bigint)
          end
          and "executions"."sort_at" <= case case
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
            end
            when 'COMPLETED' then cast($9 as bigint)
            when 'FAILED' then cast($10 as bigint)
            when 'CANCELLED' then cast($11 as bigint)
            when 'TIMED_OUT' then cast($12 as bigint)
          end
        ) is not true then 1
        else 0
      end as "due",
      case
        when ("executions"."sort_at", "executions"."execution_id") < (stretches."untilSortAt", stretches."untilId") then 1
        else 0
      end as "inside"
    from
      unnest($13::text[], $14::bigint[], $15::text[], $16::bigint[], $17::text[]) as "stretches" ("key", "sortAt", "id", "untilSortAt", "untilId")
      cross join lateral (
        select
          "executions".*
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
          $18 + 1
      ) as "executions"
    limit
      $19 + 1
  ) as crowded;

