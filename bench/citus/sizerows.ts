const nodes = 10
const perRun = 10
const second = 1_000

/** As a server makes them: they ascend by time, and the rest is random. */
const id = `lpad(to_hex(1767225600000 + i * ${second}), 12, '0')`
const uuid = `left(${id}, 8) || '-' || right(${id}, 4) || '-7' || substr(md5(i::text), 1, 3) || '-a'
  || substr(md5(i::text), 4, 3) || '-' || substr(md5(i::text), 7, 12)`
const startedAt = `1767225600000 + i * ${second}`
const hasFailed = 'i % 20 = 3'
const flow = `'flow-' || (i / ${perRun} % 50)`
const number = `i / ${perRun} / 50 + 1`

const insert =
  (table: string, columns: string, values: string, more = '') =>
  (count: number) =>
    `insert into ${table} (${columns}) select ${values} from generate_series(1, ${count}) as i ${more}`

const everyNode = `cross join generate_series(1, ${nodes}) as node`

const ofExecutions = [
  insert(
    'executions',
    `execution_id, flow_id, run_number, step, parent_id, source, script_path, sample_rate, sort_at, started_at,
      finished_at, attempt, attempt_at, verdict, verdict_at, verdict_id, heartbeat_at, heartbeat_timeout_ms, error,
      node_count, output_preview, dag_hash, version, failure_group, failure_bytes`,
    `${uuid}, ${flow}, ${number}, 'step-' || (i % ${perRun}), null, 'api', null, 1, ${startedAt}, ${startedAt},
      ${startedAt} + 60000, 1, ${startedAt}, case when ${hasFailed} then 2 else 1 end, ${startedAt} + 60000, ${uuid},
      ${startedAt} + 59000, 60000, case when ${hasFailed} then 'OSError: no space left on device ' || i end, ${nodes},
      '{"rows":' || i || ',"loss":0.25}', md5((i % 50)::text), 3,
      case when ${hasFailed} then '1:' || md5((i % 100)::text) end, case when ${hasFailed} then 40 end`,
  ),
  insert('execution_tags', 'execution_id, tag, sort_at', `${uuid}, 'team-' || (i % 8), ${startedAt}`),
  insert(
    'execution_metadata',
    'execution_id, id, attempt, field, value, ts',
    `${uuid}, left(${uuid}, 35) || fact, 1, case fact when 1 then 'attempt' else 'attempt_ok' end, 'true', ${startedAt}`,
    'cross join generate_series(1, 2) as fact',
  ),
  insert(
    'payloads',
    'execution_id, kind, json, bytes',
    `${uuid}, kind, '{"table":"events","day":"2026-01-01","rows":' || i || ',"note":"' || md5(i::text || kind) || '"}', 90`,
    `cross join (values ('inputs'), ('outputs')) as kinds(kind)`,
  ),
  insert(
    'node_results',
    'execution_id, node_id, attempt, status, started_at, finished_at, duration_ms, bytes, value',
    `${uuid}, 'node-' || node, 1, 'COMPLETED', ${startedAt} + node * 5000, ${startedAt} + node * 5000 + 4000, 4000, 32,
      '{"rows":' || i || ',"at":"' || left(md5(i::text || node), 16) || '"}'`,
    everyNode,
  ),
]

const ofRuns = [
  insert(
    'runs',
    `flow_id, number, name, user_name, started_at, heartbeat_at, version, end_ok, end_ok_at, end_ok_id, end_attempt_at,
      end_attempt_id`,
    `'flow-' || (i % 50), i / 50 + 1, 'run-' || i, 'user-' || (i % 30), ${startedAt} * 1, ${startedAt} + 500000, 3,
      case when i % 20 = 3 then 0 else 1 end, ${startedAt} + 600000, ${uuid}, ${startedAt}, ${uuid}`,
  ),
  insert(
    'run_tags',
    'flow_id, number, tag, system, started_at',
    `'flow-' || (i % 50), i / 50 + 1, 'team-' || (i % 8), 0, ${startedAt}`,
  ),
  insert(
    'run_metadata',
    'flow_id, number, id, step, attempt, field, value, ts',
    `'flow-' || (i % 50), i / 50 + 1, left(${uuid}, 35) || fact, 'end', 1,
      case fact when 1 then 'attempt' else 'attempt_ok' end, 'true', ${startedAt}`,
    'cross join generate_series(1, 2) as fact',
  ),
]

/** So many executions of ten nodes, and a run for each ten of them. */
export const filling = (count: number): string[] => [
  ...ofExecutions.map((text) => text(count)),
  ...ofRuns.map((text) => text(Math.ceil(count / perRun))),
]
