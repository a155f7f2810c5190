-- removing.actions
delete from "actions"
where
  "actions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.executionMetadata
delete from "execution_metadata"
where
  "execution_metadata"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.executionTags
delete from "execution_tags"
where
  "execution_tags"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.executions
delete from "executions"
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.executionsBetween
select
  "executions"."execution_id" as "id"
from
  "executions"
where
  "executions"."execution_id" >= ?
  and "executions"."execution_id" < ?
  and "executions"."flow_id" in (
    select
      value
    from
      json_each(?)
  )
order by
  "executions"."execution_id"
limit
  ?;

-- removing.joins
delete from "joins"
where
  "joins"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.largeValues
delete from "large_values"
where
  "large_values"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.nodeResults
delete from "node_results"
where
  "node_results"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.payloads
delete from "payloads"
where
  "payloads"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.queueExecutions
delete from "queue_executions"
where
  "queue_executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.queueValues
delete from "queue_values"
where
  "queue_values"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- removing.runMetadata
delete from "run_metadata"
where
  (flow_id, number) in (
    select
      rows.flow,
      rows.number
    from
      (
        select
          value ->> 0 as "flow",
          value ->> 1 as "number"
        from
          json_each(?)
      ) as "rows"
  );

-- removing.runTags
delete from "run_tags"
where
  (flow_id, number) in (
    select
      rows.flow,
      rows.number
    from
      (
        select
          value ->> 0 as "flow",
          value ->> 1 as "number"
        from
          json_each(?)
      ) as "rows"
  );

-- removing.runs
delete from "runs"
where
  (flow_id, number) in (
    select
      rows.flow,
      rows.number
    from
      (
        select
          value ->> 0 as "flow",
          value ->> 1 as "number"
        from
          json_each(?)
      ) as "rows"
  );

-- removing.runsBetween
select
  "runs"."flow_id" as "flow",
  "runs"."number" as "number"
from
  "runs"
where
  "runs"."flow_id" in (
    select
      value
    from
      json_each(?)
  )
  and "runs"."client_key" >= ?
  and "runs"."client_key" < ?
limit
  ?;

