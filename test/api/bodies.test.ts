import { readFileSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, run, serve } from '../setup/servers/process.ts'
import { startApi } from '../setup/servers/api.ts'
import { sized } from '../setup/whole.ts'

const MB = 1024 ** 2
const type = { 'content-type': 'application/json' }
const answered = {
  data: { __typename: 'Query' },
  extensions: { backends: [], cost: { estimate: 1, actual: 1 } },
}

let server: Served
/** A server for the tests of a group. */
function served(...args: string[]) {
  beforeAll(async () => void (server = await serve(['--backend', 'main=memory:', ...args])))
  afterAll(async () => {
    server.child.kill('SIGKILL')
    await server.ended
  })
}

const ask = (body: string) => fetch(`${server.url}/graphql`, { method: 'POST', headers: type, body })
const refusal = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] }
  return { status: response.status, ...errors[0]!.extensions }
}

/** A request for `__typename` of about so many bytes. */
const ofLength = (length: number, query = '{ __typename }') =>
  JSON.stringify({ query, variables: { pad: 'x'.repeat(length) } })

/** Sends a part of a body. What is asked after it was written is answered after it was read. */
async function arrived(sent: ClientRequest, part: string) {
  await new Promise((written) => sent.write(part, written))
  for (let time = 0; time < 10; time++) await fetch(`${server.url}/healthz`)
}

const list = (count: number) => `[${Array(count).fill('{}').join(',')}]`
/** A request with so many values in a list. */
const many = (count: number) => `{"query":"{ __typename }","variables":{"list":${list(count)}}}`
const ofLists = (...lists: readonly string[]) =>
  `{"query":"{ __typename }","variables":{"lists":[${lists.join(',')}]}}`

const full = { status: 429, code: 'RATE_LIMITED', field: 'body' }

describe('the bytes of all bodies', () => {
  served('--max-body', String(MB), '--max-bodies', String(MB))

  it('are bounded: beyond, large ones are refused until there is room, and small ones are not', async () => {
    const body = ofLength(700_000)
    let sent: ClientRequest | undefined
    const first = new Promise<IncomingMessage>((resolve) => {
      sent = request(
        `${server.url}/graphql`,
        { method: 'POST', headers: { ...type, 'content-length': body.length } },
        resolve,
      )
    })
    // All but the end: it is held until that comes.
    await arrived(sent!, body.slice(0, -10))
    const refused = await ask(ofLength(500_000))
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await refusal(refused)).toEqual(full)
    expect(await (await ask(ofLength(50_000))).json()).toEqual(answered)
    sent!.end(body.slice(-10))
    expect(await json(await first)).toEqual(answered)
    expect(await (await ask(ofLength(900_000))).json()).toEqual(answered)
  })

  it('are not taken by what is only declared, and what finds no room by its declared length is not read', async () => {
    const declare = (length: number) =>
      request(`${server.url}/graphql`, { method: 'POST', headers: { ...type, 'content-length': length } })
    const idle = Array.from({ length: 5 }, () => declare(900_000).on('error', () => {}))
    for (const one of idle) await arrived(one, '{')
    expect(await (await ask(ofLength(800_000))).json()).toEqual(answered)
    await arrived(idle[0]!, ' '.repeat(300_000))
    const late = declare(700_000)
    const refused = new Promise<IncomingMessage>((resolve) => late.once('response', resolve))
    await arrived(late, '{')
    expect((await refused).statusCode).toBe(429)
    for (const one of [...idle, late]) one.destroy()
    await expect.poll(async () => (await ask(ofLength(900_000))).status).toBe(200)
  })

  it('are let go when a client goes away in the middle', async () => {
    for (let time = 0; time < 3; time++) {
      const sent = request(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...type, 'content-length': 900_000 },
      })
      await arrived(
        sent.on('error', () => {}),
        'x'.repeat(800_000),
      )
      expect((await ask(ofLength(500_000))).status).toBe(429)
      sent.destroy()
      await expect.poll(async () => (await ask(ofLength(900_000))).status).toBe(200)
    }
  })

  it('do not count what a claim that waits does not need', async () => {
    const claim =
      'mutation ($kinds: [String!]!) { claimActions(input: { worker: "w", kinds: $kinds, limit: 1, wait: 20000 }) { actions { nodeId } } }'
    const body = JSON.stringify({
      query: claim,
      variables: { kinds: ['k'], pad: 'x'.repeat(900_000) },
    })
    // A claim that comes while the one before it is still read is sent again.
    const claimed = async () => {
      for (;;) {
        const response = await ask(body)
        await response.text()
        if (response.status !== 429) return response.status
      }
    }
    const waiting: Promise<number>[] = []
    for (let claims = 1; claims <= 4; claims++) {
      // Each of them has as much as all may have: the next one is taken when this one waits.
      waiting.push(claimed())
      await expect.poll(async () => (await ask(ofLength(900_000))).status).toBe(200)
    }
    const dag = '{ nodes: [{ id: "n", kind: "k" }] }'
    const starting = `mutation { startExecutions(input: { dag: ${dag}, executions: [${'{ flow: "F" }'.repeat(4)}] }) { results { ok } } }`
    await server.ask(starting)
    expect(await Promise.all(waiting)).toEqual([200, 200, 200, 200])
  })

  it('must have room for the largest one', async () => {
    const { code, stderr } = await run(['serve', '--max-body', '2097152', '--max-bodies', '1048576'])
    expect([code, stderr]).toEqual([
      2,
      'execgraph: --max-body 2097152 is more than all bodies together may have: --max-bodies is 1048576.\n',
    ])
  })
})

describe('the values of a body', () => {
  served()
  it('are bounded: a body of too many is refused while it comes, however many come at once', async () => {
    const body = ofLists(...Array<string>(27).fill(list(100_000)))
    const answers = await Promise.all(
      Array.from({ length: sized(6, 3) }, async () => refusal(await ask(body))),
    )
    const tooMany = { status: 413, code: 'TOO_LARGE', field: 'body', limit: 1_000_000 }
    for (const answer of answers)
      expect(answer).toEqual(answer.status === 413 ? { ...tooMany, received: expect.any(Number) } : full)
    expect(answers.map(({ status }) => status)).toContain(413)
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))![1]
    expect(Number(peak) * 1024).toBeLessThan(500 * MB)
    expect(await (await ask(ofLength(10))).json()).toEqual(answered)
  })

  it('are not nested too deep: such a body is refused while it comes', async () => {
    const nested = (levels: number) =>
      `{"query":"{ __typename }","variables":{"list":${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}},"extensions":{"more":"${'x'.repeat(4_096)}"}}`
    expect(await (await ask(nested(1_000))).json()).toEqual(answered)
    for (const levels of [1_001, 900_000]) {
      expect(await refusal(await ask(nested(levels)))).toEqual({
        status: 413,
        code: 'TOO_LARGE',
        field: 'body',
        limit: 1_000,
        received: expect.toSatisfy((received: number) => received > 1_000),
      })
    }
  })

  it('are bounded in a list and in an object, too', async () => {
    const most = 200_000
    const object = (count: number) => `{${Array.from({ length: count }, (_, n) => `"k${n}":1`).join(',')}}`
    for (const make of [list, object]) {
      expect(await (await ask(ofLists(make(most)))).json()).toEqual(answered)
      const refused = { status: 413, code: 'TOO_LARGE', field: 'body', limit: most }
      expect(await refusal(await ask(ofLists('[]', make(most + 1))))).toEqual({
        ...refused,
        received: most + 1,
      })
    }
  })
})

describe('the values of a body of a server with a bound of its own', () => {
  served('--max-body-nodes', '50000')

  it('are as many as it says', async () => {
    // The body, its two parts, and the list: four.
    expect(await (await ask(many(49_996))).json()).toEqual(answered)
    expect(await refusal(await ask(many(49_997)))).toEqual({
      status: 413,
      code: 'TOO_LARGE',
      field: 'body',
      limit: 50_000,
      received: 50_001,
    })
  })
})

it('the fetch handler has the same bounds', async () => {
  const api = await startApi(
    { title: '', kinds: { main: 'memory' } },
    { maxBody: 100_000, maxBodyNodes: 5_000 },
  )
  const send = (body: string) => api.app.fetch('/graphql', { method: 'POST', headers: type, body })
  expect(await refusal(await send(ofLength(100_000)))).toMatchObject({ status: 413, limit: 100_000 })
  expect(await refusal(await send(JSON.stringify(Array(5_000).fill(1))))).toMatchObject({ limit: 5_000 })
  expect(await (await send(ofLength(90_000))).json()).toEqual(answered)
  await api.close()
})
