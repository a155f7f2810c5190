import type { AttemptRecord, ExecutionRecord, NodeRecord } from '../db/recordrows.ts'
import { facts } from '../db/attempts.ts'
import { dagRecord } from './daginput.ts'
import { badInput } from './errors.ts'
import { checkedId, checkedRunNumber, checkedText, checkedTime, checkedWhole, jsonText } from './texts.ts'
import type { AttemptInput, ExecutionInput, MetadataInput, NodeResultInput } from './types.gen.ts'

const mostAttempts = 1_000
const mostFacts = 10_000
const mostNodeResults = 10_000
const longText = 100_000

/** Checks one element of `recordExecutions` and shapes it for the store. Throws a coded error that names the field. */
export function executionRecord(input: ExecutionInput, field: string, now: number): ExecutionRecord {
  const path = (name: string) => `${field}.${name}`
  const attempts = attemptRecords(input.attempts ?? [], path('attempts'))
  const outputs = jsonText(input.outputs, path('outputs'))
  const { heartbeatTimeoutMs } = input
  return {
    id: checkedId(input.id, path('id')),
    flow: checkedId(input.flow, path('flow')),
    runNumber: input.runNumber == null ? null : checkedRunNumber(input.runNumber, path('runNumber')),
    step: input.step == null ? null : checkedId(input.step, path('step')),
    parentId: input.parentId == null ? null : checkedId(input.parentId, path('parentId')),
    source: checkedText(input.source, path('source'), 255),
    scriptPath: checkedText(input.scriptPath, path('scriptPath'), 1_024),
    sampleRate: checkedRate(input.sampleRate ?? 1, path('sampleRate')),
    state: checkedState(input, attempts, path('state')),
    heartbeatAt:
      checkedTime(input.heartbeatAt, path('heartbeatAt')) ?? (heartbeatTimeoutMs == null ? null : now),
    heartbeatTimeoutMs:
      heartbeatTimeoutMs == null
        ? null
        : checkedWhole(heartbeatTimeoutMs, path('heartbeatTimeoutMs'), 1, 1e12),
    attempts,
    metadata: factRecords(input.metadata ?? [], attempts, path('metadata'), now),
    inputs: jsonText(input.inputs, path('inputs')),
    outputs,
    outputPreview: outputs === null ? null : previewOf(input.outputs),
    nodeResults: nodeRecords(input.nodeResults ?? [], path('nodeResults')),
    dag: input.dag == null ? null : dagRecord(input.dag, path('dag')),
  }
}

function attemptRecords(inputs: readonly AttemptInput[], field: string): AttemptRecord[] {
  atMost(mostAttempts, inputs.length, field)
  const attempts = inputs.map((input, index) => attemptRecord(input, `${field}[${index}]`))
  const numbers = attempts.map(({ number }) => number)
  const again = numbers.findIndex((number, index) => numbers.indexOf(number) !== index)
  if (again >= 0) {
    throw badInput(`Attempt ${numbers[again]} stands twice.`, {
      field: `${field}[${again}].number`,
      received: numbers[again]!,
    })
  }
  return attempts.toSorted((a, b) => a.number - b.number)
}

function attemptRecord(
  { number, startedAt, finishedAt, verdict, error }: AttemptInput,
  field: string,
): AttemptRecord {
  if ((verdict == null) !== (finishedAt == null)) {
    const missing = verdict == null ? 'verdict' : 'finishedAt'
    throw badInput(`"${field}" has only one of "verdict" and "finishedAt". They go together.`, {
      field: `${field}.${missing}`,
    })
  }
  return {
    number: checkedWhole(number, `${field}.number`, 1, 1_000_000),
    startedAt: checkedTime(startedAt, `${field}.startedAt`)!,
    finishedAt: inOrder(startedAt, finishedAt, `${field}.finishedAt`),
    verdict: verdict ?? null,
    error: checkedText(error, `${field}.error`, longText),
  }
}

function factRecords(
  inputs: readonly MetadataInput[],
  attempts: readonly AttemptRecord[],
  field: string,
  now: number,
) {
  atMost(mostFacts, inputs.length, field)
  const numbers = new Set(attempts.map(({ number }) => number))
  return inputs.map((input, index) => {
    const path = `${field}[${index}]`
    const attempt = input.attempt ?? 0
    if (attempt !== 0 && !numbers.has(attempt)) {
      throw badInput(`There is no attempt ${attempt} among the attempts.`, {
        field: `${path}.attempt`,
        received: attempt,
      })
    }
    if ((Object.values(facts) as string[]).includes(input.field)) {
      throw badInput(`"${input.field}" is written by attempts. Give it there.`, { field: `${path}.field` })
    }
    return {
      attempt,
      field: checkedId(input.field, `${path}.field`),
      value: checkedText(input.value, `${path}.value`, longText)!,
      ts: checkedTime(input.ts, `${path}.ts`) ?? now,
    }
  })
}

function nodeRecords(inputs: readonly NodeResultInput[], field: string): NodeRecord[] {
  atMost(mostNodeResults, inputs.length, field)
  const seen = new Set<string>()
  return inputs.map((input, index) => {
    const record = nodeRecord(input, `${field}[${index}]`)
    const key = `${record.attempt}/${record.nodeId}`
    if (seen.has(key)) {
      throw badInput(`Attempt ${record.attempt} of node ${JSON.stringify(record.nodeId)} stands twice.`, {
        field: `${field}[${index}]`,
      })
    }
    seen.add(key)
    return record
  })
}

function nodeRecord(input: NodeResultInput, field: string): NodeRecord {
  const startedAt = checkedTime(input.startedAt, `${field}.startedAt`)
  const finishedAt = inOrder(startedAt, input.finishedAt, `${field}.finishedAt`)
  return {
    nodeId: checkedId(input.nodeId, `${field}.nodeId`),
    attempt: checkedWhole(input.attempt ?? 1, `${field}.attempt`, 1, 1_000_000),
    status: input.status,
    startedAt,
    finishedAt,
    durationMs: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
    error: checkedText(input.error, `${field}.error`, longText),
    value: jsonText(input.value, `${field}.value`),
  }
}

function inOrder(
  startedAt: number | null,
  finishedAt: number | null | undefined,
  field: string,
): number | null {
  const finished = checkedTime(finishedAt, field)
  if (finished === null || startedAt === null || finished >= startedAt) return finished
  throw badInput(`"${field}" is before "startedAt".`, { field, limit: startedAt, received: finished })
}

function checkedState({ state }: ExecutionInput, attempts: readonly AttemptRecord[], field: string) {
  const current = attempts.at(-1)
  if (state == null || (current && current.verdict === null)) return state ?? null
  throw badInput(`"${field}" is reported of an open attempt, and there is none.`, { field })
}

function checkedRate(rate: number, field: string): number {
  if (rate >= 0 && rate <= 1) return rate
  throw badInput(`"${field}" must be from 0 to 1, not ${rate}.`, { field })
}

function atMost(limit: number, received: number, field: string) {
  if (received > limit)
    throw badInput(`"${field}" may have ${limit} elements, not ${received}.`, { field, limit, received })
}

const previewLength = 50

/** The first output as a line of text. */
function previewOf(outputs: unknown): string {
  const [entry] =
    typeof outputs === 'object' && !Array.isArray(outputs) ? Object.entries(outputs as object) : []
  const text = entry ? `${entry[0]}: ${JSON.stringify(entry[1])}` : JSON.stringify(outputs)
  const line = text.toWellFormed().replaceAll('\0', '\ufffd')
  return line.length > previewLength ? `${line.slice(0, previewLength)}…`.toWellFormed() : line
}
