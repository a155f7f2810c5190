-- queue.addActions
insert into
  "actions" (
    "execution_id",
    "node_id",
    "seq",
    "kind",
    "state",
    "rank",
    "order_at",
    "due_at",
    "attempt",
    "first_attempt",
    "lease_token",
    "worker",
    "leased_at",
    "timeout_ms",
    "input_bytes"
  )
select
  rows."executionId",
  rows."nodeId",
  rows."seq",
  rows."kind",
  rows."state",
  rows."rank",
  rows."orderAt",
  rows."dueAt",
  rows."attempt",
  rows."firstAttempt",
  rows."leaseToken",
  rows."worker",
  rows."leasedAt",
  rows."timeoutMs",
  rows."inputBytes"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId",
      value ->> 2 as "seq",
      value ->> 3 as "kind",
      value ->> 4 as "state",
      value ->> 5 as "rank",
      value ->> 6 as "orderAt",
      value ->> 7 as "dueAt",
      value ->> 8 as "attempt",
      value ->> 9 as "firstAttempt",
      value ->> 10 as "leaseToken",
      value ->> 11 as "worker",
      value ->> 12 as "leasedAt",
      value ->> 13 as "timeoutMs",
      value ->> 14 as "inputBytes"
    from
      json_each(?)
  ) as "rows"
where
  true;

-- queue.addQueued
insert into
  "queue_executions" (
    "execution_id",
    "flow_id",
    "dag_hash",
    "attempt",
    "state",
    "rank",
    "order_at",
    "run_at",
    "open_nodes",
    "next_seq",
    "output_bytes"
  )
select
  rows."id",
  rows."flow",
  rows."dagHash",
  rows."attempt",
  rows."state",
  rows."rank",
  rows."orderAt",
  rows."runAt",
  rows."openNodes",
  rows."nextSeq",
  rows."outputBytes"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "flow",
      value ->> 2 as "dagHash",
      value ->> 3 as "attempt",
      value ->> 4 as "state",
      value ->> 5 as "rank",
      value ->> 6 as "orderAt",
      value ->> 7 as "runAt",
      value ->> 8 as "openNodes",
      value ->> 9 as "nextSeq",
      value ->> 10 as "outputBytes"
    from
      json_each(?)
  ) as "rows"
where
  true;

-- queue.addValues, in its plainest shape
insert into
  "queue_values" ("execution_id", "kind", "node_id", "json")
select
  rows."executionId",
  rows."kind",
  rows."nodeId",
  rows."json"
from
  (
    select
      ? as "executionId",
      ? as "kind",
      ? as "nodeId",
      ? as "json"
  ) as "rows"
where
  true
on conflict do nothing;

-- queue.addValues, with all that it may have
insert into
  "queue_values" ("execution_id", "kind", "node_id", "json")
select
  rows."executionId",
  rows."kind",
  rows."nodeId",
  rows."json"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "kind",
      value ->> 2 as "nodeId",
      value ->> 3 as "json"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing;

-- queue.addWorkers
insert into
  "workers" ("worker_id", "kinds", "seen_at")
select
  rows."id",
  rows."kinds",
  rows."seenAt"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "kinds",
      value ->> 2 as "seenAt"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict ("worker_id") do update
set
  "kinds" = excluded."kinds",
  "seen_at" = excluded."seen_at";

-- queue.candidates
select
  "actions"."kind" as "kind",
  "actions"."rank" as "rank",
  "actions"."order_at" as "orderAt",
  "actions"."execution_id" as "executionId",
  "actions"."seq" as "seq",
  "actions"."input_bytes" as "inputBytes"
from
  (
    select
      value ->> 0 as "kind"
    from
      json_each(?)
  ) as "kinds"
  join "actions" on "actions".rowid in (
    select
      "actions".rowid
    from
      "actions"
    where
      actions.kind = kinds.kind
      and actions.state = 0
    order by
      actions.kind,
      actions.rank,
      actions.order_at,
      actions.execution_id,
      actions.seq
    limit
      ?
  );

-- queue.countJoins
insert into
  "joins" ("execution_id", "node_id", "settled", "total", "skipped", "bytes")
select
  rows."executionId",
  rows."nodeId",
  rows."settled",
  rows."total",
  rows."skipped",
  rows."bytes"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId",
      value ->> 2 as "settled",
      value ->> 3 as "total",
      value ->> 4 as "skipped",
      value ->> 5 as "bytes"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict (execution_id, node_id) do update
set
  settled = joins.settled + excluded.settled,
  skipped = case
    when excluded.skipped > joins.skipped then excluded.skipped
    else joins.skipped
  end,
  bytes = joins.bytes + excluded.bytes
returning
  "joins"."execution_id" as "executionId",
  "joins"."node_id" as "nodeId",
  "joins"."settled" as "settled",
  "joins"."total" as "total",
  "joins"."skipped" as "skipped",
  "joins"."bytes" as "bytes";

-- queue.dagsOf
select
  "dags"."dag_hash" as "hash",
  "dags"."json" as "json"
from
  "dags"
where
  "dags"."dag_hash" in (
    select
      value
    from
      json_each(?)
  );

-- queue.deleteActions
delete from "actions"
where
  "actions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
returning
  "actions"."execution_id" as "executionId",
  "actions"."node_id" as "nodeId",
  "actions"."seq" as "seq",
  "actions"."kind" as "kind",
  "actions"."state" as "state",
  "actions"."rank" as "rank",
  "actions"."order_at" as "orderAt",
  "actions"."due_at" as "dueAt",
  "actions"."attempt" as "attempt",
  "actions"."first_attempt" as "firstAttempt",
  "actions"."lease_token" as "leaseToken",
  "actions"."worker" as "worker",
  "actions"."leased_at" as "leasedAt",
  "actions"."timeout_ms" as "timeoutMs",
  "actions"."input_bytes" as "inputBytes";

-- queue.deleteJoins
delete from "joins"
where
  "joins"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- queue.deleteQueued
delete from "queue_executions"
where
  "queue_executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- queue.deleteValues
delete from "queue_values"
where
  "queue_values"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- queue.digestsOf
select
  "execution_metadata"."execution_id" as id,
  "execution_metadata"."value" as digest
from
  "execution_metadata"
where
  "execution_metadata"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
  and "execution_metadata"."field" = 'started_with';

-- queue.dueWork
select
  *
from
  (
    select
      execution_id as "executionId",
      node_id as "nodeId",
      state,
      lease_token as "leaseToken"
    from
      actions
    where
      state <> 0
      and due_at <= cast(? as bigint)
    order by
      due_at
    limit
      200
  ) as actions
union all
select
  *
from
  (
    select
      execution_id as "executionId",
      null as "nodeId",
      state,
      null as "leaseToken"
    from
      queue_executions
    where
      state = 3
      and run_at <= cast(? as bigint)
    order by
      run_at
    limit
      200
  ) as futures;

-- queue.extend
update actions
set
  due_at = case
    when actions.leased_at + actions.timeout_ms < rows."dueAt" then actions.leased_at + actions.timeout_ms
    else rows."dueAt"
  end
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId",
      value ->> 2 as "leaseToken",
      value ->> 3 as "dueAt"
    from
      json_each(?)
  ) as "rows"
where
  actions.execution_id = rows."executionId"
  and actions.node_id = rows."nodeId"
  and actions.lease_token = rows."leaseToken"
returning
  actions.execution_id as "executionId",
  actions.node_id as "nodeId",
  actions.lease_token as "leaseToken",
  actions.due_at as "dueAt";

-- queue.forget
delete from workers
where
  seen_at < ?;

-- queue.lease
update "actions"
set
  state = 2,
  lease_token = rows."leaseToken",
  worker = rows.worker,
  leased_at = rows."leasedAt",
  due_at = rows."dueAt"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId",
      value ->> 2 as "leaseToken",
      value ->> 3 as "worker",
      value ->> 4 as "leasedAt",
      value ->> 5 as "dueAt"
    from
      json_each(?)
  ) as "rows"
where
  actions.execution_id = rows."executionId"
  and actions.node_id = rows."nodeId";

-- queue.lockQueued
select
  "queue_executions"."execution_id" as "id",
  "queue_executions"."flow_id" as "flow",
  "queue_executions"."dag_hash" as "dagHash",
  "queue_executions"."attempt" as "attempt",
  "queue_executions"."state" as "state",
  "queue_executions"."rank" as "rank",
  "queue_executions"."order_at" as "orderAt",
  "queue_executions"."run_at" as "runAt",
  "queue_executions"."open_nodes" as "openNodes",
  "queue_executions"."next_seq" as "nextSeq",
  "queue_executions"."output_bytes" as "outputBytes"
from
  "queue_executions"
where
  "queue_executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
order by
  execution_id;

-- queue.makeReady
update actions
set
  state = 0,
  due_at = null
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId"
    from
      json_each(?)
  ) as "rows"
where
  actions.execution_id = rows."executionId"
  and actions.node_id = rows."nodeId"
  and actions.state = 1
  and actions.due_at <= ?
returning
  actions.execution_id as id;

-- queue.moveQueued
update "queue_executions"
set
  "state" = rows."state",
  "attempt" = rows."attempt",
  "open_nodes" = rows."openNodes",
  "next_seq" = rows."nextSeq",
  "output_bytes" = rows."outputBytes"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "state",
      value ->> 2 as "attempt",
      value ->> 3 as "openNodes",
      value ->> 4 as "nextSeq",
      value ->> 5 as "outputBytes"
    from
      json_each(?)
  ) as "rows"
where
  "queue_executions"."execution_id" = rows."id";

-- queue.oftenTried
with
  ready as (
    select
      execution_id,
      node_id,
      attempt - first_attempt + 1 as tries,
      order_at
    from
      actions
    where
      state = 0
    limit
      1001
  ),
  others as (
    select
      execution_id,
      node_id,
      attempt - first_attempt + 1 as tries,
      order_at
    from
      actions
    where
      state <> 0
    limit
      1001
  )
select
  *
from
  (
    select
      execution_id as "executionId",
      node_id as "nodeId",
      tries,
      order_at as "orderAt"
    from
      (
        select
          *
        from
          ready
        union all
        select
          *
        from
          others
      ) as actions
    where
      tries >= ?
    order by
      tries desc,
      execution_id,
      node_id
    limit
      100
  ) as often
union all
select
  null,
  null,
  max(count),
  null
from
  (
    select
      (
        select
          count(*)
        from
          ready
      ) as count
    union all
    select
      (
        select
          count(*)
        from
          others
      ) as count
  ) as counts;

-- queue.recordedIn
select
  node_results.execution_id as "executionId",
  node_results.node_id as "nodeId",
  case
    when node_results.truncated is null then octet_length (node_results.value)
  end as said
from
  node_results
where
  "node_results"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
  and node_results.status = 'COMPLETED'
order by
  node_results.attempt;

-- queue.recordedOf
select
  keys."executionId",
  keys."nodeId",
  (
    select
      case
        when node_results.truncated is null then node_results.value
      end
    from
      node_results
    where
      node_results.execution_id = keys."executionId"
      and node_results.node_id = keys."nodeId"
      and node_results.status = 'COMPLETED'
    order by
      node_results.attempt desc
    limit
      1
  ) as said
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId"
    from
      json_each(?)
  ) as "keys";

-- queue.requeue
update "queue_executions"
set
  state = 0
where
  "queue_executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- queue.state
select
  *
from
  (
    select
      'waiting' as what,
      name,
      count(*) as count,
      min(at) as oldest
    from
      (
        select
          flow_id as name,
          order_at as at
        from
          queue_executions
        where
          state = 0
        order by
          rank,
          order_at,
          execution_id
        limit
          10001
      ) as found
    group by
      name
    union all
    select
      'ready' as what,
      name,
      count(*) as count,
      min(at) as oldest
    from
      (
        select
          kind as name,
          order_at as at
        from
          actions
        where
          state = 0
        limit
          10001
      ) as found
    group by
      name
    union all
    select
      'open' as what,
      name,
      count(*) as count,
      min(at) as oldest
    from
      (
        select
          '' as name,
          order_at as at
        from
          queue_executions
        where
          state = 1
        limit
          10001
      ) as found
    group by
      name
    union all
    select
      'future' as what,
      name,
      count(*) as count,
      min(at) as oldest
    from
      (
        select
          '' as name,
          run_at as at
        from
          queue_executions
        where
          state = 3
        limit
          10001
      ) as found
    group by
      name
    union all
    select
      'delayed' as what,
      name,
      count(*) as count,
      min(at) as oldest
    from
      (
        select
          '' as name,
          due_at as at
        from
          actions
        where
          state <> 0
          and state = 1
        limit
          10001
      ) as found
    group by
      name
    union all
    select
      'inFlight' as what,
      name,
      count(*) as count,
      min(at) as oldest
    from
      (
        select
          '' as name,
          leased_at as at
        from
          actions
        where
          state <> 0
          and state = 2
        limit
          10001
      ) as found
    group by
      name
  ) as parts;

-- queue.take
select
  "actions"."execution_id" as "executionId",
  "actions"."node_id" as "nodeId",
  "actions"."seq" as "seq",
  "actions"."kind" as "kind",
  "actions"."state" as "state",
  "actions"."rank" as "rank",
  "actions"."order_at" as "orderAt",
  "actions"."due_at" as "dueAt",
  "actions"."attempt" as "attempt",
  "actions"."first_attempt" as "firstAttempt",
  "actions"."lease_token" as "leaseToken",
  "actions"."worker" as "worker",
  "actions"."leased_at" as "leasedAt",
  "actions"."timeout_ms" as "timeoutMs",
  "actions"."input_bytes" as "inputBytes",
  "queue_executions"."flow_id" as "flow",
  "queue_executions"."dag_hash" as "dagHash"
from
  (
    select
      value ->> 0 as "kind",
      value ->> 1 as "count"
    from
      json_each(?)
  ) as "kinds"
  join "actions" on "actions".rowid in (
    select
      "actions".rowid
    from
      "actions"
    where
      actions.kind = kinds.kind
      and actions.state = 0
    order by
      actions.kind,
      actions.rank,
      actions.order_at,
      actions.execution_id,
      actions.seq
    limit
      ?
  )
  join queue_executions on queue_executions.execution_id = actions.execution_id;

-- queue.takeLeased
delete from "actions"
where
  (execution_id, node_id, lease_token) in (
    select
      rows."executionId",
      rows."nodeId",
      rows."leaseToken"
    from
      (
        select
          value ->> 0 as "executionId",
          value ->> 1 as "nodeId",
          value ->> 2 as "leaseToken"
        from
          json_each(?)
      ) as "rows"
  )
returning
  "actions"."execution_id" as "executionId",
  "actions"."node_id" as "nodeId",
  "actions"."seq" as "seq",
  "actions"."kind" as "kind",
  "actions"."state" as "state",
  "actions"."rank" as "rank",
  "actions"."order_at" as "orderAt",
  "actions"."due_at" as "dueAt",
  "actions"."attempt" as "attempt",
  "actions"."first_attempt" as "firstAttempt",
  "actions"."lease_token" as "leaseToken",
  "actions"."worker" as "worker",
  "actions"."leased_at" as "leasedAt",
  "actions"."timeout_ms" as "timeoutMs",
  "actions"."input_bytes" as "inputBytes";

-- queue.takeOfOne
select
  "actions"."execution_id" as "executionId",
  "actions"."node_id" as "nodeId",
  "actions"."seq" as "seq",
  "actions"."kind" as "kind",
  "actions"."state" as "state",
  "actions"."rank" as "rank",
  "actions"."order_at" as "orderAt",
  "actions"."due_at" as "dueAt",
  "actions"."attempt" as "attempt",
  "actions"."first_attempt" as "firstAttempt",
  "actions"."lease_token" as "leaseToken",
  "actions"."worker" as "worker",
  "actions"."leased_at" as "leasedAt",
  "actions"."timeout_ms" as "timeoutMs",
  "actions"."input_bytes" as "inputBytes",
  "queue_executions"."flow_id" as "flow",
  "queue_executions"."dag_hash" as "dagHash"
from
  (
    select
      value ->> 0 as "kind"
    from
      json_each(?)
  ) as "kinds"
  join "actions" on "actions".rowid in (
    select
      "actions".rowid
    from
      "actions"
    where
      actions.kind = kinds.kind
      and actions.state = 0
    order by
      actions.kind,
      actions.rank,
      actions.order_at,
      actions.execution_id,
      actions.seq
    limit
      ?
  )
  join queue_executions on queue_executions.execution_id = actions.execution_id;

-- queue.takeWaiting
select
  "queue_executions"."execution_id" as "id",
  "queue_executions"."flow_id" as "flow",
  "queue_executions"."dag_hash" as "dagHash",
  "queue_executions"."attempt" as "attempt",
  "queue_executions"."state" as "state",
  "queue_executions"."rank" as "rank",
  "queue_executions"."order_at" as "orderAt",
  "queue_executions"."run_at" as "runAt",
  "queue_executions"."open_nodes" as "openNodes",
  "queue_executions"."next_seq" as "nextSeq",
  "queue_executions"."output_bytes" as "outputBytes",
  (
    select
      octet_length (queue_values.json)
    from
      queue_values
    where
      queue_values.execution_id = queue_executions.execution_id
      and queue_values.kind = 'in'
      and queue_values.node_id = ''
  ) as "inputBytes"
from
  "queue_executions"
where
  queue_executions.state = 0
order by
  rank,
  order_at,
  execution_id
limit
  (
    select
      case
        when count(*) >= cast(? as bigint) then 0
        when cast(? as bigint) - count(*) < cast(? as bigint) then cast(? as bigint) - count(*)
        else cast(? as bigint)
      end
    from
      queue_executions as open
    where
      open.state = 1
  );

-- queue.triedOf
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  max("node_results"."attempt") as attempt
from
  "node_results"
where
  "node_results"."execution_id" in (
    select
      value
    from
      json_each(?)
  )
group by
  1,
  2;

-- queue.valuesOf
select
  keys."executionId",
  keys.kind,
  keys."nodeId",
  (
    select
      queue_values.json
    from
      queue_values
    where
      queue_values.execution_id = keys."executionId"
      and queue_values.kind = keys.kind
      and queue_values.node_id = keys."nodeId"
  ) as said
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "kind",
      value ->> 2 as "nodeId"
    from
      json_each(?)
  ) as "keys";

-- queue.waits
select
  'kind' as what,
  name,
  count(*) as looked,
  count(at) as waiting,
  min(at) as oldest,
  string_agg (cast(wait as text), ',') as waits
from
  (
    select
      *
    from
      (
        select
          kind as name,
          order_at as at,
          cast(? as bigint) - order_at as wait
        from
          actions
        where
          state = 0
        limit
          10001
      ) as ready
    union all
    select
      *
    from
      (
        select
          kind as name,
          cast(null as bigint) as at,
          leased_at - order_at as wait
        from
          actions
        where
          state <> 0
          and state = 2
        limit
          10001
      ) as leased
  ) as actions
group by
  name
union all
select
  'flow' as what,
  name,
  count(*) as looked,
  count(at) as waiting,
  min(at) as oldest,
  string_agg (cast(wait as text), ',') as waits
from
  (
    select
      flow_id as name,
      order_at as at,
      cast(? as bigint) - order_at as wait
    from
      queue_executions
    where
      state = 0
    order by
      rank,
      order_at,
      execution_id
    limit
      10001
  ) as waiting
group by
  name;

-- queue.wake
update queue_executions
set
  state = 0
where
  execution_id in (
    select
      queue_executions.execution_id
    from
      queue_executions
    where
      "queue_executions"."execution_id" in (
        select
          value
        from
          json_each(?)
      )
      and queue_executions.state = 3
    order by
      queue_executions.execution_id
  )
returning
  execution_id as id;

-- queue.workers
select
  worker_id as id,
  kinds,
  seen_at as "seenAt"
from
  workers
where
  seen_at >= ?
order by
  seen_at desc,
  worker_id
limit
  100;

