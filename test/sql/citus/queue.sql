-- queue.moveQueued
update "queue_executions"
set
  "state" = rows."state",
  "attempt" = rows."attempt",
  "open_nodes" = rows."openNodes",
  "next_seq" = rows."nextSeq",
  "output_bytes" = rows."outputBytes"
from
  unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[]) as "rows" ("id", "state", "attempt", "openNodes", "nextSeq", "outputBytes")
where
  (
    "queue_executions"."execution_id" = rows."id"
    and "queue_executions"."execution_id" = any ($7::text[])
  );

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
      (
        node_results.execution_id = keys."executionId"
        and node_results.node_id = keys."nodeId"
        and "node_results"."execution_id" = any ($1::text[])
      )
      and node_results.status = 'COMPLETED'
    order by
      node_results.attempt desc
    limit
      1
  ) as said
from
  unnest($2::text[], $3::text[]) as "keys" ("executionId", "nodeId");

