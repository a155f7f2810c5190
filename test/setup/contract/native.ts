import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { apiOver } from '../servers/api.ts'
import { newReadyPlace } from '../servers/stores.ts'
import { type Sent, record } from '../seeds/records.ts'
import type { Adapter, Told } from './history.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const verdicts = {
  COMPLETED: 'OK',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
  TIMED_OUT: 'TIMED_OUT',
} as const

function sent({
  name,
  flow,
  status,
  at,
  finishedAt,
  error,
  parent,
  tags,
  steps,
  inputs,
  outputs,
}: Told): Sent {
  const verdict = verdicts[status as keyof typeof verdicts]
  const ended = finishedAt === null ? {} : { finishedAt: iso(finishedAt), verdict, error }
  const attempts = new Map<string, number>()
  return {
    ...{ id: name, flow, parentId: parent, tags },
    ...(status !== 'PENDING' && { attempts: [{ number: 1, startedAt: iso(at), ...ended }] }),
    ...(inputs !== null && { inputs }),
    ...(outputs !== null && { outputs }),
    nodeResults: steps.map((step) => {
      attempts.set(step.name, (attempts.get(step.name) ?? 0) + 1)
      return {
        ...{ nodeId: step.name, attempt: attempts.get(step.name), status: step.status, error: step.error },
        ...(step.value !== null && { value: step.value }),
      }
    }),
  }
}

/** A store of Execgraph's own, through its interface. */
export const native = (kind: string): Adapter => ({
  cannot: { statuses: [], fields: [] },
  async seed(history) {
    const place = await newReadyPlace(kind)
    const backend = await openBackend(parseBackend(`main=${place.url}${place.options ?? ''}`))
    const api = apiOver([backend])
    for (let from = 0; from < history.length; from += 100)
      await record(api, history.slice(from, from + 100).map(sent))
    return { backend, place, idOf: (name) => name }
  },
})
