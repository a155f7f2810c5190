import { type CallOptions, type Sent, asking, dataOf } from './asking.ts'
import { changesOf } from './changes.ts'
import { endpointOf } from './endpoint.ts'
import { listsOf } from './lists.ts'
import { looking } from './looking.ts'
import { detailsOf } from './runs.ts'
import type { Answer, Fetch } from './sending.ts'
import type { Document } from './text.ts'
import { watchingOf } from './watching.ts'

export interface ClientOptions {
  /** The server, such as `http://127.0.0.1:4000`, with or without `/graphql`. In a page of the same server: `/`. */
  readonly url: string
  /** What servers with `--auth` ask for. A function is called for each request, so that it may renew the token. */
  readonly token?: string | (() => string) | undefined
  /** How requests are sent. Default: the global `fetch`. */
  readonly fetch?: Fetch
  /** How often something that may pass is tried again, where that is safe. Default: 3. */
  readonly retries?: number
}

export type Client = ReturnType<typeof createClient>

/** A client of a server. It holds nothing open but while something is watched. */
export function createClient(options: ClientOptions) {
  const { token, retries = 3, fetch = (url, init) => globalThis.fetch(url, init) } = options
  const server = {
    url: endpointOf(options.url),
    fetch,
    get headers(): Record<string, string> {
      const secret = typeof token === 'function' ? token() : token
      return secret ? { authorization: `Bearer ${secret}` } : {}
    },
  }
  const ask = asking(server, retries)
  const lookUp = looking(ask)
  return {
    ...detailsOf(ask),
    ...listsOf(ask),
    ...changesOf(ask),
    ...watchingOf(server),
    /** An execution by its id or key, or `null`. Calls at the same time go by one request. */
    execution: async (id: string, options?: CallOptions) => (await lookUp([id], options))[0] ?? null,
    /**
     * Executions by their ids or keys, in their order, with `null` for those that no backend knows. 500 go by one
     * request.
     */
    executions: (ids: readonly string[], options?: CallOptions) => lookUp(ids, options),
    /**
     * The data of a query or a mutation of your own. Throws if the answer has errors: what came beside them is the
     * error's `data`.
     */
    request: async <Data, Variables extends object>(
      document: Document<Data, Variables>,
      variables: Variables,
      sent?: Sent,
    ): Promise<Data> => dataOf(await ask(document, variables, sent)),
    /** The same, but with the whole answer: data, errors, and what it has cost. Throws only if there is no answer. */
    ask: <Data, Variables extends object>(
      document: Document<Data, Variables>,
      variables: Variables,
      sent?: Sent,
    ): Promise<Answer<Data>> => ask(document, variables, sent),
  }
}
