import type { Backend } from '../db/backend.ts'
import { heartbeatRuns as beat } from '../db/recordmetadata.ts'
import { type Recorded, type RunRecord, recordRuns as record } from '../db/recordruns.ts'
import type { RunKey } from '../db/runs.ts'
import { type Context, writableNamed } from './context.ts'
import { type Outcome, type Stored, storeElements } from './elements.ts'
import { badInput } from './errors.ts'
import { loadersOf } from './nested.ts'
import { checkedId, checkedRunNumber, checkedText, checkedTime, checkedWhole } from './texts.ts'
import type {
  HeartbeatInput,
  HeartbeatRunsInput,
  Problem,
  RecordRunsInput,
  RunInput,
  RunResultResolvers,
} from './types.gen.ts'

export interface RunOutcome extends Outcome<RunKey> {
  readonly backend: string
}

const mostTags = 100

export const RunResult: RunResultResolvers = {
  id: ({ backend, done }) => (done ? `${backend}:${done.flow}/${done.number}` : null),
  run: ({ backend, done }, _, context) => (done ? loadersOf(context, backend).runs.load(keyOf(done)) : null),
}

const keyOf = ({ flow, number }: RunKey): RunKey => ({ flow, number })

/** Stores runs. */
export async function recordRuns(context: Context, { runs, backend: name }: RecordRunsInput) {
  const backend = writableNamed(context.backends, name)
  const store = async (records: readonly RunRecord[], now: number) =>
    (await record(backend, records, now, context.meter)).map(storedRun)
  return resultsOf(backend, await storeElements(context, runs, 'input.runs', runRecord, store))
}

function storedRun(recorded: Recorded): Stored<RunKey> {
  if (recorded.kind !== 'conflict') return { done: recorded.key }
  const message = `The flow has a run with this ${recorded.over} already. Nothing was changed.`
  return { problem: { code: 'CONFLICT', message, field: recorded.over } }
}

function runRecord(input: RunInput, field: string, now: number): RunRecord {
  const path = (name: string) => `${field}.${name}`
  const { attempt, verdict } = input
  const tags = (list: readonly string[] | null | undefined, name: string) => tagList(list ?? [], path(name))
  return {
    flow: checkedId(input.flow, path('flow')),
    number: input.number == null ? null : checkedRunNumber(input.number, path('number')),
    name: input.name == null ? null : runName(input.name, path('name')),
    user: input.user == null ? null : checkedId(input.user, path('user')),
    startedAt: checkedTime(input.startedAt, path('startedAt')) ?? now,
    heartbeatAt:
      input.heartbeatAt === undefined ? now : checkedBeat(input.heartbeatAt, path('heartbeatAt'), now),
    clientKey: checkedText(input.clientKey, path('clientKey'), 255),
    tags: tags(input.tags, 'tags'),
    systemTags: tags(input.systemTags, 'systemTags'),
    attempt: attempt
      ? {
          number: checkedWhole(attempt.number ?? 1, path('attempt.number'), 0, 1_000_000),
          at: checkedTime(attempt.at, path('attempt.at')) ?? now,
        }
      : null,
    verdict: verdict ? { ok: verdict.ok, at: checkedTime(verdict.at, path('verdict.at')) ?? now } : null,
  }
}

/** All digits would be read as a number. */
function runName(name: string, field: string): string {
  if (!/^\d+$/.test(checkedId(name, field))) return name
  throw badInput(`"${field}" must not be all digits: a run is asked for by number or by name.`, { field })
}

function tagList(tags: readonly string[], field: string): string[] {
  if (tags.length > mostTags) {
    const message = `"${field}" may have ${mostTags} tags, not ${tags.length}.`
    throw badInput(message, { field, limit: mostTags, received: tags.length })
  }
  return [...new Set(tags.map((tag, index) => checkedId(tag, `${field}[${index}]`)))]
}

/** Clocks may disagree, but an older sign of life never replaces a newer one: none may lie far ahead. */
function checkedBeat(time: number | null | undefined, field: string, now: number): number | null {
  const at = checkedTime(time, field)
  if (at === null || at <= now + 86_400_000) return at
  throw badInput(`"${field}" is more than a day ahead.`, { field, limit: now + 86_400_000, received: at })
}

/** Notes signs of life. */
export async function heartbeatRuns(context: Context, { heartbeats, backend: name }: HeartbeatRunsInput) {
  const backend = writableNamed(context.backends, name)
  const check = ({ flow, number, at }: HeartbeatInput, field: string, now: number) => ({
    flow: checkedId(flow, `${field}.flow`),
    number: checkedWhole(number, `${field}.number`, 0, Number.MAX_SAFE_INTEGER),
    at: checkedBeat(at, `${field}.at`, now) ?? now,
  })
  const outcomes = await storeElements(context, heartbeats, 'input.heartbeats', check, async (good) => {
    const known = await beat(backend, good, context.meter)
    return good.map((key, index): Stored<RunKey> => (known[index] ? { done: keyOf(key) } : noSuchRun(key)))
  })
  return resultsOf(backend, outcomes)
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
