-- retention.earlier
select
  found.flow,
  "executions"."sort_at" as "sortAt",
  "executions"."execution_id" as id
from
  (
    select
      ($2::text[]) [1] as flow,
      (
        select
          "executions"."execution_id"
        from
          "executions"
        where
          "executions"."flow_id" >= ($2::text[]) [1]
          and ("executions"."flow_id", executions.sort_at, executions.execution_id) < (($2::text[]) [1], ($3::bigint[]) [1], ($4::text[]) [1])
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

-- retention.nextOf, in its plainest shape
select
  ($12::bigint[]) [1] as "key",
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
    when ("executions"."sort_at", "executions"."execution_id") < (($15::bigint[]) [1], ($16::text[]) [1]) then 1
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
        "executions"."standing" <= ($12::bigint[]) [1]
        and ("executions"."standing", executions.sort_at, executions.execution_id) > (($12::bigint[]) [1], ($13::bigint[]) [1], ($14::text[]) [1])
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
  ($13::text[]) [1] as "key",
  "executions"."execution_id" as "id",
  "executions"."sort_at" as "sortAt",
  case
    when ("executions"."sort_at", "executions"."execution_id") < (($16::bigint[]) [1], ($17::text[]) [1])
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
    when ("executions"."sort_at", "executions"."execution_id") < (($16::bigint[]) [1], ($17::text[]) [1]) then 1
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
        "executions"."flow_id" <= ($13::text[]) [1]
        and ("executions"."flow_id", executions.sort_at, executions.execution_id) > (($13::text[]) [1], ($14::bigint[]) [1], ($15::text[]) [1])
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
      ($12::bigint[]) [1] as "key",
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
        when ("executions"."sort_at", "executions"."execution_id") < (($15::bigint[]) [1], ($16::text[]) [1]) then 1
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
            "executions"."standing" <= ($12::bigint[]) [1]
            and ("executions"."standing", executions.sort_at, executions.execution_id) > (($12::bigint[]) [1], ($13::bigint[]) [1], ($14::text[]) [1])
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
      ($13::text[]) [1] as "key",
      "executions"."execution_id" as "id",
      "executions"."sort_at" as "sortAt",
      case
        when ("executions"."sort_at", "executions"."execution_id") < (($16::bigint[]) [1], ($17::text[]) [1])
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
        when ("executions"."sort_at", "executions"."execution_id") < (($16::bigint[]) [1], ($17::text[]) [1]) then 1
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
            "executions"."flow_id" <= ($13::text[]) [1]
            and ("executions"."flow_id", executions.sort_at, executions.execution_id) > (($13::text[]) [1], ($14::bigint[]) [1], ($15::text[]) [1])
            and ("executions"."sort_at", "executions"."execution_id") < (($16::bigint[]) [1], ($17::text[]) [1])
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

