import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { present } from '../common/present.ts'

// The floor: neither a store nor GraphQL. It answers a look-up with a text that is there, and refuses whatever the
// hostile client sends without reading it. What its other clients still notice is the price of the machine.

const executions = Array.from({ length: 100 }, (_, number) => ({
  ...{ id: `good-${number}`, status: 'FAILED', statusReason: 'REPORTED', attempt: 1 },
  ...{ startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1_000 },
}))
const lookedUp = JSON.stringify({ data: { executions } })
const refused = JSON.stringify({ errors: [{ message: 'Refused.', extensions: { code: 'RATE_LIMITED' } }] })
const hostile = '127.0.0.2'

async function answer(request: IncomingMessage, response: ServerResponse) {
  if (request.socket.remoteAddress === hostile) {
    response.writeHead(429, { 'content-type': 'application/json', 'connection': 'close' }).end(refused)
    return
  }
  if (request.method === 'POST') await text(request)
  response.writeHead(200, { 'content-type': 'application/json' }).end(lookedUp)
}

void present(createServer((request, response) => void answer(request, response)))
