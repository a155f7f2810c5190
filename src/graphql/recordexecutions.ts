import { recordExecutions as record } from '../db/record.ts'
import { type Context, writableNamed } from './context.ts'
import { type Outcome, type Stored, storeElements } from './elements.ts'
import { executionRecord } from './executioninput.ts'
import { loadersOf } from './nested.ts'
import type { RecordExecutionResultResolvers, RecordExecutionsInput } from './types.gen.ts'

export interface RecordResult extends Outcome<true> {
  readonly id: string
  readonly backend: string
}

/** Stores executions. An id that is stored already is left as it is. */
export async function recordExecutions(
  context: Context,
  { executions, backend: name }: RecordExecutionsInput,
) {
  const backend = writableNamed(context.backends, name)
  const outcomes = await storeElements<(typeof executions)[number], ReturnType<typeof executionRecord>, true>(
    context,
    executions,
    'input.executions',
    executionRecord,
    async (records, now) => {
      const ids = records.map(({ id }) => id)
      try {
        const stored = await record(backend, records, now, context.meter)
        return ids.map((id, index) => (stored[index] ? { done: true } : alreadyStored(id)))
      } finally {
        context.cache.forget(backend, ids)
      }
    },
  )
  return {
    results: outcomes.map((outcome) => ({
      ...outcome,
      id: executions[outcome.index]!.id,
      backend: backend.name,
    })),
  }
}

const alreadyStored = (id: string): Stored<true> => ({
  problem: {
    code: 'CONFLICT',
    message: `An execution ${JSON.stringify(id)} is stored already, or stands earlier in this call. Nothing was changed.`,
    field: 'id',
  },
})

export const RecordExecutionResult: RecordExecutionResultResolvers = {
  execution: ({ ok, problem, backend, id }, _, context) =>
    ok || problem?.code === 'CONFLICT' ? loadersOf(context, backend).executions.load(id) : null,
}
