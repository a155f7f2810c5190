import { endpointOf } from '../endpoint.ts'
import { workerDocuments } from './documents.ts'
import type { Action, Ask, Completion, Refusal, WorkQueue } from './workqueue.ts'

export interface Server {
  /** The server, such as `http://127.0.0.1:4000`, with or without `/graphql`. */
  readonly url: string
  /** The backend that has the work. Default: the server's first one that takes writes. */
  readonly backend?: string
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>
}

/** How long an answer may take beyond the time that the server was asked to wait. */
const patience = 30_000

const { claimActions, completeActions, extendLeases } = workerDocuments

/** The queue of a server, through its GraphQL API. */
export function overGraphql(given: Server): WorkQueue {
  const server = { ...given, url: endpointOf(given.url) }
  const backend = server.backend === undefined ? [] : [`"backend":${JSON.stringify(server.backend)}`]
  const refusals = async (query: string, field: string, input: string) => {
    const data = await post<Record<string, { results: { problem: Refusal | null }[] }>>(
      server,
      query,
      input,
      AbortSignal.timeout(patience),
    )
    return data[field]!.results.map(({ problem }) => problem)
  }
  return {
    async claim(ask: Ask, signal) {
      const until = AbortSignal.any([signal, AbortSignal.timeout(ask.wait + patience)])
      const input = object([JSON.stringify(ask).slice(1, -1), ...backend])
      const data = await post<{ claimActions: { actions: Action[] } }>(server, claimActions, input, until)
      return data.claimActions.actions
    },
    complete: (completions) =>
      refusals(
        completeActions,
        'completeActions',
        object([list('completions', completions.map(textOf)), ...backend]),
      ),
    extend: (leases) =>
      refusals(
        extendLeases,
        'extendLeases',
        object([
          list(
            'leases',
            leases.map((lease) => JSON.stringify(lease)),
          ),
          ...backend,
        ]),
      ),
  }
}

const object = (members: readonly string[]) => `{${members.join(',')}}`
const list = (name: string, elements: readonly string[]) => `"${name}":[${elements.join(',')}]`

/** An output is already JSON text. */
const textOf = ({ outcome, ...lease }: Completion): string =>
  'output' in outcome
    ? object([JSON.stringify(lease).slice(1, -1), `"output":${outcome.output}`])
    : JSON.stringify({ ...lease, ...outcome })

/** Returns a mutation's data, or rejects with a `code`. */
async function post<Data>(
  { url, headers }: Server,
  query: string,
  input: string,
  signal: AbortSignal,
): Promise<Data> {
  const body = `{"query":${JSON.stringify(query)},"variables":{"input":${input}}}`
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'accept': 'application/json' },
    body,
    signal,
  }).catch((cause: unknown) => {
    throw failed('UNREACHABLE', `${originOf(url)} did not answer.`, cause)
  })
  const text = await answer.text()
  const { data, errors } = parsed(text)
  const [error] = errors ?? []
  if (!error && data) return data as Data
  const code = error?.extensions?.code ?? (answer.status === 413 ? 'TOO_LARGE' : 'UNREACHABLE')
  throw failed(code, error?.message ?? `${originOf(url)} answered ${answer.status}, without data.`)
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

function parsed(text: string): Answer {
  try {
    return (JSON.parse(text) ?? {}) as Answer
  } catch {
    return {}
  }
}

/** Without the user and password that it may hold. */
const originOf = (url: string) => URL.parse(url)?.origin ?? 'The server'

const failed = (code: string, message: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code })
