import { type Ask, type CallOptions, dataOf } from './asking.ts'
import {
  CancelDocument,
  type DagInput,
  type ExecutionInput,
  type ExecutionPatch,
  type OnConflict,
  RecordDocument,
  RetryDocument,
  type StartExecutionInput,
  StartDocument,
  UpdateDocument,
} from './documents/documents.gen.ts'

export interface OneBackend extends CallOptions {
  /** The backend that is written to. Default: the server's first one. */
  readonly backend?: string
}

/**
 * What writes. Each answers with one result for each element, in their order: a refused element has a `problem`,
 * and the others are done.
 */
export const changesOf = (ask: Ask) => ({
  /**
   * Records whole executions, at most 500. It is repeated after a failure only if `onConflict` is `IGNORE` or
   * `REPLACE`: with `FAIL`, the default, what was stored by the first try would be refused as known.
   */
  async record(
    executions: readonly ExecutionInput[],
    { signal, ...more }: OneBackend & { readonly onConflict?: OnConflict } = {},
  ) {
    const isRepeatable = more.onConflict !== undefined && more.onConflict !== 'FAIL'
    const input = { executions: [...executions], ...more }
    const data = dataOf(await ask(RecordDocument, { input }, { signal, isRepeatable }))
    return data.recordExecutions!.results
  },
  /**
   * Applies patches, at most 500. It is repeated after a failure if each patch says the same when it is applied
   * twice.
   */
  async update(patches: readonly ExecutionPatch[], { signal, ...more }: OneBackend = {}) {
    const input = { executions: [...patches], ...more }
    const isRepeatable = patches.every(saysTheSameTwice)
    const data = dataOf(await ask(UpdateDocument, { input }, { signal, isRepeatable }))
    return data.updateExecutions!.results
  },
  /** Queues executions, at most 500. One without an id or a key is given a key, so that the call may be repeated. */
  async start(
    executions: readonly StartExecutionInput[],
    { signal, ...more }: OneBackend & { readonly dag?: DagInput } = {},
  ) {
    const input = { executions: executions.map(withKey), ...more }
    const data = dataOf(await ask(StartDocument, { input }, { signal, isRepeatable: true }))
    return data.startExecutions!.results
  },
  /** Cancels executions of the queue, at most 500. */
  async cancel(ids: readonly string[], { signal, ...more }: OneBackend = {}) {
    const data = dataOf(await ask(CancelDocument, { input: { ids: [...ids], ...more } }, { signal }))
    return data.cancelExecutions!.results
  },
  /** Queues failed and cancelled executions again, at most 500. */
  async retry(ids: readonly string[], { signal, ...more }: OneBackend = {}) {
    const data = dataOf(await ask(RetryDocument, { input: { ids: [...ids], ...more } }, { signal }))
    return data.retryExecutions!.results
  },
})

/**
 * Facts would be there twice, an attempt without a number would be the next one, and the version would no longer be
 * the expected one.
 */
const saysTheSameTwice = ({ metadata, startAttempt, expectedVersion }: ExecutionPatch) =>
  (metadata ?? []).length === 0 &&
  (startAttempt == null || startAttempt.number != null) &&
  expectedVersion == null

function withKey(execution: StartExecutionInput): StartExecutionInput {
  if (execution.id != null || execution.idempotencyKey != null) return execution
  // Pages without TLS have no `randomUUID`.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return {
    ...execution,
    idempotencyKey: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  }
}
