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

