-- removing.actions
delete from "actions"
where
  "actions"."execution_id" = any ($1::text[]);

-- removing.executionMetadata
delete from "execution_metadata"
where
  "execution_metadata"."execution_id" = any ($1::text[]);

-- removing.executionTags
delete from "execution_tags"
where
  "execution_tags"."execution_id" = any ($1::text[]);

-- removing.executions
delete from "executions"
where
  "executions"."execution_id" = any ($1::text[]);

-- removing.executionsBetween
select
  "executions"."execution_id" as "id"
from
  "executions"
where
  "executions"."execution_id" >= $1
  and "executions"."execution_id" < $2
  and "executions"."flow_id" = any ($3::text[])
order by
  "executions"."execution_id"
limit
  $4;

-- removing.joins
delete from "joins"
where
  "joins"."execution_id" = any ($1::text[]);

-- removing.largeValues
delete from "large_values"
where
  "large_values"."execution_id" = any ($1::text[]);

-- removing.nodeResults
delete from "node_results"
where
  "node_results"."execution_id" = any ($1::text[]);

-- removing.payloads
delete from "payloads"
where
  "payloads"."execution_id" = any ($1::text[]);

-- removing.queueExecutions
delete from "queue_executions"
where
  "queue_executions"."execution_id" = any ($1::text[]);

-- removing.queueValues
delete from "queue_values"
where
  "queue_values"."execution_id" = any ($1::text[]);

-- removing.runMetadata
delete from "run_metadata"
where
  (flow_id, number) in (
    select
      rows.flow,
      rows.number
    from
      unnest($1::text[], $2::bigint[]) as "rows" ("flow", "number")
  );

-- removing.runTags
delete from "run_tags"
where
  (flow_id, number) in (
    select
      rows.flow,
      rows.number
    from
      unnest($1::text[], $2::bigint[]) as "rows" ("flow", "number")
  );

-- removing.runs
delete from "runs"
where
  (flow_id, number) in (
    select
      rows.flow,
      rows.number
    from
      unnest($1::text[], $2::bigint[]) as "rows" ("flow", "number")
  );

-- removing.runsBetween
select
  "runs"."flow_id" as "flow",
  "runs"."number" as "number"
from
  "runs"
where
  "runs"."flow_id" = any ($1::text[])
  and "runs"."client_key" >= $2
  and "runs"."client_key" < $3
limit
  $4;

