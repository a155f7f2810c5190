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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($5 as bigint) - 360000 and cast($6 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($7 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($8 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($9 as bigint) - 360000 and cast($10 as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  unnest($11::text[], $12::bigint[]) as "keys" ("flow", "number")
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
                        when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then false
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
                        when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then false
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
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($5 as bigint) - 360000 - 1)
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
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($6 as bigint) + 360000 + 1)
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
                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($7 as bigint) - 360000 - 1)
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
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($8 as bigint) - 360000 - 1)
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
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($9 as bigint) + 360000 + 1)
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
                              cast($10 as bigint) + 360000 + 1
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
                                          and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($11 as bigint) - 360000 - 1)
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
                                          and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($12 as bigint) + 360000 + 1)
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
                        when runs.heartbeat_at between cast($13 as bigint) - 360000 and cast($14 as bigint) + 360000 then false
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
                        when runs.heartbeat_at between cast($15 as bigint) - 360000 and cast($16 as bigint) + 360000 then false
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
                                    and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($17 as bigint) - 360000 - 1)
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
                                    and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($18 as bigint) + 360000 + 1)
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
                        when runs.heartbeat_at between cast($19 as bigint) - 360000 and cast($20 as bigint) + 360000 then true
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
                                            and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($21 as bigint) - 360000)
                                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($22 as bigint) + 360000)
                                          order by
                                            runs.flow_id,
                                            runs.heartbeat_at
                                          limit
                                            251
                                        ) as open0
                                    ) as found
                                ) <= 250 then keys.flow
                              end,
                              cast($23 as bigint) - 360000
                            )
                            and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($24 as bigint) + 360000)
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
                        when runs.heartbeat_at between cast($25 as bigint) - 360000 and cast($26 as bigint) + 360000 then true
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
                        when runs.heartbeat_at between cast($27 as bigint) - 360000 and cast($28 as bigint) + 360000 then true
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
                                    and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($29 as bigint) - 360000)
                                    and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($30 as bigint) + 360000)
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
      unnest(
        $31::bigint[],
        $32::text[],
        $33::bigint[],
        $34::text[],
        $35::bigint[],
        $36::bigint[],
        $37::bigint[],
        $38::bigint[]
      ) as "keys" ("place", "flow", "number", "name", "any", "completed", "failed", "running")
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
    when runs.heartbeat_at between cast($39 as bigint) - 360000 and cast($40 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($41 as bigint) - 360000 and cast($42 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($43 as bigint) - 360000 and cast($44 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($45 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($46 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($47 as bigint) - 360000 and cast($48 as bigint) + 360000) then 1
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
        when runs.heartbeat_at between cast($49 as bigint) - 360000 and cast($50 as bigint) + 360000 then 'RUNNING'
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
    when sum(count) < $1 then 0
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
          $2
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
          and runs.heartbeat_at <= cast($3 as bigint) - 360000 - 1
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
          and runs.heartbeat_at >= cast($5 as bigint) + 360000 + 1
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
          and runs.heartbeat_at is null
        limit
          $7
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
          $8
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
          and runs.heartbeat_at between cast($9 as bigint) - 360000 and cast($10 as bigint) + 360000
        limit
          $11
      ) as part
  ) as parts
group by
  status;

-- runs.counts, with all that it may have
select
  status,
  sum(count) as count,
  case
    when sum(count) < $1 then 0
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
            run_tags.tag = $2
            and "runs"."flow_id" = $3
            and "runs"."user_name" = $4
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($5::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($6::text[])
            ) = $7
            and "runs"."started_at" >= $8
            and "runs"."started_at" <= $9
            and "runs"."heartbeat_at" >= $10
            and "runs"."heartbeat_at" <= $11
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($12 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($13 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $14
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($15 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($16 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $17
            and (
              substr("runs"."name", 1, $18) = $19
              or substr(cast("runs"."number" as text), 1, $20) = $21
            )
            and runs.outcome = 1
          )
        limit
          $22
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
            run_tags.tag = $23
            and "runs"."flow_id" = $24
            and "runs"."user_name" = $25
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($26::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($27::text[])
            ) = $28
            and "runs"."started_at" >= $29
            and "runs"."started_at" <= $30
            and "runs"."heartbeat_at" >= $31
            and "runs"."heartbeat_at" <= $32
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($33 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($34 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $35
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($36 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($37 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $38
            and (
              substr("runs"."name", 1, $39) = $40
              or substr(cast("runs"."number" as text), 1, $41) = $42
            )
            and runs.outcome = 2
          )
        limit
          $43
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
            run_tags.tag = $44
            and "runs"."flow_id" = $45
            and "runs"."user_name" = $46
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($47::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($48::text[])
            ) = $49
            and "runs"."started_at" >= $50
            and "runs"."started_at" <= $51
            and "runs"."heartbeat_at" >= $52
            and "runs"."heartbeat_at" <= $53
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($54 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($55 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $56
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($57 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($58 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $59
            and (
              substr("runs"."name", 1, $60) = $61
              or substr(cast("runs"."number" as text), 1, $62) = $63
            )
            and runs.end_ok is null
            and runs.heartbeat_at <= cast($64 as bigint) - 360000 - 1
          )
        limit
          $65
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
            run_tags.tag = $66
            and "runs"."flow_id" = $67
            and "runs"."user_name" = $68
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($69::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($70::text[])
            ) = $71
            and "runs"."started_at" >= $72
            and "runs"."started_at" <= $73
            and "runs"."heartbeat_at" >= $74
            and "runs"."heartbeat_at" <= $75
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($76 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($77 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $78
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($79 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($80 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $81
            and (
              substr("runs"."name", 1, $82) = $83
              or substr(cast("runs"."number" as text), 1, $84) = $85
            )
            and runs.end_ok is null
            and runs.heartbeat_at >= cast($86 as bigint) + 360000 + 1
          )
        limit
          $87
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
            run_tags.tag = $88
            and "runs"."flow_id" = $89
            and "runs"."user_name" = $90
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($91::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($92::text[])
            ) = $93
            and "runs"."started_at" >= $94
            and "runs"."started_at" <= $95
            and "runs"."heartbeat_at" >= $96
            and "runs"."heartbeat_at" <= $97
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($98 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($99 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $100
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($101 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($102 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $103
            and (
              substr("runs"."name", 1, $104) = $105
              or substr(cast("runs"."number" as text), 1, $106) = $107
            )
            and runs.end_ok is null
            and runs.heartbeat_at is null
          )
        limit
          $108
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
            run_tags.tag = $109
            and "runs"."flow_id" = $110
            and "runs"."user_name" = $111
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($112::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($113::text[])
            ) = $114
            and "runs"."started_at" >= $115
            and "runs"."started_at" <= $116
            and "runs"."heartbeat_at" >= $117
            and "runs"."heartbeat_at" <= $118
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($119 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($120 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $121
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($122 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($123 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $124
            and (
              substr("runs"."name", 1, $125) = $126
              or substr(cast("runs"."number" as text), 1, $127) = $128
            )
            and runs.outcome = 3
          )
        limit
          $129
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
            run_tags.tag = $130
            and "runs"."flow_id" = $131
            and "runs"."user_name" = $132
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($133::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($134::text[])
            ) = $135
            and "runs"."started_at" >= $136
            and "runs"."started_at" <= $137
            and "runs"."heartbeat_at" >= $138
            and "runs"."heartbeat_at" <= $139
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($140 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($141 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $142
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($143 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($144 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $145
            and (
              substr("runs"."name", 1, $146) = $147
              or substr(cast("runs"."number" as text), 1, $148) = $149
            )
            and runs.end_ok is null
            and runs.heartbeat_at between cast($150 as bigint) - 360000 and cast($151 as bigint) + 360000
          )
        limit
          $152
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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'HEARTBEAT_FRESH'
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
      and runs.heartbeat_at >= cast($3 as bigint) - 360000
      and runs.heartbeat_at <= cast($4 as bigint) - 300000
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
    when runs.heartbeat_at between cast($5 as bigint) - 360000 and cast($6 as bigint) + 360000 then true
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
      $1
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
      $2
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
      $3
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
                run_tags.tag = $1
                and "runs"."flow_id" = $2
                and "runs"."user_name" = $3
                and (
                  select
                    count(*)
                  from
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" = any ($4::text[])
                ) > 0
                and (
                  select
                    count(*)
                  from
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" = any ($5::text[])
                ) = $6
                and "runs"."started_at" >= $7
                and "runs"."started_at" <= $8
                and "runs"."heartbeat_at" >= $9
                and "runs"."heartbeat_at" <= $10
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast($11 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast($12 as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end >= $13
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast($14 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast($15 as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end <= $16
                and (
                  substr("runs"."name", 1, $17) = $18
                  or substr(cast("runs"."number" as text), 1, $19) = $20
                )
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then true
                  when runs.heartbeat_at between cast($21 as bigint) - 360000 and cast($22 as bigint) + 360000 then true
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
      $23
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
      $24
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
      $25
  ) as tags;

-- runs.facts
select
  "run_metadata"."flow_id" as "flow",
  "run_metadata"."number" as "number",
  "run_metadata"."id" as "fact",
  octet_length("run_metadata"."value") as size,
  case
    when octet_length("run_metadata"."value") <= $1 then "run_metadata"."value"
  end as "text"
from
  unnest($2::text[], $3::bigint[], $4::text[]) as "keys" ("flow", "number", "fact")
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
  $1;

-- runs.flows, with all that it may have
select
  flows.flow_id as name,
  flows.created_at as "createdAt"
from
  flows
where
  true
  and substr(flows.flow_id, 1, $1) = $2
order by
  "flows"."flow_id" asc,
  cast(0 as bigint) asc
limit
  $3;

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
      unnest($1::bigint[], $2::bigint[], $3::bigint[]) as "whole" ("from", "to", "bucket")
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
      unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) as "pieces" ("from", "to", "bucket", "instead")
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
            and "runs"."heartbeat_at" between cast($8 as bigint) - 360000 and cast($9 as bigint) + 360000
            and "runs"."started_at" >= spans."from"
            and "runs"."started_at" < spans."to"
          )
      ) as runs
    from
      unnest($10::bigint[], $11::bigint[], $12::bigint[]) as "spans" ("from", "to", "bucket")
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
                run_tags.tag = $1
                and "runs"."flow_id" = $2
                and "runs"."user_name" = $3
                and (
                  select
                    count(*)
                  from
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" = any ($4::text[])
                ) > 0
                and (
                  select
                    count(*)
                  from
                    run_tags
                  where
                    run_tags.flow_id = runs.flow_id
                    and run_tags.number = runs.number
                    and "run_tags"."tag" = any ($5::text[])
                ) = $6
                and "runs"."started_at" >= $7
                and "runs"."started_at" <= $8
                and "runs"."heartbeat_at" >= $9
                and "runs"."heartbeat_at" <= $10
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast($11 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast($12 as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end >= $13
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at
                  and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when runs.end_ok is not null then runs.end_ok_at - runs.started_at
                  when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
                  when abs((cast($14 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
                  else abs((cast($15 as bigint) + 500) / 1000 * 1000 - runs.started_at)
                end <= $16
                and (
                  substr("runs"."name", 1, $17) = $18
                  or substr(cast("runs"."number" as text), 1, $19) = $20
                )
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then true
                  when runs.heartbeat_at between cast($21 as bigint) - 360000 and cast($22 as bigint) + 360000 then true
                  when runs.heartbeat_at is not null then true
                  else true
                end
                and runs.started_at >= $23
                and runs.started_at < $24
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
      (runs.started_at - cast($25 as bigint)) * cast($26 as bigint) / cast($27 as bigint) as bucket,
      case
        when runs.end_ok = 0
        and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
        when runs.end_ok = 1 then 'COMPLETED'
        when runs.end_ok = 0 then 'FAILED'
        when runs.heartbeat_at between cast($28 as bigint) - 360000 and cast($29 as bigint) + 360000 then 'RUNNING'
        when runs.heartbeat_at is not null then 'FAILED'
        else 'FAILED'
      end as status
    from
      run_tags
      join runs on runs.flow_id = run_tags.flow_id
      and runs.number = run_tags.number
    where
      (
        run_tags.tag = $30
        and "runs"."flow_id" = $31
        and "runs"."user_name" = $32
        and (
          select
            count(*)
          from
            run_tags
          where
            run_tags.flow_id = runs.flow_id
            and run_tags.number = runs.number
            and "run_tags"."tag" = any ($33::text[])
        ) > 0
        and (
          select
            count(*)
          from
            run_tags
          where
            run_tags.flow_id = runs.flow_id
            and run_tags.number = runs.number
            and "run_tags"."tag" = any ($34::text[])
        ) = $35
        and "runs"."started_at" >= $36
        and "runs"."started_at" <= $37
        and "runs"."heartbeat_at" >= $38
        and "runs"."heartbeat_at" <= $39
        and case
          when runs.end_ok = 0
          and runs.end_attempt_at > runs.end_ok_at
          and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when runs.end_ok is not null then runs.end_ok_at - runs.started_at
          when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when abs((cast($40 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
          else abs((cast($41 as bigint) + 500) / 1000 * 1000 - runs.started_at)
        end >= $42
        and case
          when runs.end_ok = 0
          and runs.end_attempt_at > runs.end_ok_at
          and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when runs.end_ok is not null then runs.end_ok_at - runs.started_at
          when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
          when abs((cast($43 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
          else abs((cast($44 as bigint) + 500) / 1000 * 1000 - runs.started_at)
        end <= $45
        and (
          substr("runs"."name", 1, $46) = $47
          or substr(cast("runs"."number" as text), 1, $48) = $49
        )
        and case
          when runs.end_ok = 0
          and runs.end_attempt_at > runs.end_ok_at then true
          when runs.end_ok = 1 then false
          when runs.end_ok = 0 then true
          when runs.heartbeat_at between cast($50 as bigint) - 360000 and cast($51 as bigint) + 360000 then true
          when runs.heartbeat_at is not null then true
          else true
        end
        and runs.started_at >= $52
        and runs.started_at < $53
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
            when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then false
            when runs.heartbeat_at is not null then false
            else false
          end
          and case
            when runs.end_ok = 0
            and runs.end_attempt_at > runs.end_ok_at then null
            when runs.end_ok is not null then runs.end_ok_at
            when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then null
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
      unnest($5::text[], $6::bigint[], $7::bigint[]) as "keys" ("flow", "number", "startedAt")
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
    when runs.heartbeat_at between cast($8 as bigint) - 360000 and cast($9 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($10 as bigint) - 360000 and cast($11 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($12 as bigint) - 360000 and cast($13 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($14 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($15 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($16 as bigint) - 360000 and cast($17 as bigint) + 360000) then 1
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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'RUNNING'
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
                      when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then false
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
                          and runs.heartbeat_at <= cast($5 as bigint) - 360000 - 1
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
                          and runs.heartbeat_at >= cast($6 as bigint) + 360000 + 1
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
                      when runs.heartbeat_at between cast($7 as bigint) - 360000 and cast($8 as bigint) + 360000 then false
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
                                and runs.heartbeat_at <= cast($9 as bigint) - 360000 - 1
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
                                and runs.heartbeat_at >= cast($10 as bigint) + 360000 + 1
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
                      when runs.heartbeat_at between cast($11 as bigint) - 360000 and cast($12 as bigint) + 360000 then false
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
                                  and runs.heartbeat_at <= cast($13 as bigint) - 360000 - 1
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
                                  and runs.heartbeat_at >= cast($14 as bigint) + 360000 + 1
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
                                  and runs.heartbeat_at <= cast($15 as bigint) - 360000 - 1
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
                                  and runs.heartbeat_at >= cast($16 as bigint) + 360000 + 1
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
  cross join lateral (
    select
      "runs".*
    from
      runs
    where
      runs.flow_id <= parents.flow_id
      and runs.flow_id >= parents.flow_id
    order by
      runs.flow_id desc,
      runs.started_at desc,
      runs.number desc
    limit
      10
  ) as "runs"
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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($5 as bigint) - 360000 and cast($6 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($7 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($8 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($9 as bigint) - 360000 and cast($10 as bigint) + 360000) then 1
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
  $11;

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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($5 as bigint) - 360000 and cast($6 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($7 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($8 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($9 as bigint) - 360000 and cast($10 as bigint) + 360000) then 1
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
            "runs"."flow_id" = $11
            and "runs"."user_name" = $12
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($13::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($14::text[])
            ) = $15
            and "runs"."started_at" >= $16
            and "runs"."started_at" <= $17
            and "runs"."heartbeat_at" >= $18
            and "runs"."heartbeat_at" <= $19
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($20 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($21 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $22
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($23 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($24 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $25
            and (
              substr("runs"."name", 1, $26) = $27
              or substr(cast("runs"."number" as text), 1, $28) = $29
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast($30 as bigint) - 360000 and cast($31 as bigint) + 360000 then true
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
            "runs"."flow_id" = $32
            and "runs"."user_name" = $33
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($34::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($35::text[])
            ) = $36
            and "runs"."started_at" >= $37
            and "runs"."started_at" <= $38
            and "runs"."heartbeat_at" >= $39
            and "runs"."heartbeat_at" <= $40
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($41 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($42 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $43
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($44 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($45 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $46
            and (
              substr("runs"."name", 1, $47) = $48
              or substr(cast("runs"."number" as text), 1, $49) = $50
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast($51 as bigint) - 360000 and cast($52 as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and runs.end_ok is null
            and runs.heartbeat_at <= cast($53 as bigint) - 360000 - 1
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
            "runs"."flow_id" = $54
            and "runs"."user_name" = $55
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($56::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($57::text[])
            ) = $58
            and "runs"."started_at" >= $59
            and "runs"."started_at" <= $60
            and "runs"."heartbeat_at" >= $61
            and "runs"."heartbeat_at" <= $62
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($63 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($64 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $65
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($66 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($67 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $68
            and (
              substr("runs"."name", 1, $69) = $70
              or substr(cast("runs"."number" as text), 1, $71) = $72
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast($73 as bigint) - 360000 and cast($74 as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and runs.end_ok is null
            and runs.heartbeat_at >= cast($75 as bigint) + 360000 + 1
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
            "runs"."flow_id" = $76
            and "runs"."user_name" = $77
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($78::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($79::text[])
            ) = $80
            and "runs"."started_at" >= $81
            and "runs"."started_at" <= $82
            and "runs"."heartbeat_at" >= $83
            and "runs"."heartbeat_at" <= $84
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($85 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($86 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $87
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($88 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($89 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $90
            and (
              substr("runs"."name", 1, $91) = $92
              or substr(cast("runs"."number" as text), 1, $93) = $94
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast($95 as bigint) - 360000 and cast($96 as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then false
              when runs.heartbeat_at between cast($97 as bigint) - 360000 and cast($98 as bigint) + 360000 then true
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
                    runs.heartbeat_at >= cast($99 as bigint) - 360000
                    and runs.heartbeat_at <= cast($100 as bigint) + 360000
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
            "runs"."flow_id" = $101
            and "runs"."user_name" = $102
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($103::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($104::text[])
            ) = $105
            and "runs"."started_at" >= $106
            and "runs"."started_at" <= $107
            and "runs"."heartbeat_at" >= $108
            and "runs"."heartbeat_at" <= $109
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($110 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($111 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $112
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($113 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($114 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $115
            and (
              substr("runs"."name", 1, $116) = $117
              or substr(cast("runs"."number" as text), 1, $118) = $119
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast($120 as bigint) - 360000 and cast($121 as bigint) + 360000 then true
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
                          runs.heartbeat_at >= cast($122 as bigint) - 360000
                          and runs.heartbeat_at <= cast($123 as bigint) + 360000
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
              when runs.heartbeat_at between cast($124 as bigint) - 360000 and cast($125 as bigint) + 360000 then true
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
            "runs"."flow_id" = $126
            and "runs"."user_name" = $127
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($128::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($129::text[])
            ) = $130
            and "runs"."started_at" >= $131
            and "runs"."started_at" <= $132
            and "runs"."heartbeat_at" >= $133
            and "runs"."heartbeat_at" <= $134
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($135 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($136 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $137
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($138 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($139 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $140
            and (
              substr("runs"."name", 1, $141) = $142
              or substr(cast("runs"."number" as text), 1, $143) = $144
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast($145 as bigint) - 360000 and cast($146 as bigint) + 360000 then true
              when runs.heartbeat_at is not null then true
              else true
            end
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then false
              when runs.heartbeat_at between cast($147 as bigint) - 360000 and cast($148 as bigint) + 360000 then true
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
                            runs.heartbeat_at >= cast($149 as bigint) - 360000
                            and runs.heartbeat_at <= cast($150 as bigint) + 360000
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
                            runs.heartbeat_at >= cast($151 as bigint) - 360000
                            and runs.heartbeat_at <= cast($152 as bigint) + 360000
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
            "runs"."flow_id" = $153
            and "runs"."user_name" = $154
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($155::text[])
            ) > 0
            and (
              select
                count(*)
              from
                run_tags
              where
                run_tags.flow_id = runs.flow_id
                and run_tags.number = runs.number
                and "run_tags"."tag" = any ($156::text[])
            ) = $157
            and "runs"."started_at" >= $158
            and "runs"."started_at" <= $159
            and "runs"."heartbeat_at" >= $160
            and "runs"."heartbeat_at" <= $161
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($162 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($163 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end >= $164
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at
              and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when runs.end_ok is not null then runs.end_ok_at - runs.started_at
              when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
              when abs((cast($165 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
              else abs((cast($166 as bigint) + 500) / 1000 * 1000 - runs.started_at)
            end <= $167
            and (
              substr("runs"."name", 1, $168) = $169
              or substr(cast("runs"."number" as text), 1, $170) = $171
            )
            and case
              when runs.end_ok = 0
              and runs.end_attempt_at > runs.end_ok_at then true
              when runs.end_ok = 1 then false
              when runs.end_ok = 0 then true
              when runs.heartbeat_at between cast($172 as bigint) - 360000 and cast($173 as bigint) + 360000 then true
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
      when runs.heartbeat_at between cast($174 as bigint) - 360000 and cast($175 as bigint) + 360000 then null
      else runs.heartbeat_at
    end,
    4503599627370496 + coalesce(runs.started_at, 0)
  ) desc,
  runs.flow_id desc,
  runs.number desc
limit
  $176;

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
    when octet_length("run_metadata"."value") > $1 then '…'
    else "run_metadata"."value"
  end as "value"
from
  unnest($2::text[], $3::bigint[]) as "parents" ("flow", "number")
  cross join lateral (
    select
      "run_metadata".*
    from
      run_metadata
    where
      (
        "run_metadata"."flow_id" = parents."flow"
        and "run_metadata"."number" = parents."number"
      )
    order by
      run_metadata.id asc
    limit
      $4
  ) as "run_metadata"
order by
  run_metadata.id asc
limit
  $5;

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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($5 as bigint) - 360000 and cast($6 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($7 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($8 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($9 as bigint) - 360000 and cast($10 as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  unnest($11::text[], $12::bigint[], $13::bigint[]) as "keys" ("flow", "number", "startedAt")
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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($5 as bigint) - 360000 and cast($6 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($7 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($8 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($9 as bigint) - 360000 and cast($10 as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  unnest($11::text[], $12::bigint[], $13::bigint[]) as "keys" ("flow", "number", "startedAt")
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
    when runs.heartbeat_at between cast($1 as bigint) - 360000 and cast($2 as bigint) + 360000 then 'HEARTBEAT_FRESH'
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
                  when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then true
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
                        runs.heartbeat_at >= cast($5 as bigint) - 360000
                        and runs.heartbeat_at <= cast($6 as bigint) + 360000
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
                  when runs.heartbeat_at between cast($7 as bigint) - 360000 and cast($8 as bigint) + 360000 then true
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
                              runs.heartbeat_at >= cast($9 as bigint) - 360000
                              and runs.heartbeat_at <= cast($10 as bigint) + 360000
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
                  when runs.heartbeat_at between cast($11 as bigint) - 360000 and cast($12 as bigint) + 360000 then true
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
                                runs.heartbeat_at >= cast($13 as bigint) - 360000
                                and runs.heartbeat_at <= cast($14 as bigint) + 360000
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
                                runs.heartbeat_at >= cast($15 as bigint) - 360000
                                and runs.heartbeat_at <= cast($16 as bigint) + 360000
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
      unnest($1::text[], $2::bigint[]) as "keys" ("flow", "number")
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
    when "executions"."stale_at" < cast($3 as bigint) then 'FAILED'
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
      and "executions"."stale_at" < cast($4 as bigint) then "executions"."heartbeat_at"
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
  unnest($1::text[], $2::bigint[]) as "keys" ("flow", "number")
  join run_tags on run_tags.flow_id = keys.flow
  and run_tags.number = keys.number
order by
  run_tags.tag;

-- runs.usual
select
  keys.place,
  (
    select
      string_agg(cast(ms as text), ',')
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
  unnest($1::bigint[], $2::text[], $3::bigint[]) as "keys" ("place", "flow", "began");

