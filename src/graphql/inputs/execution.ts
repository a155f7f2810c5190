import { sampleRateOf } from '../../db/recording/sampling.ts'
import { type Attempts, attemptsIn } from './attempts.ts'
import { dagRecord } from './dag.ts'
import { factRecords, nodeRecords, payloadIn, tagList } from './details.ts'
import { badInput, coded } from '../errors.ts'
import { whole } from './whole.ts'
import {
  checkedId,
  checkedMoment,
  checkedParent,
  checkedRunNumber,
  checkedText,
  checkedWhole,
} from './checks.ts'
import type { ExecutionInput } from '../types.gen.ts'
import type { ExecutionRecord, FactRecord, OnConflict } from '../../db/recording/records.ts'
import type { Recording } from '../context.ts'

/** Longer paths do not fit into an index. */
const mostPathBytes = 1_024

/** Checks one element of `recordExecutions` and shapes it for the store. Throws a coded error that names the field. */
export function executionRecord(
  input: ExecutionInput,
  field: string,
  now: number,
  { onConflict, limits, sampleRates }: Recording & { readonly onConflict: OnConflict },
): ExecutionRecord | Promise<ExecutionRecord> {
  const path = (name: string) => `${field}.${name}`
  const { attempts, state } = attemptsIn(input, field, now)
  const id = checkedId(input.id, path('id'))
  const flow = checkedId(input.flow, path('flow'))
  const source = checkedText(input.source, path('source'), 255)
  const sampleRate = input.sampleRate == null ? null : checkedRate(input.sampleRate, path('sampleRate'))
  return whole({
    id,
    onConflict,
    flow,
    source,
    attempts,
    state,
    runNumber: input.runNumber == null ? null : checkedRunNumber(input.runNumber, path('runNumber')),
    step: input.step == null ? null : checkedId(input.step, path('step')),
    parentId: checkedParent(input.parentId, id, path('parentId')),
    scriptPath: checkedPath(input.scriptPath, path('scriptPath')),
    sampleRate: sampleRateOf({ flow, source, sampleRate }, sampleRates),
    ...heartbeatIn(input, field, now),
    metadata: ofAttempts(factRecords(input.metadata, path('metadata'), now), attempts, path('metadata')),
    tags: tagList(input.tags, path('tags')),
    inputs: payloadIn(input.inputs, path('inputs'), limits),
    outputs: payloadIn(input.outputs, path('outputs'), limits),
    nodeResults: nodeRecords(input.nodeResults, path('nodeResults'), now, limits),
    dag: input.dag == null ? null : dagRecord(input.dag, path('dag')),
  })
}

/** A heartbeat, and the timeout until the next one. Giving a timeout counts as a heartbeat. */
export function heartbeatIn(
  input: Pick<ExecutionInput, 'heartbeatAt' | 'heartbeatTimeoutMs'>,
  field: string,
  now: number,
) {
  const heartbeatAt = checkedMoment(input.heartbeatAt, `${field}.heartbeatAt`, now)
  const { heartbeatTimeoutMs: timeout } = input
  if (timeout == null) return { heartbeatAt, heartbeatTimeoutMs: null }
  return {
    heartbeatAt: heartbeatAt ?? now,
    heartbeatTimeoutMs: checkedWhole(timeout, `${field}.heartbeatTimeoutMs`, 1, 1e12),
  }
}

function ofAttempts(facts: FactRecord[], attempts: Attempts['attempts'], field: string): FactRecord[] {
  const numbers = new Set([0, ...attempts.map(({ number }) => number)])
  const index = facts.findIndex(({ attempt }) => !numbers.has(attempt))
  if (index < 0) return facts
  const { attempt } = facts[index]!
  throw badInput(`There is no attempt ${attempt} among the attempts.`, {
    field: `${field}[${index}].attempt`,
    received: attempt,
  })
}

export function checkedPath(text: string | null | undefined, field: string): string | null {
  const received = Buffer.byteLength(text ?? '')
  if (received <= mostPathBytes) return checkedText(text, field, mostPathBytes)
  throw coded('TOO_LARGE', `"${field}" may have ${mostPathBytes} bytes in UTF-8, not ${received}.`, {
    field,
    limit: mostPathBytes,
    received,
  })
}

export function checkedRate(rate: number, field: string): number {
  if (rate >= 0 && rate <= 1) return rate
  throw badInput(`"${field}" must be from 0 to 1, not ${rate}.`, {
    field,
    limit: rate < 0 ? 0 : 1,
    ...(Number.isSafeInteger(rate) && { received: rate }),
  })
}
