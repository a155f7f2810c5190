import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer } from 'node:http'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { schema } from './schema.ts'
import { createApp } from '../../src/server/app.ts'
import { pino } from 'pino'
import { listening } from '../common/ports.ts'
import { bombs } from './bombs.ts'
import { createDice } from './dice.ts'
import { createGrammar } from './grammar.ts'
import { wrongWith } from './judge.ts'
import { createRequests } from './requests.ts'
import { type Answered, send } from './send.ts'
import { type Seen, createValues } from './values.ts'

/** What came of the requests. */
export interface Fuzzed {
  /** What was wrong, with the request that it was wrong with. */
  readonly wrong: readonly string[]
  /** How often each status, or code, was answered. */
  readonly answers: Readonly<Record<string, number>>
  /** Megabytes of the heap, a quarter of the requests apart. */
  readonly heap: readonly number[]
}

export interface Exploded {
  readonly name: string
  readonly code: string | undefined
  readonly expected: string | undefined
  readonly ms: number
  readonly statements: number
}

/** A server over this store, in this process, so that each statement is seen. */
async function startCounting(url: string) {
  const backend = await openBackend(parseBackend(`main=${url}`))
  // Streams of earlier requests may read meanwhile.
  const requests = new AsyncLocalStorage<{ statements: number }>()
  let newest = { statements: 0 }
  const count = () => {
    const request = requests.getStore()
    if (request) request.statements += 1
  }
  const counted: Backend = {
    ...backend,
    read(...asked) {
      count()
      return backend.read(...asked)
    },
    write(...asked) {
      count()
      return backend.write(...asked)
    },
  }
  // What a slow machine does not answer in time is not what is tested.
  const app = createApp([counted], { log: pino({ level: 'silent' }), readMs: 60_000, maxBody: 8 * 1024 ** 2 })
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    newest = { statements: 0 }
    requests.run(newest, () => app.handle(request, response))
  })
  const port = await listening(server)
  return {
    port,
    /** How many statements the newest request has caused so far. */
    statements: () => newest.statements,
    async close() {
      app.retire()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await app.close()
      await backend.close()
    },
  }
}

/** Sends so many requests that follow from the seed. `collect` frees what is garbage, if it can. */
export async function fuzz(url: string, seed: number, count: number, collect?: () => void): Promise<Fuzzed> {
  const server = await startCounting(url)
  const dice = createDice(seed)
  const seen: Seen = { ids: ['a', 'b', 'main:a'], cursors: [] }
  const next = createGrammar(schema, dice, createValues(dice, seen))
  const write = createRequests(dice)
  const wrong: string[] = []
  const heap: number[] = []
  const answers: Record<string, number> = {}
  try {
    for (let index = 0; index < count; index += 1) {
      const written = write(next())
      const answered = await send(server.port, written)
      const statements = server.statements()
      remember(seen, answered)
      const what = answered ? codesOf(answered) : ['closed']
      for (const one of what) answers[one] = (answers[one] ?? 0) + 1
      const why = answered && wrongWith(answered, statements)
      if (why)
        wrong.push(
          `${index}: ${why}: ${written.body.toString().slice(0, 2_000)} -> ${answered.text.slice(0, 500)}`,
        )
      if (index % Math.ceil(count / 4) === 0) heap.push(heapAfter(collect))
    }
    heap.push(heapAfter(collect))
    if ((await send(server.port, health))?.status !== 200) wrong.push('the server does not live any more')
  } finally {
    await server.close()
  }
  return { wrong, answers, heap }
}

const health = { method: 'GET', path: '/healthz', headers: {}, body: Buffer.alloc(0) }

function heapAfter(collect?: () => void): number {
  collect?.()
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10
}

const mostSeen = 200

/** Ids and cursors, for the next requests. */
function remember({ ids, cursors }: Seen, answered: Answered | undefined) {
  for (const [, name, value] of (answered?.text ?? '')
    .slice(0, 100_000)
    .matchAll(/"(id|key|\w*[cC]ursor)":"([^"\\]{1,300})"/g)) {
    const list = name === 'id' || name === 'key' ? ids : cursors
    list.push(value!)
    if (list.length > mostSeen) list.shift()
  }
}

const codesOf = ({ status, text }: Answered): string[] => {
  const codes = [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code!)
  return [String(status), ...new Set(codes)]
}

/** Sends each bomb alone. */
export async function explode(url: string): Promise<Exploded[]> {
  const server = await startCounting(url)
  try {
    const exploded: Exploded[] = []
    for (const { name, body, code: expected } of bombs) {
      const began = performance.now()
      const written = {
        ...health,
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json' },
      }
      const answered = await send(server.port, { ...written, body: Buffer.from(JSON.stringify(body)) })
      const ms = performance.now() - began
      const [, code] = /"code":"(\w+)"/.exec(answered?.text ?? '') ?? []
      exploded.push({ name, code, expected, ms, statements: server.statements() })
    }
    return exploded
  } finally {
    await server.close()
  }
}
