import { hash } from 'node:crypto'
import { newId } from '../../db/recording/newid.ts'
import { cutText } from '../../db/recording/payload.ts'
import type { Start, StartOutcome } from '../../db/queue/start.ts'
import { sampleRateOf } from '../../db/recording/sampling.ts'
import { checkFlow } from '../access/flows.ts'
import { type Context, type Recording, writableNamed } from '../context.ts'
import { type DagRecord, dagRecord } from '../inputs/dag.ts'
import { tagList } from '../inputs/details.ts'
import { type Stored, eachOf, storeElements } from '../inputs/elements.ts'
import { badInput, coded } from '../errors.ts'
import { checkedPath, checkedRate } from '../inputs/execution.ts'
import { loadersOf } from '../lists/nested.ts'
import { checkWorkable } from '../inputs/workable.ts'
import { checkJson } from '../inputs/json.ts'
import {
  checkedId,
  checkedParent,
  checkedRunNumber,
  checkedText,
  checkedTime,
  checkedWhole,
} from '../inputs/checks.ts'
import type {
  StartExecutionInput,
  StartExecutionResultResolvers,
  StartExecutionsInput,
} from '../types.gen.ts'
import type { Started } from '../models.ts'

const workable = (input: StartExecutionsInput['dag'], field: string) =>
  input == null ? null : dagRecord(input, field, (content) => checkWorkable(content, field))

/** Queues executions. */
export async function startExecutions(context: Context, input: StartExecutionsInput) {
  const backend = writableNamed(context.backends, input.backend)
  const given = workable(input.dag, 'input.dag')
  const shared = given instanceof Promise ? await given : given
  const check = (element: StartExecutionInput, field: string, now: number) => {
    checkFlow(context, element.flow, `${field}.flow`)
    const start = (dag: DagRecord | null) =>
      startIn(element, field, now, { dag, recording: context.recording })
    const own = workable(element.dag, `${field}.dag`) ?? shared
    return own instanceof Promise ? own.then(start) : start(own)
  }
  const store = async (starts: readonly Start[]) => {
    const answers = await context.queue.start(backend, starts, context.meter)
    return eachOf(answers, (outcome, index) => said(outcome, starts[index]!.record.id))
  }
  const outcomes = await storeElements(context, {
    field: 'input.executions',
    inputs: input.executions,
    check,
    store,
  })
  return { results: outcomes.map((outcome) => ({ ...outcome, backend: backend.name })) }
}

function said(outcome: StartOutcome, id: string): Stored<Started> {
  if (outcome !== 'CONFLICT') return { done: { id, started: outcome === 'STARTED' } }
  const message = `Execution ${JSON.stringify(id)} already exists, and was not started with the same flow, graph and inputs.`
  return { problem: { code: 'CONFLICT', message, field: 'id' } }
}

interface Given {
  readonly dag: DagRecord | null
  readonly recording: Recording
}

function startIn(input: StartExecutionInput, field: string, now: number, { dag, recording }: Given): Start {
  const path = (name: string) => `${field}.${name}`
  if (dag === null)
    throw badInput(`"${path('dag')}" must be given, here or for the whole call.`, { field: path('dag') })
  const flow = checkedId(input.flow, path('flow'))
  const source = checkedText(input.source, path('source'), 255)
  const sampleRate = input.sampleRate == null ? null : checkedRate(input.sampleRate, path('sampleRate'))
  const inputs = wholeJson(input.inputs ?? null, path('inputs'), recording.outputBytes)
  const id = idOf(input, flow, path)
  const optional = <T, R>(
    value: T | null | undefined,
    name: string,
    checked: (value: T, field: string) => R,
  ) => (value == null ? null : checked(value, path(name)))
  return {
    inputs,
    priority: checkedWhole(input.priority ?? 0, path('priority'), -1_000, 1_000),
    runAt: checkedRunAt(input.runAt, path('runAt'), now),
    digest:
      input.id == null && input.idempotencyKey == null
        ? null
        : hash('sha256', JSON.stringify([flow, dag.hash, inputs])),
    record: {
      id,
      flow,
      source,
      dag,
      onConflict: 'FAIL',
      attempts: [],
      metadata: [],
      nodeResults: [],
      state: null,
      heartbeatAt: null,
      heartbeatTimeoutMs: null,
      outputs: null,
      runNumber: optional(input.runNumber, 'runNumber', checkedRunNumber),
      step: optional(input.step, 'step', checkedId),
      parentId: checkedParent(input.parentId, id, path('parentId')),
      scriptPath: checkedPath(input.scriptPath, path('scriptPath')),
      sampleRate: sampleRateOf({ flow, source, sampleRate }, recording.sampleRates),
      tags: tagList(input.tags, path('tags')),
      inputs: input.inputs == null ? null : cutText(inputs, recording.limits),
    },
  }
}

/** Values passed from node to node are never cut: if too large, they are rejected. */
function wholeJson(value: unknown, field: string, limit: number): string {
  checkJson(value, field)
  const json = JSON.stringify(value ?? null)
  const received = Buffer.byteLength(json)
  if (received <= limit) return json
  throw coded(
    'TOO_LARGE',
    `"${field}" has ${received} bytes. The limit for values passed between nodes is ${limit}.`,
    {
      field,
      limit,
      received,
    },
  )
}

function idOf(
  { id, idempotencyKey }: StartExecutionInput,
  flow: string,
  path: (name: string) => string,
): string {
  if (id == null && idempotencyKey == null) return newId()
  if (id != null && idempotencyKey != null) {
    const message = `"${path('idempotencyKey')}" and "id" both identify the execution. Give one of them.`
    throw badInput(message, { field: path('idempotencyKey') })
  }
  if (id != null) return checkedId(id, path('id'))
  return hash(
    'sha256',
    JSON.stringify([flow, checkedId(idempotencyKey!, path('idempotencyKey'))]),
    'base64url',
  )
}

const longestWait = 10 * 365 * 86_400_000

function checkedRunAt(time: number | null | undefined, field: string, now: number): number | null {
  const at = checkedTime(time, field)
  if (at === null || at <= now + longestWait) return at
  throw badInput(`"${field}" is more than ten years ahead.`, {
    field,
    limit: now + longestWait,
    received: at,
  })
}

export const StartExecutionResult: StartExecutionResultResolvers = {
  id: ({ done }) => done?.id ?? null,
  started: ({ done }) => done?.started ?? false,
  execution: ({ done, backend }, _, context) =>
    done ? loadersOf(context, backend).executions.load(done.id) : null,
}
