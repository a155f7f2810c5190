-- patching.writeRegisters
update "executions"
set
  "started_at" = rows."startedAt",
  "finished_at" = rows."finishedAt",
  "attempt" = rows."attempt",
  "attempt_at" = rows."attemptAt",
  "verdict" = rows."verdict",
  "verdict_at" = rows."verdictAt",
  "verdict_id" = rows."verdictId",
  "state" = rows."state",
  "heartbeat_at" = rows."heartbeatAt",
  "heartbeat_timeout_ms" = rows."heartbeatTimeoutMs",
  "error" = rows."error",
  "failure_group" = rows."failureGroup",
  "failure_bytes" = rows."failureBytes",
  "node_count" = rows."nodeCount",
  "output_preview" = rows."outputPreview",
  "version" = rows."version",
  changed = null::xid8
from
  unnest(
    $1::text[],
    $2::bigint[],
    $3::bigint[],
    $4::bigint[],
    $5::bigint[],
    $6::bigint[],
    $7::bigint[],
    $8::text[],
    $9::text[],
    $10::bigint[],
    $11::bigint[],
    $12::text[],
    $13::text[],
    $14::bigint[],
    $15::bigint[],
    $16::text[],
    $17::bigint[]
  ) as "rows" (
    "id",
    "startedAt",
    "finishedAt",
    "attempt",
    "attemptAt",
    "verdict",
    "verdictAt",
    "verdictId",
    "state",
    "heartbeatAt",
    "heartbeatTimeoutMs",
    "error",
    "failureGroup",
    "failureBytes",
    "nodeCount",
    "outputPreview",
    "version"
  )
where
  (
    "executions"."execution_id" = rows."id"
    and "executions"."execution_id" = any ($18::text[])
  );

