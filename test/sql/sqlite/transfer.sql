-- transfer.actions
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
  "actions"."input_bytes" as "inputBytes"
from
  (
    select
      "execution_id",
      "node_id",
      sum(size) over (
        order by
          "execution_id",
          "node_id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "actions"."execution_id",
          "actions"."node_id",
          coalesce(octet_length ("actions"."execution_id"), 0) + coalesce(octet_length ("actions"."node_id"), 0) + coalesce(octet_length ("actions"."kind"), 0) + coalesce(octet_length ("actions"."lease_token"), 0) + coalesce(octet_length ("actions"."worker"), 0) as size
        from
          "actions"
        where
          ("actions"."execution_id", "actions"."node_id") > (?, ?)
        order by
          "actions"."execution_id",
          "actions"."node_id"
        limit
          500
      ) as sizes
  ) as page
  join "actions" on "actions"."execution_id" = page."execution_id"
  and "actions"."node_id" = page."node_id"
where
  page.beforehand < 2097152
order by
  "actions"."execution_id",
  "actions"."node_id";

-- transfer.addDags
insert into
  "dags" ("dag_hash", "json", "node_count", "last_used_at")
select
  rows."hash",
  rows."json",
  rows."nodeCount",
  rows."lastUsedAt"
from
  (
    select
      value ->> 0 as "hash",
      value ->> 1 as "json",
      value ->> 2 as "nodeCount",
      value ->> 3 as "lastUsedAt"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict (dag_hash) do update
set
  last_used_at = excluded.last_used_at
where
  dags.last_used_at < excluded.last_used_at;

-- transfer.addactions
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
  true
on conflict do nothing
returning
  "execution_id" as "executionId",
  "node_id" as "nodeId";

-- transfer.addaudit
insert into
  "audit" ("audit_id", "at", "action", "via", "actor", "token_id", "address", "count", "ids", "detail")
select
  rows."id",
  rows."at",
  rows."action",
  rows."via",
  rows."actor",
  rows."tokenId",
  rows."address",
  rows."count",
  rows."ids",
  rows."detail"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "at",
      value ->> 2 as "action",
      value ->> 3 as "via",
      value ->> 4 as "actor",
      value ->> 5 as "tokenId",
      value ->> 6 as "address",
      value ->> 7 as "count",
      value ->> 8 as "ids",
      value ->> 9 as "detail"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "audit_id" as "id";

-- transfer.addexecutionMetadata
insert into
  "execution_metadata" ("execution_id", "id", "attempt", "field", "value", "ts", "client_key")
select
  rows."executionId",
  rows."id",
  rows."attempt",
  rows."field",
  rows."value",
  rows."ts",
  rows."clientKey"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "id",
      value ->> 2 as "attempt",
      value ->> 3 as "field",
      value ->> 4 as "value",
      value ->> 5 as "ts",
      value ->> 6 as "clientKey"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "execution_id" as "executionId",
  "id" as "id";

-- transfer.addexecutionTags
insert into
  "execution_tags" ("execution_id", "tag", "sort_at")
select
  rows."executionId",
  rows."tag",
  rows."sortAt"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "tag",
      value ->> 2 as "sortAt"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "execution_id" as "executionId",
  "tag" as "tag";

-- transfer.addexecutions
insert into
  "executions" (
    "execution_id",
    "flow_id",
    "run_number",
    "step",
    "parent_id",
    "source",
    "script_path",
    "sample_rate",
    "sort_at",
    "started_at",
    "finished_at",
    "attempt",
    "attempt_at",
    "verdict",
    "verdict_at",
    "verdict_id",
    "state",
    "heartbeat_at",
    "heartbeat_timeout_ms",
    "error",
    "node_count",
    "output_preview",
    "dag_hash",
    "version",
    "failure_group",
    "failure_bytes",
    "changed"
  )
select
  rows."id",
  rows."flow",
  rows."runNumber",
  rows."step",
  rows."parentId",
  rows."source",
  rows."scriptPath",
  rows."sampleRate",
  rows."sortAt",
  rows."startedAt",
  rows."finishedAt",
  rows."attempt",
  rows."attemptAt",
  rows."verdict",
  rows."verdictAt",
  rows."verdictId",
  rows."state",
  rows."heartbeatAt",
  rows."heartbeatTimeoutMs",
  rows."error",
  rows."nodeCount",
  rows."outputPreview",
  rows."dagHash",
  rows."version",
  rows."failureGroup",
  rows."failureBytes",
  (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "flow",
      value ->> 2 as "runNumber",
      value ->> 3 as "step",
      value ->> 4 as "parentId",
      value ->> 5 as "source",
      value ->> 6 as "scriptPath",
      value ->> 7 as "sampleRate",
      value ->> 8 as "sortAt",
      value ->> 9 as "startedAt",
      value ->> 10 as "finishedAt",
      value ->> 11 as "attempt",
      value ->> 12 as "attemptAt",
      value ->> 13 as "verdict",
      value ->> 14 as "verdictAt",
      value ->> 15 as "verdictId",
      value ->> 16 as "state",
      value ->> 17 as "heartbeatAt",
      value ->> 18 as "heartbeatTimeoutMs",
      value ->> 19 as "error",
      value ->> 20 as "nodeCount",
      value ->> 21 as "outputPreview",
      value ->> 22 as "dagHash",
      value ->> 23 as "version",
      value ->> 24 as "failureGroup",
      value ->> 25 as "failureBytes"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "execution_id" as "id";

-- transfer.addlargeValues, in its plainest shape
insert into
  "large_values" ("execution_id", "kind", "name", "json", "bytes")
select
  rows."executionId",
  rows."kind",
  rows."name",
  rows."json",
  rows."bytes"
from
  (
    select
      ? as "executionId",
      ? as "kind",
      ? as "name",
      ? as "json",
      cast(? as integer) as "bytes"
  ) as "rows"
where
  true
on conflict do nothing
returning
  "execution_id" as "executionId",
  "kind" as "kind",
  "name" as "name";

-- transfer.addlargeValues, with all that it may have
insert into
  "large_values" ("execution_id", "kind", "name", "json", "bytes")
select
  rows."executionId",
  rows."kind",
  rows."name",
  rows."json",
  rows."bytes"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "kind",
      value ->> 2 as "name",
      value ->> 3 as "json",
      value ->> 4 as "bytes"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "execution_id" as "executionId",
  "kind" as "kind",
  "name" as "name";

-- transfer.addnodeResults
insert into
  "node_results" (
    "execution_id",
    "node_id",
    "attempt",
    "status",
    "started_at",
    "finished_at",
    "duration_ms",
    "error",
    "bytes",
    "truncated",
    "value"
  )
select
  rows."executionId",
  rows."nodeId",
  rows."attempt",
  rows."status",
  rows."startedAt",
  rows."finishedAt",
  rows."durationMs",
  rows."error",
  rows."bytes",
  rows."truncated",
  rows."value"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "nodeId",
      value ->> 2 as "attempt",
      value ->> 3 as "status",
      value ->> 4 as "startedAt",
      value ->> 5 as "finishedAt",
      value ->> 6 as "durationMs",
      value ->> 7 as "error",
      value ->> 8 as "bytes",
      value ->> 9 as "truncated",
      value ->> 10 as "value"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "execution_id" as "executionId",
  "node_id" as "nodeId",
  "attempt" as "attempt";

-- transfer.addpayloads
insert into
  "payloads" ("execution_id", "kind", "json", "bytes", "truncated")
select
  rows."executionId",
  rows."kind",
  rows."json",
  rows."bytes",
  rows."truncated"
from
  (
    select
      value ->> 0 as "executionId",
      value ->> 1 as "kind",
      value ->> 2 as "json",
      value ->> 3 as "bytes",
      value ->> 4 as "truncated"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "execution_id" as "executionId",
  "kind" as "kind";

-- transfer.addqueueExecutions
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
  true
on conflict do nothing
returning
  "execution_id" as "id";

-- transfer.addqueueValues
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
on conflict do nothing
returning
  "execution_id" as "executionId",
  "kind" as "kind",
  "node_id" as "nodeId";

-- transfer.addrunTags
insert into
  "run_tags" ("flow_id", "number", "tag", "system", "started_at")
select
  rows."flow",
  rows."number",
  rows."tag",
  rows."system",
  rows."startedAt"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "tag",
      value ->> 3 as "system",
      value ->> 4 as "startedAt"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "flow_id" as "flow",
  "number" as "number",
  "tag" as "tag";

-- transfer.addruns
insert into
  "runs" (
    "flow_id",
    "number",
    "name",
    "user_name",
    "started_at",
    "heartbeat_at",
    "dag_hash",
    "client_key",
    "version",
    "end_ok",
    "end_ok_at",
    "end_ok_id",
    "end_attempt_at",
    "end_attempt_id",
    "changed"
  )
select
  rows."flow",
  rows."number",
  rows."name",
  rows."user",
  rows."startedAt",
  rows."heartbeatAt",
  rows."dagHash",
  rows."clientKey",
  rows."version",
  rows."endOk",
  rows."endOkAt",
  rows."endOkId",
  rows."endAttemptAt",
  rows."endAttemptId",
  (
    select
      value + 1
    from
      change_counter
  )
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number",
      value ->> 2 as "name",
      value ->> 3 as "user",
      value ->> 4 as "startedAt",
      value ->> 5 as "heartbeatAt",
      value ->> 6 as "dagHash",
      value ->> 7 as "clientKey",
      value ->> 8 as "version",
      value ->> 9 as "endOk",
      value ->> 10 as "endOkAt",
      value ->> 11 as "endOkId",
      value ->> 12 as "endAttemptAt",
      value ->> 13 as "endAttemptId"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict do nothing
returning
  "flow_id" as "flow",
  "number" as "number";

-- transfer.audit
select
  "audit"."audit_id" as "id",
  "audit"."at" as "at",
  "audit"."action" as "action",
  "audit"."via" as "via",
  "audit"."actor" as "actor",
  "audit"."token_id" as "tokenId",
  "audit"."address" as "address",
  "audit"."count" as "count",
  "audit"."ids" as "ids",
  "audit"."detail" as "detail"
from
  (
    select
      "audit_id",
      sum(size) over (
        order by
          "audit_id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "audit"."audit_id",
          coalesce(octet_length ("audit"."audit_id"), 0) + coalesce(octet_length ("audit"."action"), 0) + coalesce(octet_length ("audit"."via"), 0) + coalesce(octet_length ("audit"."actor"), 0) + coalesce(octet_length ("audit"."token_id"), 0) + coalesce(octet_length ("audit"."address"), 0) + coalesce(octet_length ("audit"."ids"), 0) + coalesce(octet_length ("audit"."detail"), 0) as size
        from
          "audit"
        where
          ("audit"."audit_id") > (?)
        order by
          "audit"."audit_id"
        limit
          500
      ) as sizes
  ) as page
  join "audit" on "audit"."audit_id" = page."audit_id"
where
  page.beforehand < 2097152
order by
  "audit"."audit_id";

-- transfer.count
select
  count(*) as count
from
  "executions";

-- transfer.dags
select
  "dags"."dag_hash" as "hash",
  "dags"."json" as "json",
  "dags"."node_count" as "nodeCount",
  "dags"."last_used_at" as "lastUsedAt"
from
  (
    select
      "dag_hash",
      sum(size) over (
        order by
          "dag_hash" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "dags"."dag_hash",
          coalesce(octet_length ("dags"."dag_hash"), 0) + coalesce(octet_length ("dags"."json"), 0) as size
        from
          "dags"
        where
          ("dags"."dag_hash") > (?)
        order by
          "dags"."dag_hash"
        limit
          500
      ) as sizes
  ) as page
  join "dags" on "dags"."dag_hash" = page."dag_hash"
where
  page.beforehand < 2097152
order by
  "dags"."dag_hash";

-- transfer.executionMetadata
select
  "execution_metadata"."execution_id" as "executionId",
  "execution_metadata"."id" as "id",
  "execution_metadata"."attempt" as "attempt",
  "execution_metadata"."field" as "field",
  "execution_metadata"."value" as "value",
  "execution_metadata"."ts" as "ts",
  "execution_metadata"."client_key" as "clientKey"
from
  (
    select
      "execution_id",
      "id",
      sum(size) over (
        order by
          "execution_id",
          "id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "execution_metadata"."execution_id",
          "execution_metadata"."id",
          coalesce(octet_length ("execution_metadata"."execution_id"), 0) + coalesce(octet_length ("execution_metadata"."id"), 0) + coalesce(octet_length ("execution_metadata"."field"), 0) + coalesce(octet_length ("execution_metadata"."value"), 0) + coalesce(octet_length ("execution_metadata"."client_key"), 0) as size
        from
          "execution_metadata"
        where
          ("execution_metadata"."execution_id", "execution_metadata"."id") > (?, ?)
        order by
          "execution_metadata"."execution_id",
          "execution_metadata"."id"
        limit
          500
      ) as sizes
  ) as page
  join "execution_metadata" on "execution_metadata"."execution_id" = page."execution_id"
  and "execution_metadata"."id" = page."id"
where
  page.beforehand < 2097152
order by
  "execution_metadata"."execution_id",
  "execution_metadata"."id";

-- transfer.executionTags
select
  "execution_tags"."execution_id" as "executionId",
  "execution_tags"."tag" as "tag",
  "execution_tags"."sort_at" as "sortAt"
from
  (
    select
      "execution_id",
      "tag",
      sum(size) over (
        order by
          "execution_id",
          "tag" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "execution_tags"."execution_id",
          "execution_tags"."tag",
          coalesce(octet_length ("execution_tags"."execution_id"), 0) + coalesce(octet_length ("execution_tags"."tag"), 0) as size
        from
          "execution_tags"
        where
          ("execution_tags"."execution_id", "execution_tags"."tag") > (?, ?)
        order by
          "execution_tags"."execution_id",
          "execution_tags"."tag"
        limit
          500
      ) as sizes
  ) as page
  join "execution_tags" on "execution_tags"."execution_id" = page."execution_id"
  and "execution_tags"."tag" = page."tag"
where
  page.beforehand < 2097152
order by
  "execution_tags"."execution_id",
  "execution_tags"."tag";

-- transfer.executions
select
  "executions"."execution_id" as "id",
  "executions"."flow_id" as "flow",
  "executions"."run_number" as "runNumber",
  "executions"."step" as "step",
  "executions"."parent_id" as "parentId",
  "executions"."source" as "source",
  "executions"."script_path" as "scriptPath",
  "executions"."sample_rate" as "sampleRate",
  "executions"."sort_at" as "sortAt",
  "executions"."started_at" as "startedAt",
  "executions"."finished_at" as "finishedAt",
  "executions"."attempt" as "attempt",
  "executions"."attempt_at" as "attemptAt",
  "executions"."verdict" as "verdict",
  "executions"."verdict_at" as "verdictAt",
  "executions"."verdict_id" as "verdictId",
  "executions"."state" as "state",
  "executions"."heartbeat_at" as "heartbeatAt",
  "executions"."heartbeat_timeout_ms" as "heartbeatTimeoutMs",
  "executions"."error" as "error",
  "executions"."node_count" as "nodeCount",
  "executions"."output_preview" as "outputPreview",
  "executions"."dag_hash" as "dagHash",
  "executions"."version" as "version",
  "executions"."failure_group" as "failureGroup",
  "executions"."failure_bytes" as "failureBytes"
from
  (
    select
      "execution_id",
      sum(size) over (
        order by
          "execution_id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "executions"."execution_id",
          coalesce(octet_length ("executions"."execution_id"), 0) + coalesce(octet_length ("executions"."flow_id"), 0) + coalesce(octet_length ("executions"."step"), 0) + coalesce(octet_length ("executions"."parent_id"), 0) + coalesce(octet_length ("executions"."source"), 0) + coalesce(octet_length ("executions"."script_path"), 0) + coalesce(octet_length ("executions"."verdict_id"), 0) + coalesce(octet_length ("executions"."state"), 0) + coalesce(octet_length ("executions"."error"), 0) + coalesce(octet_length ("executions"."output_preview"), 0) + coalesce(octet_length ("executions"."dag_hash"), 0) + coalesce(octet_length ("executions"."failure_group"), 0) as size
        from
          "executions"
        where
          ("executions"."execution_id") > (?)
        order by
          "executions"."execution_id"
        limit
          500
      ) as sizes
  ) as page
  join "executions" on "executions"."execution_id" = page."execution_id"
where
  page.beforehand < 2097152
order by
  "executions"."execution_id";

-- transfer.flows
select
  "flows"."flow_id" as "flow",
  "flows"."created_at" as "createdAt",
  "flows"."next_run" as "nextRun"
from
  (
    select
      "flow_id",
      sum(size) over (
        order by
          "flow_id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "flows"."flow_id",
          coalesce(octet_length ("flows"."flow_id"), 0) as size
        from
          "flows"
        where
          ("flows"."flow_id") > (?)
        order by
          "flows"."flow_id"
        limit
          500
      ) as sizes
  ) as page
  join "flows" on "flows"."flow_id" = page."flow_id"
where
  page.beforehand < 2097152
order by
  "flows"."flow_id";

-- transfer.joins
select
  "joins"."execution_id" as "executionId",
  "joins"."node_id" as "nodeId",
  "joins"."settled" as "settled",
  "joins"."total" as "total",
  "joins"."skipped" as "skipped",
  "joins"."bytes" as "bytes"
from
  (
    select
      "execution_id",
      "node_id",
      sum(size) over (
        order by
          "execution_id",
          "node_id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "joins"."execution_id",
          "joins"."node_id",
          coalesce(octet_length ("joins"."execution_id"), 0) + coalesce(octet_length ("joins"."node_id"), 0) as size
        from
          "joins"
        where
          ("joins"."execution_id", "joins"."node_id") > (?, ?)
        order by
          "joins"."execution_id",
          "joins"."node_id"
        limit
          500
      ) as sizes
  ) as page
  join "joins" on "joins"."execution_id" = page."execution_id"
  and "joins"."node_id" = page."node_id"
where
  page.beforehand < 2097152
order by
  "joins"."execution_id",
  "joins"."node_id";

-- transfer.knownExecutions
select
  "executions"."execution_id" as "id"
from
  "executions"
where
  "executions"."execution_id" in (
    select
      value
    from
      json_each(?)
  );

-- transfer.knownRuns
select
  "runs"."flow_id" as "flow",
  "runs"."number" as "number"
from
  (
    select
      value ->> 0 as "flow",
      value ->> 1 as "number"
    from
      json_each(?)
  ) as "keys"
  join "runs" on "runs"."flow_id" = keys.flow
  and "runs"."number" = keys.number;

-- transfer.largeValues
select
  "large_values"."execution_id" as "executionId",
  "large_values"."kind" as "kind",
  "large_values"."name" as "name",
  "large_values"."json" as "json",
  "large_values"."bytes" as "bytes"
from
  (
    select
      "execution_id",
      "kind",
      "name",
      sum(size) over (
        order by
          "execution_id",
          "kind",
          "name" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "large_values"."execution_id",
          "large_values"."kind",
          "large_values"."name",
          coalesce(octet_length ("large_values"."execution_id"), 0) + coalesce(octet_length ("large_values"."kind"), 0) + coalesce(octet_length ("large_values"."name"), 0) + coalesce(octet_length ("large_values"."json"), 0) as size
        from
          "large_values"
        where
          ("large_values"."execution_id", "large_values"."kind", "large_values"."name") > (?, ?, ?)
        order by
          "large_values"."execution_id",
          "large_values"."kind",
          "large_values"."name"
        limit
          500
      ) as sizes
  ) as page
  join "large_values" on "large_values"."execution_id" = page."execution_id"
  and "large_values"."kind" = page."kind"
  and "large_values"."name" = page."name"
where
  page.beforehand < 2097152
order by
  "large_values"."execution_id",
  "large_values"."kind",
  "large_values"."name";

-- transfer.nodeResults
select
  "node_results"."execution_id" as "executionId",
  "node_results"."node_id" as "nodeId",
  "node_results"."attempt" as "attempt",
  "node_results"."status" as "status",
  "node_results"."started_at" as "startedAt",
  "node_results"."finished_at" as "finishedAt",
  "node_results"."duration_ms" as "durationMs",
  "node_results"."error" as "error",
  "node_results"."bytes" as "bytes",
  "node_results"."truncated" as "truncated",
  "node_results"."value" as "value"
from
  (
    select
      "execution_id",
      "node_id",
      "attempt",
      sum(size) over (
        order by
          "execution_id",
          "node_id",
          "attempt" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "node_results"."execution_id",
          "node_results"."node_id",
          "node_results"."attempt",
          coalesce(octet_length ("node_results"."execution_id"), 0) + coalesce(octet_length ("node_results"."node_id"), 0) + coalesce(octet_length ("node_results"."status"), 0) + coalesce(octet_length ("node_results"."error"), 0) + coalesce(octet_length ("node_results"."truncated"), 0) + coalesce(octet_length ("node_results"."value"), 0) as size
        from
          "node_results"
        where
          ("node_results"."execution_id", "node_results"."node_id", "node_results"."attempt") > (?, ?, ?)
        order by
          "node_results"."execution_id",
          "node_results"."node_id",
          "node_results"."attempt"
        limit
          500
      ) as sizes
  ) as page
  join "node_results" on "node_results"."execution_id" = page."execution_id"
  and "node_results"."node_id" = page."node_id"
  and "node_results"."attempt" = page."attempt"
where
  page.beforehand < 2097152
order by
  "node_results"."execution_id",
  "node_results"."node_id",
  "node_results"."attempt";

-- transfer.payloads
select
  "payloads"."execution_id" as "executionId",
  "payloads"."kind" as "kind",
  "payloads"."json" as "json",
  "payloads"."bytes" as "bytes",
  "payloads"."truncated" as "truncated"
from
  (
    select
      "execution_id",
      "kind",
      sum(size) over (
        order by
          "execution_id",
          "kind" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "payloads"."execution_id",
          "payloads"."kind",
          coalesce(octet_length ("payloads"."execution_id"), 0) + coalesce(octet_length ("payloads"."kind"), 0) + coalesce(octet_length ("payloads"."json"), 0) + coalesce(octet_length ("payloads"."truncated"), 0) as size
        from
          "payloads"
        where
          ("payloads"."execution_id", "payloads"."kind") > (?, ?)
        order by
          "payloads"."execution_id",
          "payloads"."kind"
        limit
          500
      ) as sizes
  ) as page
  join "payloads" on "payloads"."execution_id" = page."execution_id"
  and "payloads"."kind" = page."kind"
where
  page.beforehand < 2097152
order by
  "payloads"."execution_id",
  "payloads"."kind";

-- transfer.queueExecutions
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
  (
    select
      "execution_id",
      sum(size) over (
        order by
          "execution_id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "queue_executions"."execution_id",
          coalesce(octet_length ("queue_executions"."execution_id"), 0) + coalesce(octet_length ("queue_executions"."flow_id"), 0) + coalesce(octet_length ("queue_executions"."dag_hash"), 0) as size
        from
          "queue_executions"
        where
          ("queue_executions"."execution_id") > (?)
        order by
          "queue_executions"."execution_id"
        limit
          500
      ) as sizes
  ) as page
  join "queue_executions" on "queue_executions"."execution_id" = page."execution_id"
where
  page.beforehand < 2097152
order by
  "queue_executions"."execution_id";

-- transfer.queueValues
select
  "queue_values"."execution_id" as "executionId",
  "queue_values"."kind" as "kind",
  "queue_values"."node_id" as "nodeId",
  "queue_values"."json" as "json"
from
  (
    select
      "execution_id",
      "kind",
      "node_id",
      sum(size) over (
        order by
          "execution_id",
          "kind",
          "node_id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "queue_values"."execution_id",
          "queue_values"."kind",
          "queue_values"."node_id",
          coalesce(octet_length ("queue_values"."execution_id"), 0) + coalesce(octet_length ("queue_values"."kind"), 0) + coalesce(octet_length ("queue_values"."node_id"), 0) + coalesce(octet_length ("queue_values"."json"), 0) as size
        from
          "queue_values"
        where
          ("queue_values"."execution_id", "queue_values"."kind", "queue_values"."node_id") > (?, ?, ?)
        order by
          "queue_values"."execution_id",
          "queue_values"."kind",
          "queue_values"."node_id"
        limit
          500
      ) as sizes
  ) as page
  join "queue_values" on "queue_values"."execution_id" = page."execution_id"
  and "queue_values"."kind" = page."kind"
  and "queue_values"."node_id" = page."node_id"
where
  page.beforehand < 2097152
order by
  "queue_values"."execution_id",
  "queue_values"."kind",
  "queue_values"."node_id";

-- transfer.runMetadata
select
  "run_metadata"."flow_id" as "flow",
  "run_metadata"."number" as "number",
  "run_metadata"."id" as "id",
  "run_metadata"."step" as "step",
  "run_metadata"."attempt" as "attempt",
  "run_metadata"."field" as "field",
  "run_metadata"."value" as "value",
  "run_metadata"."ts" as "ts",
  "run_metadata"."client_key" as "clientKey"
from
  (
    select
      "flow_id",
      "number",
      "id",
      sum(size) over (
        order by
          "flow_id",
          "number",
          "id" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "run_metadata"."flow_id",
          "run_metadata"."number",
          "run_metadata"."id",
          coalesce(octet_length ("run_metadata"."flow_id"), 0) + coalesce(octet_length ("run_metadata"."id"), 0) + coalesce(octet_length ("run_metadata"."step"), 0) + coalesce(octet_length ("run_metadata"."field"), 0) + coalesce(octet_length ("run_metadata"."value"), 0) + coalesce(octet_length ("run_metadata"."client_key"), 0) as size
        from
          "run_metadata"
        where
          ("run_metadata"."flow_id", "run_metadata"."number", "run_metadata"."id") > (?, ?, ?)
        order by
          "run_metadata"."flow_id",
          "run_metadata"."number",
          "run_metadata"."id"
        limit
          500
      ) as sizes
  ) as page
  join "run_metadata" on "run_metadata"."flow_id" = page."flow_id"
  and "run_metadata"."number" = page."number"
  and "run_metadata"."id" = page."id"
where
  page.beforehand < 2097152
order by
  "run_metadata"."flow_id",
  "run_metadata"."number",
  "run_metadata"."id";

-- transfer.runTags
select
  "run_tags"."flow_id" as "flow",
  "run_tags"."number" as "number",
  "run_tags"."tag" as "tag",
  "run_tags"."system" as "system",
  "run_tags"."started_at" as "startedAt"
from
  (
    select
      "flow_id",
      "number",
      "tag",
      sum(size) over (
        order by
          "flow_id",
          "number",
          "tag" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "run_tags"."flow_id",
          "run_tags"."number",
          "run_tags"."tag",
          coalesce(octet_length ("run_tags"."flow_id"), 0) + coalesce(octet_length ("run_tags"."tag"), 0) as size
        from
          "run_tags"
        where
          ("run_tags"."flow_id", "run_tags"."number", "run_tags"."tag") > (?, ?, ?)
        order by
          "run_tags"."flow_id",
          "run_tags"."number",
          "run_tags"."tag"
        limit
          500
      ) as sizes
  ) as page
  join "run_tags" on "run_tags"."flow_id" = page."flow_id"
  and "run_tags"."number" = page."number"
  and "run_tags"."tag" = page."tag"
where
  page.beforehand < 2097152
order by
  "run_tags"."flow_id",
  "run_tags"."number",
  "run_tags"."tag";

-- transfer.runs
select
  "runs"."flow_id" as "flow",
  "runs"."number" as "number",
  "runs"."name" as "name",
  "runs"."user_name" as "user",
  "runs"."started_at" as "startedAt",
  "runs"."heartbeat_at" as "heartbeatAt",
  "runs"."dag_hash" as "dagHash",
  "runs"."client_key" as "clientKey",
  "runs"."version" as "version",
  "runs"."end_ok" as "endOk",
  "runs"."end_ok_at" as "endOkAt",
  "runs"."end_ok_id" as "endOkId",
  "runs"."end_attempt_at" as "endAttemptAt",
  "runs"."end_attempt_id" as "endAttemptId"
from
  (
    select
      "flow_id",
      "number",
      sum(size) over (
        order by
          "flow_id",
          "number" rows unbounded preceding
      ) - size as beforehand
    from
      (
        select
          "runs"."flow_id",
          "runs"."number",
          coalesce(octet_length ("runs"."flow_id"), 0) + coalesce(octet_length ("runs"."name"), 0) + coalesce(octet_length ("runs"."user_name"), 0) + coalesce(octet_length ("runs"."dag_hash"), 0) + coalesce(octet_length ("runs"."client_key"), 0) + coalesce(octet_length ("runs"."end_ok_id"), 0) + coalesce(octet_length ("runs"."end_attempt_id"), 0) as size
        from
          "runs"
        where
          ("runs"."flow_id", "runs"."number") > (?, ?)
        order by
          "runs"."flow_id",
          "runs"."number"
        limit
          500
      ) as sizes
  ) as page
  join "runs" on "runs"."flow_id" = page."flow_id"
  and "runs"."number" = page."number"
where
  page.beforehand < 2097152
order by
  "runs"."flow_id",
  "runs"."number";

