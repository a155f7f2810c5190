import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Backend } from '../../../src/db/backend.ts'
import { type ExecutionRow, executionsByIds } from '../../../src/db/executions/rows.ts'
import { createMeter } from '../../../src/db/meter.ts'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { databaseUrl } from '../../common/present.ts'

export const openStore = (): Promise<Backend> => openBackend(parseBackend(`main=${databaseUrl()}`))

/** The executions, by the project's own statement and driver, in the order of the ids. */
export async function readExecutions(
  backend: Backend,
  ids: readonly string[],
): Promise<(ExecutionRow | null)[]> {
  const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + 2_000 }
  const rows = await executionsByIds(backend, ids, reading)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? null)
}

export const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

export interface Posted {
  readonly query: string
  readonly variables: { readonly ids: readonly string[] }
}

export async function readBody(request: IncomingMessage): Promise<Posted> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Posted
}

/** A handler that sends what `answer` returns for the body. */
export const jsonHandler =
  (answer: (posted: Posted) => Promise<unknown>) => (request: IncomingMessage, response: ServerResponse) => {
    readBody(request)
      .then(answer)
      .then(
        (data) => send(response, 200, data),
        (error: unknown) => send(response, 500, { error: String(error) }),
      )
  }

function send(response: ServerResponse, status: number, data: unknown) {
  const text = JSON.stringify(data)
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  response.writeHead(status, headers).end(text)
}

/** A schema with only the fields that the query needs. */
export const executionType = `
  type Execution {
    id: ID! status: String! statusReason: String! flow: String!
    startedAt: String finishedAt: String attempt: Int! error: String
  }`

/** Fields that are stored in another form. */
export const executionFields = {
  startedAt: ({ startedAt }: ExecutionRow) => iso(startedAt),
  finishedAt: ({ finishedAt }: ExecutionRow) => iso(finishedAt),
}
