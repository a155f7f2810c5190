import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { databaseUrl, present } from '../../common/present.ts'
import { engines } from '../all.ts'

// An engine's own client behind an endpoint that costs as little as Node allows.
const engine = engines.find(({ name }) => name === process.env['BENCH_ENGINE'])!
const ways = await engine.open(databaseUrl())

interface Asked {
  readonly way: 'oneByOne' | 'batch' | 'newestFailed'
  readonly ids: readonly string[]
  readonly limit: number
}

async function answerTo({ way, ids, limit }: Asked) {
  if (way === 'newestFailed') return ways.newestFailed?.(limit)
  return ways[way](ids)
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const executions = await answerTo(JSON.parse(await text(request)) as Asked)
  const body = Buffer.from(JSON.stringify({ data: { executions } }))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
}

await present(createServer((request, response) => void answer(request, response)))
