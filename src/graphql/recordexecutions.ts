import { GraphQLError } from 'graphql'
import type { Backend } from '../db/backend.ts'
import { StoreFailure } from '../db/failure.ts'
import { recordExecutions as record } from '../db/record.ts'
import type { ExecutionRecord } from '../db/recordrows.ts'
import { type Context, backendNamed } from './context.ts'
import { coded } from './errors.ts'
import { executionRecord } from './executioninput.ts'
import { loadersOf } from './execution.ts'
import type {
  ErrorCode,
  Problem,
  RecordExecutionResultResolvers,
  RecordExecutionsInput,
} from './types.gen.ts'

const mostElements = 500

export interface RecordResult {
  readonly index: number
  readonly ok: boolean
  readonly id: string
  readonly backend: string
  readonly problem: Problem | null
}

/** Stores the good elements and says of each other one what is wrong with it. */
export async function recordExecutions(
  context: Context,
  { executions, backend: name }: RecordExecutionsInput,
) {
  const received = executions.length
  if (received === 0 || received > mostElements) {
    const code = received === 0 ? 'BAD_USER_INPUT' : 'BATCH_TOO_LARGE'
    const message = `One call takes 1 to ${mostElements} executions, and this one has ${received}.`
    throw coded(code, message, { field: 'input.executions', limit: mostElements, received })
  }
  const backend = backendNamed(context.backends, name, 'input.backend')
  const checked = executions.map((input, index) =>
    check(() => executionRecord(input, `input.executions[${index}]`, context.now)),
  )
  const good = checked.filter((one): one is ExecutionRecord => !isProblem(one))
  const stored = await store(context, backend, good)
  let next = 0
  const results = checked.map((one, index): RecordResult => {
    const problem = isProblem(one) ? one : becameOf(stored, next++, one.id, index)
    return { index, id: executions[index]!.id, backend: backend.name, ok: problem === null, problem }
  })
  return { results }
}

/** Whether each was stored, or why none could be. */
async function store(context: Context, backend: Backend, records: readonly ExecutionRecord[]) {
  try {
    return records.length === 0 ? [] : await record(backend, records, context.now, context.meter)
  } catch (error) {
    if (error instanceof StoreFailure) return error
    throw error
  } finally {
    context.cache.forget(
      backend,
      records.map(({ id }) => id),
    )
    context.renew()
  }
}

function becameOf(
  stored: boolean[] | StoreFailure,
  place: number,
  id: string,
  index: number,
): Problem | null {
  if (stored instanceof StoreFailure) return { code: stored.code, message: stored.message }
  return stored[place] ? null : alreadyStored(id, index)
}

export const RecordExecutionResult: RecordExecutionResultResolvers = {
  execution: ({ ok, problem, backend, id }, _, context) =>
    ok || problem?.code === 'CONFLICT' ? loadersOf(context, backend).executions.load(id) : null,
}

function check<T>(make: () => T): T | Problem {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const { code, ...details } = error.extensions
    return { code: code as ErrorCode, message: error.message, ...details }
  }
}

const isProblem = (one: ExecutionRecord | Problem): one is Problem => 'code' in one

const alreadyStored = (id: string, index: number): Problem => ({
  code: 'CONFLICT',
  message: `An execution ${JSON.stringify(id)} is stored already, or stands earlier in this call. Nothing was changed.`,
  field: `input.executions[${index}].id`,
})
