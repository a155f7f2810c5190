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
            (
              runs.flow_id = keys.flow
              and runs.flow_id = any ($1::text[])
            )
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
                    and (
                      runs.flow_id >= keys.flow
                      and runs.flow_id <= keys.flow
                      and runs.flow_id = any ($2::text[])
                    )
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
                        when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then false
                        when runs.heartbeat_at is not null then false
                        else false
                      end
                      and runs.flow_id = keys.flow
                      and runs.outcome <= 1
                      and runs.outcome >= 1
                      and runs.flow_id = any ($5::text[])
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
                        when runs.heartbeat_at between cast($6 as bigint) - 360000 and cast($7 as bigint) + 360000 then false
                        when runs.heartbeat_at is not null then true
                        else true
                      end
                      and runs.flow_id = keys.flow
                      and runs.outcome <= 2
                      and runs.outcome >= 2
                      and runs.flow_id = any ($8::text[])
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
                            (
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
                                              (
                                                runs.end_ok is null
                                                and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                                and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($9 as bigint) - 360000 - 1)
                                                and runs.flow_id = any ($10::text[])
                                              )
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
                                              (
                                                runs.end_ok is null
                                                and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($11 as bigint) + 360000 + 1)
                                                and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                                and runs.flow_id = any ($12::text[])
                                              )
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
                                              (
                                                runs.end_ok is null
                                                and runs.flow_id >= keys.flow
                                                and runs.flow_id <= keys.flow
                                                and runs.heartbeat_at is null
                                                and runs.flow_id = any ($13::text[])
                                              )
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
                              and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($14 as bigint) - 360000 - 1)
                              and runs.flow_id = any ($15::text[])
                            )
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
                            (
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
                                              (
                                                runs.end_ok is null
                                                and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                                and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($16 as bigint) - 360000 - 1)
                                                and runs.flow_id = any ($17::text[])
                                              )
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
                                              (
                                                runs.end_ok is null
                                                and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($18 as bigint) + 360000 + 1)
                                                and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                                and runs.flow_id = any ($19::text[])
                                              )
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
                                              (
                                                runs.end_ok is null
                                                and runs.flow_id >= keys.flow
                                                and runs.flow_id <= keys.flow
                                                and runs.heartbeat_at is null
                                                and runs.flow_id = any ($20::text[])
                                              )
                                            order by
                                              runs.flow_id,
                                              runs.heartbeat_at
                                            limit
                                              251
                                          ) as open2
                                      ) as found
                                  ) <= 250 then keys.flow
                                end,
                                cast($21 as bigint) + 360000 + 1
                              )
                              and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                              and runs.flow_id = any ($22::text[])
                            )
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
                            (
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
                                            (
                                              runs.end_ok is null
                                              and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                              and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($23 as bigint) - 360000 - 1)
                                              and runs.flow_id = any ($24::text[])
                                            )
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
                                            (
                                              runs.end_ok is null
                                              and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($25 as bigint) + 360000 + 1)
                                              and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                              and runs.flow_id = any ($26::text[])
                                            )
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
                                            (
                                              runs.end_ok is null
                                              and runs.flow_id >= keys.flow
                                              and runs.flow_id <= keys.flow
                                              and runs.heartbeat_at is null
                                              and runs.flow_id = any ($27::text[])
                                            )
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
                              and runs.flow_id = any ($28::text[])
                            )
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
                        when runs.heartbeat_at between cast($29 as bigint) - 360000 and cast($30 as bigint) + 360000 then false
                        when runs.heartbeat_at is not null then true
                        else true
                      end
                      and runs.flow_id = any ($31::text[])
                      and runs.flow_id = any ($32::text[])
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
                        when runs.heartbeat_at between cast($33 as bigint) - 360000 and cast($34 as bigint) + 360000 then false
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
                                    (
                                      runs.end_ok is null
                                      and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, -9007199254740992)
                                      and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($35 as bigint) - 360000 - 1)
                                      and runs.flow_id = any ($36::text[])
                                    )
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
                                    (
                                      runs.end_ok is null
                                      and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($37 as bigint) + 360000 + 1)
                                      and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, 9007199254740992)
                                      and runs.flow_id = any ($38::text[])
                                    )
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
                                    (
                                      runs.end_ok is null
                                      and runs.flow_id >= keys.flow
                                      and runs.flow_id <= keys.flow
                                      and runs.heartbeat_at is null
                                      and runs.flow_id = any ($39::text[])
                                    )
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
                      and runs.flow_id = any ($40::text[])
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
                        when runs.heartbeat_at between cast($41 as bigint) - 360000 and cast($42 as bigint) + 360000 then true
                        when runs.heartbeat_at is not null then false
                        else false
                      end
                      and runs.flow_id = keys.flow
                      and runs.outcome <= 3
                      and runs.outcome >= 3
                      and runs.flow_id = any ($43::text[])
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
                            (
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
                                              (
                                                runs.end_ok is null
                                                and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($44 as bigint) - 360000)
                                                and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($45 as bigint) + 360000)
                                                and runs.flow_id = any ($46::text[])
                                              )
                                            order by
                                              runs.flow_id,
                                              runs.heartbeat_at
                                            limit
                                              251
                                          ) as open0
                                      ) as found
                                  ) <= 250 then keys.flow
                                end,
                                cast($47 as bigint) - 360000
                              )
                              and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($48 as bigint) + 360000)
                              and runs.flow_id = any ($49::text[])
                            )
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
                        when runs.heartbeat_at between cast($50 as bigint) - 360000 and cast($51 as bigint) + 360000 then true
                        when runs.heartbeat_at is not null then false
                        else false
                      end
                      and runs.flow_id = any ($52::text[])
                      and runs.flow_id = any ($53::text[])
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
                        when runs.heartbeat_at between cast($54 as bigint) - 360000 and cast($55 as bigint) + 360000 then true
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
                                    (
                                      runs.end_ok is null
                                      and (runs.flow_id, runs.heartbeat_at) >= (keys.flow, cast($56 as bigint) - 360000)
                                      and (runs.flow_id, runs.heartbeat_at) <= (keys.flow, cast($57 as bigint) + 360000)
                                      and runs.flow_id = any ($58::text[])
                                    )
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
                      and runs.flow_id = any ($59::text[])
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
        $60::bigint[],
        $61::text[],
        $62::bigint[],
        $63::text[],
        $64::bigint[],
        $65::bigint[],
        $66::bigint[],
        $67::bigint[]
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
    when runs.heartbeat_at between cast($68 as bigint) - 360000 and cast($69 as bigint) + 360000 then 'RUNNING'
    when runs.heartbeat_at is not null then 'FAILED'
    else 'FAILED'
  end as "status",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then 'RETRYING'
    when runs.end_ok = 1 then 'ATTEMPT_OK'
    when runs.end_ok = 0 then 'ATTEMPT_FAILED'
    when runs.heartbeat_at between cast($70 as bigint) - 360000 and cast($71 as bigint) + 360000 then 'HEARTBEAT_FRESH'
    when runs.heartbeat_at is not null then 'HEARTBEAT_STALE'
    else 'NO_HEARTBEAT'
  end as "statusReason",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at then null
    when runs.end_ok is not null then runs.end_ok_at
    when runs.heartbeat_at between cast($72 as bigint) - 360000 and cast($73 as bigint) + 360000 then null
    else runs.heartbeat_at
  end as "finishedAt",
  case
    when runs.end_ok = 0
    and runs.end_attempt_at > runs.end_ok_at
    and runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when runs.end_ok is not null then runs.end_ok_at - runs.started_at
    when runs.heartbeat_at is not null then runs.heartbeat_at - runs.started_at
    when abs((cast($74 as bigint) + 500) / 1000 * 1000 - runs.started_at) > 86400000 then null
    else abs((cast($75 as bigint) + 500) / 1000 * 1000 - runs.started_at)
  end as "durationMs",
  case
    when (
      runs.end_ok is null
      or runs.end_ok = 0
      and runs.end_attempt_at > runs.end_ok_at
    )
    and runs.heartbeat_at is not null
    and not (runs.heartbeat_at between cast($76 as bigint) - 360000 and cast($77 as bigint) + 360000) then 1
    else 0
  end as "heartbeatStale"
from
  keys
  join runs on (
    runs.flow_id = keys.flow
    and runs.flow_id = any ($78::text[])
  )
  and runs.number = keys.found
where
  (
    keys."any" = 1
    or case case
        when runs.end_ok = 0
        and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
        when runs.end_ok = 1 then 'COMPLETED'
        when runs.end_ok = 0 then 'FAILED'
        when runs.heartbeat_at between cast($79 as bigint) - 360000 and cast($80 as bigint) + 360000 then 'RUNNING'
        when runs.heartbeat_at is not null then 'FAILED'
        else 'FAILED'
      end
      when 'COMPLETED' then keys.completed
      when 'FAILED' then keys.failed
      else keys.running
    end = 1
  );

-- runs.facets
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
              (
                runs.flow_id = $1
                and runs.flow_id <= $2
                and runs.flow_id >= $3
              )
            order by
              runs.flow_id desc,
              runs.started_at desc,
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
      $4
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
      $5
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
      $6
  ) as tags;

-- runs.histogram, in its plainest shape
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
              runs
            where
              (
                "runs"."started_at" >= $1
                and "runs"."started_at" <= $2
                and runs.started_at >= $3
                and runs.started_at < $4
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
      (runs.started_at - cast($5 as bigint)) * cast($6 as bigint) / cast($7 as bigint) as bucket,
      case
        when runs.end_ok = 0
        and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
        when runs.end_ok = 1 then 'COMPLETED'
        when runs.end_ok = 0 then 'FAILED'
        when runs.heartbeat_at between cast($8 as bigint) - 360000 and cast($9 as bigint) + 360000 then 'RUNNING'
        when runs.heartbeat_at is not null then 'FAILED'
        else 'FAILED'
      end as status
    from
      runs
    where
      (
        "runs"."started_at" >= $10
        and "runs"."started_at" <= $11
        and runs.started_at >= $12
        and runs.started_at < $13
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
              runs
            where
              (
                "runs"."started_at" >= $1
                and "runs"."started_at" <= $2
                and case
                  when runs.end_ok = 0
                  and runs.end_attempt_at > runs.end_ok_at then true
                  when runs.end_ok = 1 then false
                  when runs.end_ok = 0 then true
                  when runs.heartbeat_at between cast($3 as bigint) - 360000 and cast($4 as bigint) + 360000 then true
                  when runs.heartbeat_at is not null then true
                  else true
                end
                and runs.started_at >= $5
                and runs.started_at < $6
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
      (runs.started_at - cast($7 as bigint)) * cast($8 as bigint) / cast($9 as bigint) as bucket,
      case
        when runs.end_ok = 0
        and runs.end_attempt_at > runs.end_ok_at then 'RUNNING'
        when runs.end_ok = 1 then 'COMPLETED'
        when runs.end_ok = 0 then 'FAILED'
        when runs.heartbeat_at between cast($10 as bigint) - 360000 and cast($11 as bigint) + 360000 then 'RUNNING'
        when runs.heartbeat_at is not null then 'FAILED'
        else 'FAILED'
      end as status
    from
      runs
    where
      (
        "runs"."started_at" >= $12
        and "runs"."started_at" <= $13
        and case
          when runs.end_ok = 0
          and runs.end_attempt_at > runs.end_ok_at then true
          when runs.end_ok = 1 then false
          when runs.end_ok = 0 then true
          when runs.heartbeat_at between cast($14 as bigint) - 360000 and cast($15 as bigint) + 360000 then true
          when runs.heartbeat_at is not null then true
          else true
        end
        and runs.started_at >= $16
        and runs.started_at < $17
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
          (
            (runs.flow_id, runs.outcome) >= (keys.flow, 1)
            and (runs.flow_id, runs.outcome, runs.started_at, runs.number) < (keys.flow, 1, keys."startedAt", keys.number)
            and runs.flow_id = any ($1::text[])
          )
          and case
            when runs.end_ok = 0
            and runs.end_attempt_at > runs.end_ok_at then false
            when runs.end_ok = 1 then true
            when runs.end_ok = 0 then false
            when runs.heartbeat_at between cast($2 as bigint) - 360000 and cast($3 as bigint) + 360000 then false
            when runs.heartbeat_at is not null then false
            else false
          end
          and case
            when runs.end_ok = 0
            and runs.end_attempt_at > runs.end_ok_at then null
            when runs.end_ok is not null then runs.end_ok_at
            when runs.heartbeat_at between cast($4 as bigint) - 360000 and cast($5 as bigint) + 360000 then null
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
      unnest($6::text[], $7::bigint[], $8::bigint[]) as "keys" ("flow", "number", "startedAt")
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
  end as "heartbeatStale"
from
  keys
  join runs on (
    runs.flow_id = keys.flow
    and runs.number = keys.found
    and runs.flow_id = any ($19::text[])
  );

-- runs.lastOfFlows
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
  unnest($3::text[]) as "parents" ("flow")
  cross join lateral (
    select
      "runs".*
    from
      runs
    where
      (
        runs.flow_id <= parents.flow
        and runs.flow_id >= parents.flow
        and runs.flow_id = any ($4::text[])
      )
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

-- runs.list
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
            runs.flow_id = $11
            and runs.flow_id <= $12
            and runs.flow_id >= $13
          )
        order by
          runs.flow_id desc,
          runs.started_at desc,
          runs.number desc
        limit
          51
      ) as part0
  ) as runs
order by
  runs.started_at desc,
  runs.flow_id desc,
  runs.number desc
limit
  $14;

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
        (
          "run_metadata"."flow_id" = parents."flow"
          and "run_metadata"."number" = parents."number"
        )
        and "run_metadata"."flow_id" = any ($4::text[])
      )
    order by
      run_metadata.id asc
    limit
      $5
  ) as "run_metadata"
order by
  run_metadata.id asc
limit
  $6;

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
  join runs on (
    runs.flow_id = keys.flow
    and runs.number = (
      select
        runs.number
      from
        runs
      where
        (
          runs.flow_id <= keys.flow
          and runs.flow_id = any ($14::text[])
        )
        and (runs.flow_id, runs.started_at, runs.number) > (keys.flow, keys."startedAt", keys.number)
      order by
        runs.flow_id asc,
        runs.started_at asc,
        runs.number asc
      limit
        1
    )
    and runs.flow_id = any ($15::text[])
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
  join runs on (
    runs.flow_id = keys.flow
    and runs.number = (
      select
        runs.number
      from
        runs
      where
        (
          runs.flow_id >= keys.flow
          and runs.flow_id = any ($14::text[])
        )
        and (runs.flow_id, runs.started_at, runs.number) < (keys.flow, keys."startedAt", keys.number)
      order by
        runs.flow_id desc,
        runs.started_at desc,
        runs.number desc
      limit
        1
    )
    and runs.flow_id = any ($15::text[])
  );

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
            and runs.flow_id = any ($1::text[])
          )
        order by
          runs.flow_id desc,
          runs.end_ok_at desc
        limit
          50
      ) as newest
  ) as durations
from
  unnest($2::bigint[], $3::text[], $4::bigint[]) as "keys" ("place", "flow", "began");

