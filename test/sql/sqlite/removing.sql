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

