import { v7 as uuid } from 'uuid'
import { execution } from './inputs.ts'

export type Row = Readonly<Record<string, string | number | null>>
export type Rows = Readonly<Record<string, readonly Row[]>>

/** The rows that recording executions writes, by table in the order of locks. */
export function recordedRows(numbers: readonly number[], now: number): Rows {
  const all = numbers.map(execution)
  const flows = Map.groupBy(all, ({ flow }) => flow)
  return {
    flows: [...flows].toSorted(byName).map(([flow, own]) => ({
      flow_id: flow,
      created_at: now,
      next_run: Math.max(1, ...own.map(({ runNumber }) => (runNumber ?? 0) + 1)),
    })),
    executions: all.map(runningRow),
    execution_metadata: all.map(({ id, startedAt }) => factRow(id, 'attempt', '1', startedAt)),
    execution_tags: all.flatMap(({ id, tags, startedAt }) =>
      tags.map((tag) => ({ execution_id: id, tag, sort_at: startedAt })),
    ),
    payloads: all.map(({ id, inputs }) => payloadRow(id, 'in', inputs)),
    runs: runRows(numbers, now),
  }
}

/** The rows that finishing them writes, after the changes to `executions`. */
export function finishedRows(numbers: readonly number[], now: number): Rows {
  const all = numbers.map(execution)
  const verdicts = all.map(({ id, finishedAt }) => factRow(id, 'attempt_ok', 'true', finishedAt))
  return {
    changes: all.map((one, index) => finishedRow(one, verdicts[index]!.id)),
    execution_metadata: verdicts,
    payloads: all.map(({ id, outputs }) => payloadRow(id, 'out', outputs)),
    node_results: all.flatMap(nodeRows),
    runs: runRows(numbers, Math.min(now, Math.max(...all.map(({ finishedAt }) => finishedAt)))),
  }
}

type Execution = ReturnType<typeof execution>

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

const runningRow = ({ id, flow, runNumber, step, source, startedAt }: Execution) => ({
  execution_id: id,
  flow_id: flow,
  run_number: runNumber,
  step,
  parent_id: null,
  source,
  script_path: null,
  sample_rate: 1,
  sort_at: startedAt,
  started_at: startedAt,
  finished_at: null,
  attempt: 1,
  attempt_at: startedAt,
  verdict: 0,
  verdict_at: null,
  verdict_id: null,
  state: null,
  heartbeat_at: null,
  heartbeat_timeout_ms: null,
  error: null,
  node_count: 0,
  output_preview: null,
  dag_hash: null,
  version: 1,
})

const finishedRow = ({ id, startedAt, finishedAt, outputs, nodes }: Execution, verdictId: string) => ({
  execution_id: id,
  started_at: startedAt,
  finished_at: finishedAt,
  attempt: 1,
  attempt_at: startedAt,
  verdict: 1,
  verdict_at: finishedAt,
  verdict_id: verdictId,
  state: null,
  heartbeat_at: null,
  heartbeat_timeout_ms: null,
  error: null,
  node_count: nodes.length,
  output_preview: `tokens: ${outputs.tokens}`,
  version: 2,
})

const factRow = (execution_id: string, field: string, value: string, ts: number) => ({
  execution_id,
  id: uuid(),
  attempt: 1,
  field,
  value,
  ts,
  client_key: null,
})

function payloadRow(execution_id: string, kind: string, value: object) {
  const json = JSON.stringify(value)
  return { execution_id, kind, json, bytes: Buffer.byteLength(json), truncated: null }
}

const nodeRows = ({ id, nodes }: Execution) =>
  nodes.map(({ nodeId, startedAt, finishedAt, value }) => {
    const json = JSON.stringify(value)
    return {
      execution_id: id,
      node_id: nodeId,
      attempt: 1,
      status: 'COMPLETED',
      started_at: startedAt,
      finished_at: finishedAt,
      duration_ms: finishedAt - startedAt,
      error: null,
      bytes: Buffer.byteLength(json),
      truncated: null,
      value: json,
    }
  })

function runRows(numbers: readonly number[], heartbeat_at: number) {
  const steps = numbers.map(execution).filter(({ runNumber }) => runNumber !== null)
  const runs = Map.groupBy(steps, ({ flow, runNumber }) => `${flow}/${runNumber}`)
  return [...runs].toSorted(byName).map(([, [first]]) => ({
    flow_id: first!.flow,
    number: first!.runNumber,
    started_at: first!.startedAt,
    heartbeat_at,
    version: 1,
  }))
}
