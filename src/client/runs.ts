import { type Ask, type CallOptions, dataOf } from './asking.ts'
import {
  CompareExecutionsDocument,
  CompareRunsDocument,
  LookAtAttentionDocument,
  LookAtQueueDocument,
  RunByIdDocument,
  RunByRefDocument,
  type RunByRefQueryVariables,
  WhyExecutionDocument,
  WhyRunByIdDocument,
  WhyRunDocument,
} from './documents/documents.gen.ts'
import { ExecgraphError } from './error.ts'

/**
 * A run: its id (`main:Train/7`, or `Train/7` in whatever backend has it), or its flow with its number or name.
 * Without that, the newest.
 */
export type RunRef = string | RunByRefQueryVariables

/** Two sides to compare, by their ids. Without `left`, the last one before `right` that went well. */
export interface Pair {
  readonly left?: string
  readonly right: string
}

/** What is asked about one run or execution, or about the state of things. */
export const detailsOf = (ask: Ask) => ({
  /** A run with its steps, its facts, and how long such runs take. `null`: there is none. */
  async run(ref: RunRef, { signal }: CallOptions = {}) {
    if (typeof ref !== 'string') return dataOf(await ask(RunByRefDocument, ref, { signal })).run
    return unlessUnknown(async () => {
      const { compareRuns } = dataOf(await ask(RunByIdDocument, { id: ref }, { signal }))
      return compareRuns?.[0]?.right ?? null
    })
  },
  /**
   * A run with why it failed, where that began, and what was different in the last one that went well. `null`:
   * there is none.
   */
  async whyRun(ref: RunRef, { signal }: CallOptions = {}) {
    if (typeof ref !== 'string') return dataOf(await ask(WhyRunDocument, ref, { signal })).run
    return unlessUnknown(async () => {
      const { compareRuns } = dataOf(await ask(WhyRunByIdDocument, { id: ref }, { signal }))
      return compareRuns?.[0]?.right ?? null
    })
  },
  /** The same of an execution, by its id or key. */
  async why(id: string, { signal }: CallOptions = {}) {
    return dataOf(await ask(WhyExecutionDocument, { id }, { signal })).execution
  },
  /** What is different between two runs. */
  async compareRuns(pair: Pair, { signal }: CallOptions = {}) {
    return dataOf(await ask(CompareRunsDocument, { pairs: [{ ...pair }] }, { signal })).compareRuns![0]!
  },
  /** What is different between two executions, by their ids or keys. */
  async compareExecutions(pair: Pair, { signal }: CallOptions = {}) {
    const asked = { pairs: [{ ...pair }] }
    return dataOf(await ask(CompareExecutionsDocument, asked, { signal })).compareExecutions![0]!
  },
  /** What wants eyes now, the worst first, at most 100 items. Backends in `unavailable` were not looked at. */
  async attention({ first, signal }: CallOptions & { readonly first?: number } = {}) {
    const answer = await ask(LookAtAttentionDocument, { first: first ?? null }, { signal })
    return answer.data?.attention ?? dataOf<never>({ ...answer, data: null })
  },
  /** The state of a backend's work queue. */
  async queue({ backend, signal }: CallOptions & { readonly backend?: string } = {}) {
    return dataOf(await ask(LookAtQueueDocument, { backend: backend ?? null }, { signal })).queue!
  },
})

async function unlessUnknown<Found>(find: () => Promise<Found>): Promise<Found | null> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof ExecgraphError && error.code === 'NOT_FOUND') return null
    throw error
  }
}
