import { type GraphQLParams, type Plugin, isAsyncIterable } from 'graphql-yoga'
import { schema } from '../../graphql/schema.ts'
import { isEnumType } from 'graphql'
import { type Family, createBuckets, createSums, secondsBounds } from './registry.ts'

/** The name of an operation whose document is trusted. All others are one, so that clients cannot make up labels. */
export type NameOf = (params: GraphQLParams) => string | undefined

export interface RequestMetrics {
  readonly plugin: Plugin
  /** A refusal by its code, or by its code and what it is about. */
  readonly refused: (reason: string) => void
  readonly batched: (keys: number) => void
  readonly families: Family[]
}

const other = 'other'
const codeType = schema.getType('ErrorCode')
const codes = new Set(isEnumType(codeType) ? codeType.getValues().map(({ name }) => name) : [])

/** A code of the API. */
const known = (code: string) => (codes.has(code) ? code : 'INTERNAL_SERVER_ERROR')

export function requestMetrics(nameOf: NameOf = () => undefined): RequestMetrics {
  const answers = createSums(['operation', 'code'])
  const refusals = createSums(['code'])
  const sizes = createBuckets([1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000])
  const times = new Map<string, ReturnType<typeof createBuckets>>()
  const begun = new WeakMap<Request, { readonly operation: string; readonly at: number }>()
  const timesOf = (operation: string) => {
    let found = times.get(operation)
    if (!found) times.set(operation, (found = createBuckets(secondsBounds)))
    return found
  }
  return {
    refused: (reason) => refusals.add(1, known(reason.split(' ', 1)[0]!)),
    batched: sizes.observe,
    plugin: {
      onParams({ request, params }) {
        begun.set(request, { operation: nameOf(params) ?? other, at: performance.now() })
      },
      onResultProcess({ request, result }) {
        if (Array.isArray(result) || isAsyncIterable(result)) return
        const { operation, at } = begun.get(request) ?? { operation: other, at: performance.now() }
        const [error] = result.errors ?? []
        answers.add(1, operation, error ? known(String(error.extensions['code'])) : 'OK')
        timesOf(operation).observe((performance.now() - at) / 1_000)
      },
    },
    families: [
      {
        name: 'execgraph_requests_total',
        type: 'counter',
        help: 'Answers by operation, if its document is trusted, and by OK or the code of the first error.',
        samples: answers.samples,
      },
      {
        name: 'execgraph_request_duration_seconds',
        type: 'histogram',
        help: 'Times from when a request was read to its answer.',
        samples: () => [...times].flatMap(([operation, buckets]) => [...buckets.samples({ operation })]),
      },
      {
        name: 'execgraph_refused_total',
        type: 'counter',
        help: 'Requests, or parts of them, that were refused because they ask too much or are malformed.',
        samples: refusals.samples,
      },
      {
        name: 'execgraph_batch_keys',
        type: 'histogram',
        help: 'Keys of the batches of loaders.',
        samples: sizes.samples,
      },
    ],
  }
}
