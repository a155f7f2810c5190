import type { Backend } from '../../db/backend.ts'
import { heartbeatRuns as beat } from '../../db/recording/metadata.ts'
import { type RecordedRun, type RunRecord, recordRuns as record } from '../../db/recording/runs.ts'
import { mostRunNumber } from '../../db/recording/flows.ts'
import type { RunKey } from '../../db/runs/rows.ts'
import { checkFlow } from '../access/flows.ts'
import { type Context, writableNamed } from '../context.ts'
import { type Stored, eachOf, storeElements } from '../inputs/elements.ts'
import { tagList } from '../inputs/details.ts'
import { badInput } from '../errors.ts'
import { loadersOf } from '../lists/nested.ts'
import { checkedId, checkedMoment, checkedRunNumber, checkedWhole } from '../inputs/checks.ts'
import type {
  HeartbeatInput,
  HeartbeatRunsInput,
  Problem,
  RecordRunsInput,
  RunInput,
  RunResultResolvers,
} from '../types.gen.ts'
import type { Outcome } from '../models.ts'

export const RunResult: RunResultResolvers = {
  id: ({ backend, done }) => (done ? `${backend}:${done.flow}/${done.number}` : null),
  run: ({ backend, done }, _, context) => (done ? loadersOf(context, backend).runs.load(keyOf(done)) : null),
}

const keyOf = ({ flow, number }: RunKey): RunKey => ({ flow, number })

export async function recordRuns(context: Context, { runs, backend: name }: RecordRunsInput) {
  const backend = writableNamed(context.backends, name)
  const store = async (records: readonly RunRecord[]) =>
    eachOf(await record(backend, records, context.meter), storedRun)
  const check = (input: RunInput, field: string, now: number) => {
    checkFlow(context, input.flow, `${field}.flow`)
    return runRecord(input, field, now)
  }
  const elements = { field: 'input.runs', inputs: runs, check, store }
  return resultsOf(backend, await storeElements(context, elements))
}

function storedRun(recorded: RecordedRun): Stored<RunKey> {
  if (recorded.kind !== 'conflict') return { done: recorded.key }
  if (recorded.over === 'numbers') {
    const message = `The flow has had run ${mostRunNumber}, the greatest number of a run, so it has no next number. Nothing was changed. Give a "number" that it does not have.`
    return { problem: { code: 'CONFLICT', message, field: 'number', limit: mostRunNumber } }
  }
  const message = `The flow already has a run with this ${recorded.over}. Nothing was changed.`
  return { problem: { code: 'CONFLICT', message, field: recorded.over } }
}

function runRecord(input: RunInput, field: string, now: number): RunRecord {
  const path = (name: string) => `${field}.${name}`
  const { attempt, verdict } = input
  return {
    flow: checkedId(input.flow, path('flow')),
    number: input.number == null ? null : checkedRunNumber(input.number, path('number')),
    name: input.name == null ? null : runName(input.name, path('name')),
    user: input.user == null ? null : checkedId(input.user, path('user')),
    startedAt: checkedMoment(input.startedAt, path('startedAt'), now) ?? now,
    heartbeatAt:
      input.heartbeatAt === undefined ? now : checkedMoment(input.heartbeatAt, path('heartbeatAt'), now),
    clientKey: input.clientKey == null ? null : checkedId(input.clientKey, path('clientKey')),
    tags: tagList(input.tags, path('tags')),
    systemTags: tagList(input.systemTags, path('systemTags')),
    attempt: attempt
      ? {
          number: checkedWhole(attempt.number ?? 1, path('attempt.number'), 0, 1_000_000),
          at: checkedMoment(attempt.at, path('attempt.at'), now) ?? now,
        }
      : null,
    verdict: verdict
      ? { ok: verdict.ok, at: checkedMoment(verdict.at, path('verdict.at'), now) ?? now }
      : null,
  }
}

/** A name of digits only would be read as a number. */
function runName(name: string, field: string): string {
  if (!/^\d+$/.test(checkedId(name, field))) return name
  throw badInput(`"${field}" must not be all digits, because a run is looked up by number or by name.`, {
    field,
  })
}

export async function heartbeatRuns(context: Context, { heartbeats, backend: name }: HeartbeatRunsInput) {
  const backend = writableNamed(context.backends, name)
  const check = ({ flow, number, at }: HeartbeatInput, field: string, now: number) => {
    checkFlow(context, flow, `${field}.flow`)
    return {
      flow: checkedId(flow, `${field}.flow`),
      number: checkedRunNumber(number, `${field}.number`),
      at: checkedMoment(at, `${field}.at`, now) ?? now,
    }
  }
  const store = async (good: readonly ReturnType<typeof check>[]) =>
    eachOf(await beat(backend, good, context.meter), (isKnown, index): Stored<RunKey> => {
      const key = good[index]!
      return isKnown ? { done: keyOf(key) } : noSuchRun(key)
    })
  const elements = { field: 'input.heartbeats', inputs: heartbeats, check, store }
  return resultsOf(backend, await storeElements(context, elements))
}

export const noSuchRun = ({ flow, number }: RunKey, field = 'number'): { problem: Problem } => ({
  problem: {
    code: 'NOT_FOUND',
    message: `There is no run ${number} of flow ${JSON.stringify(flow)}.`,
    field,
  },
})

const resultsOf = ({ name }: Backend, outcomes: readonly Outcome<RunKey>[]) => ({
  results: outcomes.map((outcome) => ({ ...outcome, backend: name })),
})
