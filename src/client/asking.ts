import { ExecgraphError, errorOf } from './error.ts'
import { pause, waitBefore } from './retrying.ts'
import { type Answer, type Reply, type Server, send } from './sending.ts'
import { type Document, onlyAsks, textOf } from './text.ts'

export interface CallOptions {
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

export interface Sent extends CallOptions {
  /** To do it twice is as good as once. Default: whether it is a query. */
  readonly isRepeatable?: boolean
}

export type Ask = <Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
  sent?: Sent,
) => Promise<Answer<Data>>

/** Asks a server, as often as may be of use. */
export const asking =
  (server: Server, retries: number): Ask =>
  async <Data, Variables extends object>(
    document: Document<Data, Variables>,
    variables: Variables,
    { signal, isRepeatable }: Sent = {},
  ) => {
    const query = textOf(document)
    const mayRepeat = isRepeatable ?? onlyAsks(query)
    for (let failures = 1; ; failures += 1) {
      signal?.throwIfAborted()
      const reply = await send(server, { query, variables }, signal).catch(ifOurs)
      const error = reply instanceof ExecgraphError ? reply : emptiness(reply)
      const wait = error && failures <= retries ? waitBefore(error, failures, mayRepeat) : undefined
      if (wait !== undefined) await pause(wait, signal)
      else if (reply instanceof ExecgraphError) throw reply
      else return reply as Answer<Data>
    }
  }

function ifOurs(error: unknown): ExecgraphError {
  if (error instanceof ExecgraphError) return error
  throw error
}

/** Why nothing came of an answer. One of which a part came is not sent for again. */
function emptiness({ data, errors, ...known }: Reply): ExecgraphError | undefined {
  if (errors.length === 0) return undefined
  const isEmpty = Object.values(Object(data) as object).every((value) => value === null)
  return isEmpty ? errorOf(errors, known) : undefined
}

/** The data of an answer without errors. Throws otherwise, and what came is in the error. */
export function dataOf<Data>(answer: Answer<Data>): Data {
  const { data, errors, ...known } = answer
  if (data === null || errors.length > 0) throw errorOf(errors, { ...known, data: data ?? undefined })
  return data
}
