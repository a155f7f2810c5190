-- runs.byKeys
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
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number"
    from
      json_each(?)
  ) as "keys"
  join runs on runs.flow_id = keys.flow
  and runs.number = keys.number;

-- runs.chosen
with
  keys as materialized (
    select
      keys.*,
      case
        when keys.number is not null then keys.number
        when keys.name is not null then (
          select
            runs.number
          from
            runs
          where
            runs.flow_id = keys.flow
            and runs.name = keys.name
        )
        else (
          select
            number
          from
            (
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    runs
                  where
                    keys."any" = 1
                    and runs.flow_id >= keys.flow
                    and runs.flow_id <= keys.flow
                  order by
                    runs.flow_id desc,
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part0
              union all
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    runs
                  where
                    (
                      keys.completed = 1
                      and case
                        when runs.end_ok = 0
                        and runs.end_attempt_at > runs.end_ok_at then false
                        when runs.end_ok = 1 then true
                        when runs.end_ok = 0 then false
                        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
                        when runs.heartbeat_at is not null then false
                        else false
                      end
                      and runs.flow_id = keys.flow
                      and runs.outcome <= 1
                      and runs.outcome >= 1
                    )
                  order by
                    runs.flow_id desc,
                    runs.outcome desc,
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part1
              union all
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    runs
                  where
                    (
                      keys.failed = 1
                      and case
                        when runs.end_ok = 0
                        and runs.end_attempt_at > runs.end_ok_at then false
                        when runs.end_ok = 1 then false
                        when runs.end_ok = 0 then true
                        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
                        when runs.heartbeat_at is not null then true
                        else true
                      end
                      and runs.flow_id = keys.flow
                      and runs.outcome <= 2
                      and runs.outcome >= 2
                    )
                  order by
                    runs.flow_id desc,
                    runs.outcome desc,
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part2
              union all
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    (
                      select
                        *
                      from
                        (
                          select
                            runs.flow_id,
                            runs.number
                          from
                            runs
                          where
                            runs.end_ok is null
                            and (runs.flow_id, runs.heartbeat_at) >= (
                              case
                                when (
                                  select
                                    count(*)
                                  from
                                    (
                                      select
                                        *
                                      from
                                        (
                                          select
                                            runs.flow_id,
                                            runs.number
                                          from
                                            runs
                                          where
                                            runs.end_ok is null
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) - 360000 - 1)
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open0
                                      union all
                                      select
                                        *
                                      from
                                        (
                                          select
                                            runs.flow_id,
                                            runs.number
                                          from
                                            runs
                                          where
                                            runs.end_ok is null
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast(? as bigint) + 360000 + 1)
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open1
                                      union all
                                      select
                                        *
                                      from
                                        (
                                          select
                                            runs.flow_id,
                                            runs.number
                                          from
                                            runs
                                          where
                                            runs.end_ok is null
                                            and runs.flow_id >= keys.flow
                                            and runs.flow_id <= keys.flow
                                            and runs.heartbeat_at is null
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open2
                                    ) as found
                                ) <= 250 then keys.flow
                              end,
                              -9007199254740992
                            )
                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) - 360000 - 1)
                          order by
                            runs.flow_id,
                            runs.heartbeat_at
                          limit
                            251
                        ) as open0
                      union all
                      select
                        *
                      from
                        (
                          select
                            runs.flow_id,
                            runs.number
                          from
                            runs
                          where
                            runs.end_ok is null
                            and (runs.flow_id, runs.heartbeat_at) >= (
                              case
                                when (
                                  select
                                    count(*)
                                  from
                                    (
                                      select
                                        *
                                      from
                                        (
                                          select
                                            runs.flow_id,
                                            runs.number
                                          from
                                            runs
                                          where
                                            runs.end_ok is null
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) - 360000 - 1)
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open0
                                      union all
                                      select
                                        *
                                      from
                                        (
                                          select
                                            runs.flow_id,
                                            runs.number
                                          from
                                            runs
                                          where
                                            runs.end_ok is null
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast(? as bigint) + 360000 + 1)
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open1
                                      union all
                                      select
                                        *
                                      from
                                        (
                                          select
                                            runs.flow_id,
                                            runs.number
                                          from
                                            runs
                                          where
                                            runs.end_ok is null
                                            and runs.flow_id >= keys.flow
                                            and runs.flow_id <= keys.flow
                                            and runs.heartbeat_at is null
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open2
                                    ) as found
                                ) <= 250 then keys.flow
                              end,
                              cast(? as bigint) + 360000 + 1
                            )
                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                          order by
                            runs.flow_id,
                            runs.heartbeat_at
                          limit
                            251
                        ) as open1
                      union all
                      select
                        *
                      from
                        (
                          select
                            runs.flow_id,
                            runs.number
                          from
                            runs
                          where
                            runs.end_ok is null
                            and runs.flow_id >= case
                              when (
                                select
                                  count(*)
                                from
                                  (
                                    select
                                      *
                                    from
                                      (
                                        select
                                          runs.flow_id,
                                          runs.number
                                        from
                                          runs
                                        where
                                          runs.end_ok is null
                                          and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                          and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) - 360000 - 1)
                                        order by
                                          runs.flow_id,
                                          runs.heartbeat_at
                                        limit
                                          251
                                      ) as open0
                                    union all
                                    select
                                      *
                                    from
                                      (
                                        select
                                          runs.flow_id,
                                          runs.number
                                        from
                                          runs
                                        where
                                          runs.end_ok is null
                                          and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast(? as bigint) + 360000 + 1)
                                          and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                        order by
                                          runs.flow_id,
                                          runs.heartbeat_at
                                        limit
                                          251
                                      ) as open1
                                    union all
                                    select
                                      *
                                    from
                                      (
                                        select
                                          runs.flow_id,
                                          runs.number
                                        from
                                          runs
                                        where
                                          runs.end_ok is null
                                          and runs.flow_id >= keys.flow
                                          and runs.flow_id <= keys.flow
                                          and runs.heartbeat_at is null
                                        order by
                                          runs.flow_id,
                                          runs.heartbeat_at
                                        limit
                                          251
                                      ) as open2
                                  ) as found
                              ) <= 250 then keys.flow
                            end
                            and runs.flow_id <= keys.flow
                            and runs.heartbeat_at is null
                          order by
                            runs.flow_id,
                            runs.heartbeat_at
                          limit
                            251
                        ) as open2
                    ) as found
                    join runs on runs.flow_id = found.flow_id
                    and runs.number = found.number
                  where
                    (
                      keys.failed = 1
                      and case
                        when runs.end_ok = 0
                        and runs.end_attempt_at > runs.end_ok_at then false
                        when runs.end_ok = 1 then false
                        when runs.end_ok = 0 then true
                        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
                        when runs.heartbeat_at is not null then true
                        else true
                      end
                      and true
                    )
                  order by
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part3
              union all
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    runs
                  where
                    (
                      keys.failed = 1
                      and case
                        when runs.end_ok = 0
                        and runs.end_attempt_at > runs.end_ok_at then false
                        when runs.end_ok = 1 then false
                        when runs.end_ok = 0 then true
                        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
                        when runs.heartbeat_at is not null then true
                        else true
                      end
                      and runs.flow_id = case
                        when (
                          select
                            count(*)
                          from
                            (
                              select
                                *
                              from
                                (
                                  select
                                    runs.flow_id,
                                    runs.number
                                  from
                                    runs
                                  where
                                    runs.end_ok is null
                                    and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                    and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) - 360000 - 1)
                                  order by
                                    runs.flow_id,
                                    runs.heartbeat_at
                                  limit
                                    251
                                ) as open0
                              union all
                              select
                                *
                              from
                                (
                                  select
                                    runs.flow_id,
                                    runs.number
                                  from
                                    runs
                                  where
                                    runs.end_ok is null
                                    and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast(? as bigint) + 360000 + 1)
                                    and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                  order by
                                    runs.flow_id,
                                    runs.heartbeat_at
                                  limit
                                    251
                                ) as open1
                              union all
                              select
                                *
                              from
                                (
                                  select
                                    runs.flow_id,
                                    runs.number
                                  from
                                    runs
                                  where
                                    runs.end_ok is null
                                    and runs.flow_id >= keys.flow
                                    and runs.flow_id <= keys.flow
                                    and runs.heartbeat_at is null
                                  order by
                                    runs.flow_id,
                                    runs.heartbeat_at
                                  limit
                                    251
                                ) as open2
                            ) as found
                        ) <= 250 then null
                        else keys.flow
                      end
                      and runs.outcome <= 0
                      and runs.outcome >= 0
                    )
                  order by
                    runs.flow_id desc,
                    runs.outcome desc,
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part4
              union all
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    runs
                  where
                    (
                      keys.running = 1
                      and case
                        when runs.end_ok = 0
                        and runs.end_attempt_at > runs.end_ok_at then true
                        when runs.end_ok = 1 then false
                        when runs.end_ok = 0 then false
                        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                        when runs.heartbeat_at is not null then false
                        else false
                      end
                      and runs.flow_id = keys.flow
                      and runs.outcome <= 3
                      and runs.outcome >= 3
                    )
                  order by
                    runs.flow_id desc,
                    runs.outcome desc,
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part5
              union all
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    (
                      select
                        *
                      from
                        (
                          select
                            runs.flow_id,
                            runs.number
                          from
                            runs
                          where
                            runs.end_ok is null
                            and (runs.flow_id, runs.heartbeat_at) >= (
                              case
                                when (
                                  select
                                    count(*)
                                  from
                                    (
                                      select
                                        *
                                      from
                                        (
                                          select
                                            runs.flow_id,
                                            runs.number
                                          from
                                            runs
                                          where
                                            runs.end_ok is null
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast(? as bigint) - 360000)
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) + 360000)
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open0
                                    ) as found
                                ) <= 250 then keys.flow
                              end,
                              cast(? as bigint) - 360000
                            )
                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) + 360000)
                          order by
                            runs.flow_id,
                            runs.heartbeat_at
                          limit
                            251
                        ) as open0
                    ) as found
                    join runs on runs.flow_id = found.flow_id
                    and runs.number = found.number
                  where
                    (
                      keys.running = 1
                      and case
                        when runs.end_ok = 0
                        and runs.end_attempt_at > runs.end_ok_at then true
                        when runs.end_ok = 1 then false
                        when runs.end_ok = 0 then false
                        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                        when runs.heartbeat_at is not null then false
                        else false
                      end
                      and true
                    )
                  order by
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part6
              union all
              select
                *
              from
                (
                  select
                    runs.started_at,
                    runs.number
                  from
                    runs
                  where
                    (
                      keys.running = 1
                      and case
                        when runs.end_ok = 0
                        and runs.end_attempt_at > runs.end_ok_at then true
                        when runs.end_ok = 1 then false
                        when runs.end_ok = 0 then false
                        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                        when runs.heartbeat_at is not null then false
                        else false
                      end
                      and runs.flow_id = case
                        when (
                          select
                            count(*)
                          from
                            (
                              select
                                *
                              from
                                (
                                  select
                                    runs.flow_id,
                                    runs.number
                                  from
                                    runs
                                  where
                                    runs.end_ok is null
                                    and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast(? as bigint) - 360000)
                                    and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast(? as bigint) + 360000)
                                  order by
                                    runs.flow_id,
                                    runs.heartbeat_at
                                  limit
                                    251
                                ) as open0
                            ) as found
                        ) <= 250 then null
                        else keys.flow
                      end
                      and runs.outcome <= 0
                      and runs.outcome >= 0
                    )
                  order by
                    runs.flow_id desc,
                    runs.outcome desc,
                    runs.started_at desc,
                    runs.number desc
                  limit
                    1
                ) as part7
            ) as newest
          order by
            started_at desc,
            number desc
          limit
            1
        )
      end as found
    from
      (
        select
          value ->> 0 as "place",
          value ->> 1 as "flow",
          value ->> 2 as "number",
          value ->> 3 as "name",
          value ->> 4 as "any",
          value ->> 5 as "completed",
          value ->> 6 as "failed",
          value ->> 7 as "running"
        from
          json_each(?)
      ) as "keys"
  )
select
  keys.place,
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
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  keys
  join runs on runs.flow_id = keys.flow
  and runs.number = keys.found
where
  (
    keys."any" = 1
    or case case
        when runs.end_ok = 0
        and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
        when runs.end_ok = 1 then 'COMPLETED'
        when runs.end_ok = 0 then 'FAILED'
        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
        when runs.heartbeat_at is not null then 'FAILED'
        else 'FAILED'
      end
      when 'COMPLETED' then keys.completed
      when 'FAILED' then keys.failed
      else keys.running
    end = 1
  );

-- runs.counts, in its plainest shape
select
  status,
  sum(count) as count,
  case
    when sum(count) < ? then 0
    else 1
  end as stopped
from
  (
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
          ?
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
          and runs.heartbeat_at <= cast(? as bigint) - 360000 - 1
        limit
          ?
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
          and runs.heartbeat_at >= cast(? as bigint) + 360000 + 1
        limit
          ?
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
          ?
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
          ?
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
          and runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000
        limit
          ?
      ) as part
  ) as parts
group by
  status;

-- runs.counts, with all that it may have
select
  status,
  sum(count) as count,
  case
    when sum(count) < ? then 0
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
          run_tags
          join runs on runs.flow_id = run_tags.flow_id
          and runs.number = run_tags.number
        where
          (
            run_tags.tag = ?
            and "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and runs.outcome = 1
          )
        limit
          ?
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
          run_tags
          join runs on runs.flow_id = run_tags.flow_id
          and runs.number = run_tags.number
        where
          (
            run_tags.tag = ?
            and "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and runs.outcome = 2
          )
        limit
          ?
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
          run_tags
          join runs on runs.flow_id = run_tags.flow_id
          and runs.number = run_tags.number
        where
          (
            run_tags.tag = ?
            and "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and runs.end_ok is null
            and runs.heartbeat_at <= cast(? as bigint) - 360000 - 1
          )
        limit
          ?
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
          run_tags
          join runs on runs.flow_id = run_tags.flow_id
          and runs.number = run_tags.number
        where
          (
            run_tags.tag = ?
            and "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and runs.end_ok is null
            and runs.heartbeat_at >= cast(? as bigint) + 360000 + 1
          )
        limit
          ?
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
          run_tags
          join runs on runs.flow_id = run_tags.flow_id
          and runs.number = run_tags.number
        where
          (
            run_tags.tag = ?
            and "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and runs.end_ok is null
            and runs.heartbeat_at is null
          )
        limit
          ?
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
          run_tags
          join runs on runs.flow_id = run_tags.flow_id
          and runs.number = run_tags.number
        where
          (
            run_tags.tag = ?
            and "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and runs.outcome = 3
          )
        limit
          ?
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
          run_tags
          join runs on runs.flow_id = run_tags.flow_id
          and runs.number = run_tags.number
        where
          (
            run_tags.tag = ?
            and "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and runs.end_ok is null
            and runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000
          )
        limit
          ?
      ) as part
  ) as parts
group by
  status;

-- runs.dueHeartbeats
select
  runs.flow_id as flow,
  runs.number,
  runs.started_at as "startedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as reason,
  runs.heartbeat_at as "heartbeatAt",
  runs.heartbeat_at + 360000 as "staleAt"
from
  (
    select
      runs.*
    from
      runs
    where
      runs.end_ok is null
      and runs.heartbeat_at >= cast(? as bigint) - 360000
      and runs.heartbeat_at <= cast(? as bigint) - 300000
    order by
      runs.heartbeat_at
    limit
      501
  ) as runs
where
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then true
    when runs.end_ok = 1 then false
    when runs.end_ok = 0 then false
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
    when runs.heartbeat_at is not null then false
    else false
  end
order by
  runs.heartbeat_at;

-- runs.facets, in its plainest shape
with
  page as (
    select
      runs.flow_id,
      runs.number,
      runs.user_name
    from
      (
        select
          *
        from
          (
            select
              runs.*
            from
              runs
            where
              true
            order by
              runs.started_at desc,
              runs.flow_id desc,
              runs.number desc
            limit
              10001
          ) as part0
      ) as runs
    order by
      runs.started_at desc,
      runs.flow_id desc,
      runs.number desc
    limit
      ?
  )
select
  'total' as facet,
  null as value,
  count(*) as count
from
  page
union all
select
  *
from
  (
    select
      'user' as facet,
      user_name as value,
      count(*) as count
    from
      page
    where
      user_name is not null
    group by
      user_name
    order by
      3 desc,
      2
    limit
      ?
  ) as users
union all
select
  *
from
  (
    select
      'tag' as facet,
      run_tags.tag as value,
      count(*) as count
    from
      page
      join run_tags on run_tags.flow_id = page.flow_id
      and run_tags.number = page.number
    group by
      run_tags.tag
    order by
      3 desc,
      2
    limit
      ?
  ) as tags;

-- runs.facets, with all that it may have
with
  page as (
    select
      runs.flow_id,
      runs.number,
      runs.user_name
    from
      (
        select
          *
        from
          (
            select
              runs.*
            from
              run_tags
              join runs on runs.flow_id = run_tags.flow_id
              and runs.number = run_tags.number
            where
              (
                run_tags.tag = ?
                and "runs"."flow_id" = ?
                and "runs"."user_name" = ?
                and (
                  select
                    count(*)
                  from
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" in (
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
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" in (
                      select
                        value
                      from
                        json_each(?)
                    )
                ) = ?
                and "runs"."started_at" >= ?
                and "runs"."started_at" <= ?
                and "runs"."heartbeat_at" >= ?
                and "runs"."heartbeat_at" <= ?
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end >= ?
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end <= ?
                and (
                  substr("runs"."name", 1, ?) = ?
                  or substr(cast("runs"."number" as text), 1, ?) = ?
                )
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then true
                  when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                  when runs.heartbeat_at is not null then true
                  else true
                end
              )
            order by
              run_tags.started_at desc,
              run_tags.flow_id desc,
              run_tags.number desc
            limit
              10001
          ) as part0
      ) as runs
    order by
      runs.started_at desc,
      runs.flow_id desc,
      runs.number desc
    limit
      ?
  )
select
  'total' as facet,
  null as value,
  count(*) as count
from
  page
union all
select
  *
from
  (
    select
      'user' as facet,
      user_name as value,
      count(*) as count
    from
      page
    where
      user_name is not null
    group by
      user_name
    order by
      3 desc,
      2
    limit
      ?
  ) as users
union all
select
  *
from
  (
    select
      'tag' as facet,
      run_tags.tag as value,
      count(*) as count
    from
      page
      join run_tags on run_tags.flow_id = page.flow_id
      and run_tags.number = page.number
    group by
      run_tags.tag
    order by
      3 desc,
      2
    limit
      ?
  ) as tags;

-- runs.facts
select
  "run_metadata"."flow_id" as "flow",
  "run_metadata"."number" as "number",
  "run_metadata"."id" as "fact",
  octet_length ("run_metadata"."value") as size,
  case
    when octet_length ("run_metadata"."value") <= ? then "run_metadata"."value"
  end as "text"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "fact"
    from
      json_each(?)
  ) as "keys"
  join run_metadata on "run_metadata"."flow_id" = keys.flow
  and "run_metadata"."number" = keys.number
  and "run_metadata"."id" = keys.fact;

-- runs.flows, in its plainest shape
select
  flows.flow_id as name,
  flows.created_at as "createdAt"
from
  flows
where
  true
  and true
order by
  "flows"."flow_id" asc,
  cast(0 as bigint) asc
limit
  ?;

-- runs.flows, with all that it may have
select
  flows.flow_id as name,
  flows.created_at as "createdAt"
from
  flows
where
  true
  and substr(flows.flow_id, 1, ?) = ?
order by
  "flows"."flow_id" asc,
  cast(0 as bigint) asc
limit
  ?;

-- runs.histogram, in its plainest shape
with
  whole_hours as (
    select
      whole.bucket,
      outcomes.outcome,
      coalesce(
        (
          select
            sum("run_hours"."runs")
          from
            "run_hours"
          where
            (
              "run_hours"."outcome" = outcomes.outcome
              and "run_hours"."hour" >= whole."from"
              and "run_hours"."hour" < whole."to"
            )
        ),
        0
      ) + coalesce(
        (
          select
            sum("run_hour_changes"."runs")
          from
            "run_hour_changes"
          where
            (
              "run_hour_changes"."outcome" = outcomes.outcome
              and "run_hour_changes"."hour" >= whole."from"
              and "run_hour_changes"."hour" < whole."to"
            )
        ),
        0
      ) as runs
    from
      (
        select
          value ->> 0 as "from",
          value ->> 1 as "to",
          value ->> 2 as "bucket"
        from
          json_each(?)
      ) as "whole"
      cross join (
        select
          0 as outcome
        union all
        select
          2 as outcome
        union all
        select
          3 as outcome
      ) as outcomes
  ),
  parts as (
    select
      pieces.bucket,
      pieces.instead,
      outcomes.outcome,
      (
        select
          count(*)
        from
          "runs"
        where
          "runs"."outcome" = outcomes.outcome
          and "runs"."started_at" >= pieces."from"
          and "runs"."started_at" < pieces."to"
      ) as runs
    from
      (
        select
          value ->> 0 as "from",
          value ->> 1 as "to",
          value ->> 2 as "bucket",
          value ->> 3 as "instead"
        from
          json_each(?)
      ) as "pieces"
      cross join (
        select
          0 as outcome
        union all
        select
          2 as outcome
        union all
        select
          3 as outcome
      ) as outcomes
  ),
  live as (
    select
      spans.bucket,
      (
        select
          count(*)
        from
          runs
        where
          (
            runs.end_ok is null
            and "runs"."heartbeat_at" between cast(? as bigint) - 360000 and cast(? as bigint) + 360000
            and "runs"."started_at" >= spans."from"
            and "runs"."started_at" < spans."to"
          )
      ) as runs
    from
      (
        select
          value ->> 0 as "from",
          value ->> 1 as "to",
          value ->> 2 as "bucket"
        from
          json_each(?)
      ) as "spans"
  )
select
  bucket,
  status,
  sum(runs) as count,
  1 as weight
from
  (
    select
      bucket,
      case outcome
        when 0 then 'FAILED'
        when 2 then 'FAILED'
        when 3 then 'RUNNING'
      end as status,
      runs
    from
      (
        select
          bucket,
          outcome,
          runs
        from
          whole_hours
      ) as counted
    union all
    select
      bucket,
      case outcome
        when 0 then 'FAILED'
        when 2 then 'FAILED'
        when 3 then 'RUNNING'
      end as status,
      runs
    from
      (
        select
          bucket,
          outcome,
          runs
        from
          parts
        where
          bucket is not null
      ) as counted
    union all
    select
      bucket,
      case outcome
        when 0 then 'FAILED'
        when 2 then 'FAILED'
        when 3 then 'RUNNING'
      end as status,
      runs
    from
      (
        select
          instead as bucket,
          outcome,
          - runs as runs
        from
          parts
        where
          instead is not null
      ) as counted
    union all
    select
      bucket,
      'RUNNING' as status,
      runs
    from
      live
    union all
    select
      bucket,
      'FAILED' as status,
      - runs
    from
      live
  ) as counted
group by
  bucket,
  status
having
  sum(runs) <> 0;

-- runs.histogram, with all that it may have
with
  sample as (
    select
      case
        when n <= 50000 then 1
        else (n + 50000 - 1) / 50000
      end as weight
    from
      (
        select
          count(*) as n
        from
          (
            select
              1
            from
              run_tags
              join runs on runs.flow_id = run_tags.flow_id
              and runs.number = run_tags.number
            where
              (
                run_tags.tag = ?
                and "runs"."flow_id" = ?
                and "runs"."user_name" = ?
                and (
                  select
                    count(*)
                  from
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" in (
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
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" in (
                      select
                        value
                      from
                        json_each(?)
                    )
                ) = ?
                and "runs"."started_at" >= ?
                and "runs"."started_at" <= ?
                and "runs"."heartbeat_at" >= ?
                and "runs"."heartbeat_at" <= ?
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end >= ?
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end <= ?
                and (
                  substr("runs"."name", 1, ?) = ?
                  or substr(cast("runs"."number" as text), 1, ?) = ?
                )
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then true
                  when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                  when runs.heartbeat_at is not null then true
                  else true
                end
                and runs.started_at >= ?
                and runs.started_at < ?
              )
            limit
              2000000
          ) as found
      ) as total
  )
select
  bucket,
  status,
  count(*) as count,
  (
    select
      weight
    from
      sample
  ) as weight
from
  (
    select
      (runs.started_at - cast(? as bigint)) * cast(? as bigint) / cast(? as bigint) as bucket,
      case
        when runs.end_ok = 0
        and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
        when runs.end_ok = 1 then 'COMPLETED'
        when runs.end_ok = 0 then 'FAILED'
        when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
        when runs.heartbeat_at is not null then 'FAILED'
        else 'FAILED'
      end as status
    from
      run_tags
      join runs on runs.flow_id = run_tags.flow_id
      and runs.number = run_tags.number
    where
      (
        run_tags.tag = ?
        and "runs"."flow_id" = ?
        and "runs"."user_name" = ?
        and (
          select
            count(*)
          from
            run_tags
          where
            run_tags.flow_id = runs.flow_id
            and run_tags.number = runs.number
            and "run_tags"."tag" in (
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
            run_tags
          where
            run_tags.flow_id = runs.flow_id
            and run_tags.number = runs.number
            and "run_tags"."tag" in (
              select
                value
              from
                json_each(?)
            )
        ) = ?
        and "runs"."started_at" >= ?
        and "runs"."started_at" <= ?
        and "runs"."heartbeat_at" >= ?
        and "runs"."heartbeat_at" <= ?
        and case
          when runs.end_ok = 0
          and runs.end_attempt_at > runs.end_ok_at
          and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when runs.end_ok is not null then runs.end_ok_at - runs.started_at
          when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
          else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
        end >= ?
        and case
          when runs.end_ok = 0
          and runs.end_attempt_at > runs.end_ok_at
          and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when runs.end_ok is not null then runs.end_ok_at - runs.started_at
          when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
          else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
        end <= ?
        and (
          substr("runs"."name", 1, ?) = ?
          or substr(cast("runs"."number" as text), 1, ?) = ?
        )
        and case
          when runs.end_ok = 0
          and runs.end_attempt_at > runs.end_ok_at then true
          when runs.end_ok = 1 then false
          when runs.end_ok = 0 then true
          when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
          when runs.heartbeat_at is not null then true
          else true
        end
        and runs.started_at >= ?
        and runs.started_at < ?
      )
      and ((runs.started_at % 1000003) * 7919 + (runs.number % 1000003) * cast(104729 as bigint)) % 1000003 % (
        select
          weight
        from
          sample
      ) = 0
  ) as read
group by
  bucket,
  status;

-- runs.lastGood
with
  keys as materialized (
    select
      keys.*,
      (
        select
          runs.number
        from
          runs
        where
          (runs.flow_id, runs.outcome) >= (keys.flow, 1)
          and (runs.flow_id, runs.outcome, runs.started_at, runs.number) < (keys.flow, 1, keys."startedAt", keys.number)
          and case
            when runs.end_ok = 0
            and runs.end_attempt_at > runs.end_ok_at then false
            when runs.end_ok = 1 then true
            when runs.end_ok = 0 then false
            when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
            when runs.heartbeat_at is not null then false
            else false
          end
          and case
            when runs.end_ok = 0
            and runs.end_attempt_at > runs.end_ok_at then null
            when runs.end_ok is not null then runs.end_ok_at
            when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
            else runs.heartbeat_at
          end <= keys."startedAt"
        order by
          runs.flow_id desc,
          runs.outcome desc,
          runs.started_at desc,
          runs.number desc
        limit
          1
      ) as found
    from
      (
        select
          value ->> 0 as "flow",
          value ->> 1 as "number",
          value ->> 2 as "startedAt"
        from
          json_each(?)
      ) as "keys"
  )
select
  keys.number as "ofNumber",
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
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  keys
  join runs on runs.flow_id = keys.flow
  and runs.number = keys.found;

-- runs.lastOfFailing
select
  runs.flow_id as flow,
  runs.number,
  runs.started_at as "startedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
    when runs.end_ok = 1 then 'COMPLETED'
    when runs.end_ok = 0 then 'FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as status
from
  (
    select
      runs.flow_id,
      max(runs.started_at) as newest
    from
      (
        select
          runs.*
        from
          (
            select
              *
            from
              (
                select
                  runs.*
                from
                  runs
                where
                  (
                    case
                      when runs.end_ok = 0
                      and runs.end_attempt_at > runs.end_ok_at then false
                      when runs.end_ok = 1 then false
                      when runs.end_ok = 0 then true
                      when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
                      when runs.heartbeat_at is not null then true
                      else true
                    end
                    and runs.outcome <= 2
                    and runs.outcome >= 2
                  )
                order by
                  runs.outcome desc,
                  runs.started_at desc,
                  runs.flow_id desc,
                  runs.number desc
                limit
                  1000
              ) as part0
            union all
            select
              *
            from
              (
                select
                  runs.*
                from
                  (
                    select
                      *
                    from
                      (
                        select
                          runs.flow_id,
                          runs.number
                        from
                          runs
                        where
                          runs.end_ok is null
                          and runs.heartbeat_at <= cast(? as bigint) - 360000 - 1
                        order by
                          runs.heartbeat_at
                        limit
                          251
                      ) as open0
                    union all
                    select
                      *
                    from
                      (
                        select
                          runs.flow_id,
                          runs.number
                        from
                          runs
                        where
                          runs.end_ok is null
                          and runs.heartbeat_at >= cast(? as bigint) + 360000 + 1
                        order by
                          runs.heartbeat_at
                        limit
                          251
                      ) as open1
                    union all
                    select
                      *
                    from
                      (
                        select
                          runs.flow_id,
                          runs.number
                        from
                          runs
                        where
                          runs.end_ok is null
                          and runs.heartbeat_at is null
                        order by
                          runs.heartbeat_at
                        limit
                          251
                      ) as open2
                  ) as found
                  join runs on runs.flow_id = found.flow_id
                  and runs.number = found.number
                where
                  (
                    case
                      when runs.end_ok = 0
                      and runs.end_attempt_at > runs.end_ok_at then false
                      when runs.end_ok = 1 then false
                      when runs.end_ok = 0 then true
                      when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
                      when runs.heartbeat_at is not null then true
                      else true
                    end
                    and (
                      select
                        count(*)
                      from
                        (
                          select
                            *
                          from
                            (
                              select
                                runs.flow_id,
                                runs.number
                              from
                                runs
                              where
                                runs.end_ok is null
                                and runs.heartbeat_at <= cast(? as bigint) - 360000 - 1
                              order by
                                runs.heartbeat_at
                              limit
                                251
                            ) as open0
                          union all
                          select
                            *
                          from
                            (
                              select
                                runs.flow_id,
                                runs.number
                              from
                                runs
                              where
                                runs.end_ok is null
                                and runs.heartbeat_at >= cast(? as bigint) + 360000 + 1
                              order by
                                runs.heartbeat_at
                              limit
                                251
                            ) as open1
                          union all
                          select
                            *
                          from
                            (
                              select
                                runs.flow_id,
                                runs.number
                              from
                                runs
                              where
                                runs.end_ok is null
                                and runs.heartbeat_at is null
                              order by
                                runs.heartbeat_at
                              limit
                                251
                            ) as open2
                        ) as found
                    ) <= 250
                  )
                order by
                  runs.started_at desc,
                  runs.flow_id desc,
                  runs.number desc
                limit
                  1000
              ) as part1
            union all
            select
              *
            from
              (
                select
                  runs.*
                from
                  runs
                where
                  (
                    case
                      when runs.end_ok = 0
                      and runs.end_attempt_at > runs.end_ok_at then false
                      when runs.end_ok = 1 then false
                      when runs.end_ok = 0 then true
                      when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then false
                      when runs.heartbeat_at is not null then true
                      else true
                    end
                    and runs.outcome <= case
                      when (
                        select
                          count(*)
                        from
                          (
                            select
                              *
                            from
                              (
                                select
                                  runs.flow_id,
                                  runs.number
                                from
                                  runs
                                where
                                  runs.end_ok is null
                                  and runs.heartbeat_at <= cast(? as bigint) - 360000 - 1
                                order by
                                  runs.heartbeat_at
                                limit
                                  251
                              ) as open0
                            union all
                            select
                              *
                            from
                              (
                                select
                                  runs.flow_id,
                                  runs.number
                                from
                                  runs
                                where
                                  runs.end_ok is null
                                  and runs.heartbeat_at >= cast(? as bigint) + 360000 + 1
                                order by
                                  runs.heartbeat_at
                                limit
                                  251
                              ) as open1
                            union all
                            select
                              *
                            from
                              (
                                select
                                  runs.flow_id,
                                  runs.number
                                from
                                  runs
                                where
                                  runs.end_ok is null
                                  and runs.heartbeat_at is null
                                order by
                                  runs.heartbeat_at
                                limit
                                  251
                              ) as open2
                          ) as found
                      ) <= 250 then null
                      else 0
                    end
                    and runs.outcome >= case
                      when (
                        select
                          count(*)
                        from
                          (
                            select
                              *
                            from
                              (
                                select
                                  runs.flow_id,
                                  runs.number
                                from
                                  runs
                                where
                                  runs.end_ok is null
                                  and runs.heartbeat_at <= cast(? as bigint) - 360000 - 1
                                order by
                                  runs.heartbeat_at
                                limit
                                  251
                              ) as open0
                            union all
                            select
                              *
                            from
                              (
                                select
                                  runs.flow_id,
                                  runs.number
                                from
                                  runs
                                where
                                  runs.end_ok is null
                                  and runs.heartbeat_at >= cast(? as bigint) + 360000 + 1
                                order by
                                  runs.heartbeat_at
                                limit
                                  251
                              ) as open1
                            union all
                            select
                              *
                            from
                              (
                                select
                                  runs.flow_id,
                                  runs.number
                                from
                                  runs
                                where
                                  runs.end_ok is null
                                  and runs.heartbeat_at is null
                                order by
                                  runs.heartbeat_at
                                limit
                                  251
                              ) as open2
                          ) as found
                      ) <= 250 then null
                      else 0
                    end
                  )
                order by
                  runs.outcome desc,
                  runs.started_at desc,
                  runs.flow_id desc,
                  runs.number desc
                limit
                  1000
              ) as part2
          ) as runs
        order by
          runs.started_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          1000
      ) as runs
    group by
      runs.flow_id
    order by
      newest desc
    limit
      201
  ) as parents
  join "runs" on "runs".rowid in (
    select
      "runs".rowid
    from
      "runs"
    where
      runs.flow_id <= parents.flow_id
      and runs.flow_id >= parents.flow_id
    order by
      runs.flow_id desc,
      runs.started_at desc,
      runs.number desc
    limit
      10
  )
order by
  runs.started_at desc,
  runs.number desc;

-- runs.list, in its plainest shape
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
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  (
    select
      *
    from
      (
        select
          runs.*
        from
          runs
        where
          true
        order by
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part0
  ) as runs
order by
  runs.flow_id desc,
  runs.number desc
limit
  ?;

-- runs.list, with all that it may have
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
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  (
    select
      *
    from
      (
        select
          runs.*
        from
          runs
        where
          (
            "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and runs.known_finished_at is not null
          )
        order by
          runs.known_finished_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part0
    union all
    select
      *
    from
      (
        select
          runs.*
        from
          runs
        where
          (
            "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and runs.end_ok is null
            and runs.heartbeat_at <= cast(? as bigint) - 360000 - 1
          )
        order by
          runs.heartbeat_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part1
    union all
    select
      *
    from
      (
        select
          runs.*
        from
          runs
        where
          (
            "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and runs.end_ok is null
            and runs.heartbeat_at >= cast(? as bigint) + 360000 + 1
          )
        order by
          runs.heartbeat_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part2
    union all
    select
      *
    from
      (
        select
          runs.*
        from
          runs
        where
          (
            "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then false
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then false
              else false
            end
            and runs.outcome <= 3
            and runs.outcome >= 3
          )
        order by
          runs.outcome desc,
          runs.started_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part3
    union all
    select
      *
    from
      (
        select
          runs.*
        from
          (
            select
              *
            from
              (
                select
                  runs.flow_id,
                  runs.number
                from
                  runs
                where
                  runs.end_ok is null
                  and (
                    runs.heartbeat_at >= cast(? as bigint) - 360000
                    and runs.heartbeat_at <= cast(? as bigint) + 360000
                  )
                order by
                  runs.heartbeat_at
                limit
                  251
              ) as open0
          ) as found
          join runs on runs.flow_id = found.flow_id
          and runs.number = found.number
        where
          (
            "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and (
              select
                count(*)
              from
                (
                  select
                    *
                  from
                    (
                      select
                        runs.flow_id,
                        runs.number
                      from
                        runs
                      where
                        runs.end_ok is null
                        and (
                          runs.heartbeat_at >= cast(? as bigint) - 360000
                          and runs.heartbeat_at <= cast(? as bigint) + 360000
                        )
                      order by
                        runs.heartbeat_at
                      limit
                        251
                    ) as open0
                ) as found
            ) <= 250
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then false
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then false
              else false
            end
          )
        order by
          runs.started_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part4
    union all
    select
      *
    from
      (
        select
          runs.*
        from
          runs
        where
          (
            "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then false
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then false
              else false
            end
            and runs.outcome <= case
              when (
                select
                  count(*)
                from
                  (
                    select
                      *
                    from
                      (
                        select
                          runs.flow_id,
                          runs.number
                        from
                          runs
                        where
                          runs.end_ok is null
                          and (
                            runs.heartbeat_at >= cast(? as bigint) - 360000
                            and runs.heartbeat_at <= cast(? as bigint) + 360000
                          )
                        order by
                          runs.heartbeat_at
                        limit
                          251
                      ) as open0
                  ) as found
              ) <= 250 then null
              else 0
            end
            and runs.outcome >= case
              when (
                select
                  count(*)
                from
                  (
                    select
                      *
                    from
                      (
                        select
                          runs.flow_id,
                          runs.number
                        from
                          runs
                        where
                          runs.end_ok is null
                          and (
                            runs.heartbeat_at >= cast(? as bigint) - 360000
                            and runs.heartbeat_at <= cast(? as bigint) + 360000
                          )
                        order by
                          runs.heartbeat_at
                        limit
                          251
                      ) as open0
                  ) as found
              ) <= 250 then null
              else 0
            end
          )
        order by
          runs.outcome desc,
          runs.started_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part5
    union all
    select
      *
    from
      (
        select
          runs.*
        from
          runs
        where
          (
            "runs"."flow_id" = ?
            and "runs"."user_name" = ?
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
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
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" in (
                  select
                    value
                  from
                    json_each(?)
                )
            ) = ?
            and "runs"."started_at" >= ?
            and "runs"."started_at" <= ?
            and "runs"."heartbeat_at" >= ?
            and "runs"."heartbeat_at" <= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= ?
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= ?
            and (
              substr("runs"."name", 1, ?) = ?
              or substr(cast("runs"."number" as text), 1, ?) = ?
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and runs.end_ok is null
            and runs.heartbeat_at is null
          )
        order by
          runs.started_at desc,
          runs.flow_id desc,
          runs.number desc
        limit
          51
      ) as part6
  ) as runs
order by
  coalesce(
    case
      when runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at then null
      when runs.end_ok is not null then runs.end_ok_at
      when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
      else runs.heartbeat_at
    end,
    4503599627370496 + coalesce(runs.started_at, 0)
  ) desc,
  runs.flow_id desc,
  runs.number desc
limit
  ?;

-- runs.metadata
select
  "run_metadata"."flow_id" as "flow",
  "run_metadata"."number" as "number",
  "run_metadata"."id" as "id",
  "run_metadata"."step" as "step",
  "run_metadata"."attempt" as "attempt",
  "run_metadata"."field" as "field",
  "run_metadata"."ts" as "ts",
  "run_metadata"."client_key" as "clientKey",
  case
    when octet_length ("run_metadata"."value") > ? then '…'
    else "run_metadata"."value"
  end as "value"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number"
    from
      json_each(?)
  ) as "parents"
  join "run_metadata" on "run_metadata".rowid in (
    select
      "run_metadata".rowid
    from
      "run_metadata"
    where
      (
        "run_metadata"."flow_id" = parents."flow"
        and "run_metadata"."number" = parents."number"
      )
    order by
      run_metadata.id asc
    limit
      ?
  )
order by
  run_metadata.id asc
limit
  ?;

-- runs.neighbours, in its plainest shape
select
  keys.number as "ofNumber",
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
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "startedAt"
    from
      json_each(?)
  ) as "keys"
  join runs on runs.flow_id = keys.flow
  and runs.number = (
    select
      runs.number
    from
      runs
    where
      runs.flow_id <= keys.flow
      and (runs.flow_id, runs.started_at, runs.number) > (keys.flow, keys."startedAt", keys.number)
    order by
      runs.flow_id asc,
      runs.started_at asc,
      runs.number asc
    limit
      1
  );

-- runs.neighbours, with all that it may have
select
  keys.number as "ofNumber",
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
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast(? as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "startedAt"
    from
      json_each(?)
  ) as "keys"
  join runs on runs.flow_id = keys.flow
  and runs.number = (
    select
      runs.number
    from
      runs
    where
      runs.flow_id >= keys.flow
      and (runs.flow_id, runs.started_at, runs.number) < (keys.flow, keys."startedAt", keys.number)
    order by
      runs.flow_id desc,
      runs.started_at desc,
      runs.number desc
    limit
      1
  );

-- runs.running
select
  runs.flow_id as flow,
  runs.number,
  runs.started_at as "startedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as reason,
  runs.heartbeat_at as "heartbeatAt",
  runs.heartbeat_at + 360000 as "staleAt"
from
  (
    select
      runs.*
    from
      (
        select
          *
        from
          (
            select
              runs.*
            from
              runs
            where
              (
                case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then false
                  when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                  when runs.heartbeat_at is not null then false
                  else false
                end
                and runs.outcome >= 3
                and runs.outcome <= 3
              )
            order by
              runs.outcome asc,
              runs.started_at asc,
              runs.flow_id asc,
              runs.number asc
            limit
              501
          ) as part0
        union all
        select
          *
        from
          (
            select
              runs.*
            from
              (
                select
                  *
                from
                  (
                    select
                      runs.flow_id,
                      runs.number
                    from
                      runs
                    where
                      runs.end_ok is null
                      and (
                        runs.heartbeat_at >= cast(? as bigint) - 360000
                        and runs.heartbeat_at <= cast(? as bigint) + 360000
                      )
                    order by
                      runs.heartbeat_at
                    limit
                      251
                  ) as open0
              ) as found
              join runs on runs.flow_id = found.flow_id
              and runs.number = found.number
            where
              (
                case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then false
                  when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                  when runs.heartbeat_at is not null then false
                  else false
                end
                and (
                  select
                    count(*)
                  from
                    (
                      select
                        *
                      from
                        (
                          select
                            runs.flow_id,
                            runs.number
                          from
                            runs
                          where
                            runs.end_ok is null
                            and (
                              runs.heartbeat_at >= cast(? as bigint) - 360000
                              and runs.heartbeat_at <= cast(? as bigint) + 360000
                            )
                          order by
                            runs.heartbeat_at
                          limit
                            251
                        ) as open0
                    ) as found
                ) <= 250
              )
            order by
              runs.started_at asc,
              runs.flow_id asc,
              runs.number asc
            limit
              501
          ) as part1
        union all
        select
          *
        from
          (
            select
              runs.*
            from
              runs
            where
              (
                case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then false
                  when runs.heartbeat_at between cast(? as bigint) - 360000 and cast(? as bigint) + 360000 then true
                  when runs.heartbeat_at is not null then false
                  else false
                end
                and runs.outcome >= case
                  when (
                    select
                      count(*)
                    from
                      (
                        select
                          *
                        from
                          (
                            select
                              runs.flow_id,
                              runs.number
                            from
                              runs
                            where
                              runs.end_ok is null
                              and (
                                runs.heartbeat_at >= cast(? as bigint) - 360000
                                and runs.heartbeat_at <= cast(? as bigint) + 360000
                              )
                            order by
                              runs.heartbeat_at
                            limit
                              251
                          ) as open0
                      ) as found
                  ) <= 250 then null
                  else 0
                end
                and runs.outcome <= case
                  when (
                    select
                      count(*)
                    from
                      (
                        select
                          *
                        from
                          (
                            select
                              runs.flow_id,
                              runs.number
                            from
                              runs
                            where
                              runs.end_ok is null
                              and (
                                runs.heartbeat_at >= cast(? as bigint) - 360000
                                and runs.heartbeat_at <= cast(? as bigint) + 360000
                              )
                            order by
                              runs.heartbeat_at
                            limit
                              251
                          ) as open0
                      ) as found
                  ) <= 250 then null
                  else 0
                end
              )
            order by
              runs.outcome asc,
              runs.started_at asc,
              runs.flow_id asc,
              runs.number asc
            limit
              501
          ) as part2
      ) as runs
    order by
      runs.started_at asc,
      runs.flow_id asc,
      runs.number asc
    limit
      501
  ) as runs
order by
  runs.started_at;

-- runs.steps
with
  keys as (
    select
      keys.*
    from
      (
        select
          value ->> 0 as "flow",
          value ->> 1 as "number"
        from
          json_each(?)
      ) as "keys"
  )
select
  "executions"."flow_id" as flow,
  "executions"."run_number" as number,
  "executions"."step" as step,
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
  count(*) as count,
  min("executions"."started_at") as "startedAt",
  max(
    case
      when "executions"."verdict" = 0
      and "executions"."attempt" > 0
      and "executions"."state" is null
      and "executions"."stale_at" < cast(? as bigint) then "executions"."heartbeat_at"
      else "executions"."finished_at"
    end
  ) as "finishedAt",
  max("executions"."attempt") as attempt
from
  keys
  join executions on "executions"."flow_id" = keys.flow
  and "executions"."run_number" = keys.number
where
  "executions"."step" is not null
group by
  1,
  2,
  3,
  4;

-- runs.tags
select
  run_tags.flow_id as flow,
  run_tags.number,
  run_tags.tag,
  run_tags.system
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number"
    from
      json_each(?)
  ) as "keys"
  join run_tags on run_tags.flow_id = keys.flow
  and run_tags.number = keys.number
order by
  run_tags.tag;

-- runs.usual
select
  keys.place,
  (
    select
      string_agg (cast(ms as text), ',')
    from
      (
        select
          case
            when runs.end_ok_at < runs.started_at then 0
            else runs.end_ok_at - runs.started_at
          end as ms
        from
          runs
        where
          runs.end_ok = 1
          and (
            runs.flow_id >= keys.flow
            and (runs.flow_id, runs.end_ok_at) < (keys.flow, keys.began)
          )
        order by
          runs.flow_id desc,
          runs.end_ok_at desc
        limit
          50
      ) as newest
  ) as durations
from
  (
    select
      value ->> 0 as "place",
      value ->> 1 as "flow",
      value ->> 2 as "began"
    from
      json_each(?)
  ) as "keys";

