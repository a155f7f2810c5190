import { hash } from 'node:crypto'
import { getIntrospectionQuery } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { DocumentOptions } from '../../src/graphql/documents/texts.ts'
import { errors } from '../setup/ask/answers.ts'
import { eventsIn, readStream } from '../setup/ask/streams.ts'
import type { App } from '../../src/server/app.ts'
import type { TokenScope } from '../../src/db/tokens/tokens.ts'
import { type Answer, apiOver, post, startApi } from '../setup/servers/api.ts'
import { makeToken } from '../setup/servers/tokens.ts'

const idOf = (text: string) => hash('sha256', text)
const trusted = 'query Trusted($id: ID!) { execution(id: $id) { id } }'
const watched = 'subscription Watched($ids: [ID!]!) { executionsChanged(ids: $ids) { kind id } }'
const other = '{ __typename }'
const manifest = new Map([trusted, watched].map((text) => [idOf(text), text]))
const found = { data: { execution: null } }

async function startOver(documents: DocumentOptions) {
  const api = await startApi({ title: 'memory', kinds: { main: 'memory' } }, { documents })
  const ask = async (body: object) => {
    const response = await post(api.app, body)
    return { status: response.status, answer: (await response.json()) as Answer }
  }
  const apq = (text: string, query?: string) =>
    ask({ query, extensions: { persistedQuery: { version: 1, sha256Hash: idOf(text) } } })
  return { ...api, ask, apq }
}

/** What the only operation of a stream is told first: a payload, or why it is refused. */
async function firstTold(app: App, secret: string, operations: readonly object[]): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'authorization': `Bearer ${secret}` }
  const stream = readStream(
    await app.fetch('/graphql/stream', { method: 'POST', headers, body: JSON.stringify({ operations }) }),
  )
  const told = () => stream.events.find(({ data }) => data['id'] === 'text')?.data
  await expect.poll(told).toBeDefined()
  const { errors: wrong, payload } = told() as { errors?: Answer['errors']; payload?: Answer }
  await stream.close()
  return wrong?.[0]?.extensions?.['code'] ?? payload?.data
}

const variables = { id: 'nobody' }
const notFound = (field: string) => [{ code: 'PERSISTED_QUERY_NOT_FOUND', field }]

describe('a document', () => {
  it('may be named by its id', async () => {
    const { ask, close } = await startOver({ trusted: manifest, only: false })
    for (const documentId of [idOf(trusted), `sha256:${idOf(trusted)}`])
      expect(await ask({ documentId, variables })).toMatchObject({ status: 200, answer: found })
    const unknown = await ask({ documentId: idOf(other) })
    expect([unknown.status, errors(unknown.answer)]).toEqual([404, notFound('documentId')])
    const both = await ask({ documentId: idOf(trusted), query: other })
    expect([both.status, errors(both.answer)]).toEqual([
      200,
      [{ code: 'BAD_USER_INPUT', field: 'documentId' }],
    ])
    for (const documentId of ['', 'x'.repeat(100_000), 7, {}, idOf(trusted).toUpperCase()]) {
      const wrong = await ask({ documentId })
      expect([wrong.status, errors(wrong.answer)]).toEqual([
        200,
        [{ code: 'BAD_USER_INPUT', field: 'documentId' }],
      ])
    }
    await close()
  })

  it('is known before the build that brings it is done, or after', async () => {
    const { promise, resolve } = Promise.withResolvers<typeof manifest>()
    const { ask, close } = await startOver({ trusted: promise, only: false })
    const documentId = idOf(trusted)
    expect((await ask({ documentId, variables })).status).toBe(404)
    resolve(manifest)
    await promise
    expect(await ask({ documentId, variables })).toMatchObject({ status: 200, answer: found })
    await close()
  })

  it('may be registered, and is asked for where it is not known (APQ)', async () => {
    const { apq, ask, app, close } = await startOver({ trusted: manifest, only: false })
    const field = 'extensions.persistedQuery'
    const first = await apq(other)
    expect([first.status, errors(first.answer)]).toEqual([200, notFound(field)])
    expect(first.answer.errors![0]!.message).toBe('PersistedQueryNotFound')
    expect((await apq(other, other)).answer).toMatchObject({ data: { __typename: 'Query' } })
    expect((await apq(other)).answer).toMatchObject({ data: { __typename: 'Query' } })
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: idOf(other) } })
    const got = await app.fetch(`/graphql?extensions=${encodeURIComponent(extensions)}`)
    expect(await got.json()).toMatchObject({ data: { __typename: 'Query' } })
    const wrong = await apq(trusted, other)
    expect([wrong.status, errors(wrong.answer)]).toEqual([200, [{ code: 'BAD_USER_INPUT', field }]])
    const version = await ask({ extensions: { persistedQuery: { version: 2, sha256Hash: idOf(other) } } })
    expect(errors(version.answer)).toEqual([{ code: 'BAD_USER_INPUT', field: `${field}.version` }])
    await close()
  })

  it('that is trusted is not displaced by those that strangers register', async () => {
    const { apq, ask, close } = await startOver({ trusted: manifest, only: false })
    await apq(other, other)
    for (let index = 0; index < 1_100; index += 1) {
      const text = `{ a${index}: __typename }`
      await apq(text, text)
    }
    expect((await apq(other)).answer.errors).toHaveLength(1)
    expect((await apq('{ a1099: __typename }')).answer).toMatchObject({ data: { a1099: 'Query' } })
    expect(await ask({ documentId: idOf(trusted), variables })).toMatchObject({ status: 200, answer: found })
    await close()
  })

  it('that is not trusted is refused where only those are executed', async () => {
    const { ask, apq, close } = await startOver({ trusted: manifest, only: true })
    expect(await ask({ documentId: idOf(trusted), variables })).toMatchObject({ status: 200, answer: found })
    expect(await ask({ query: trusted, variables })).toMatchObject({ status: 200, answer: found })
    for (const [refused, field] of [
      [await ask({ query: other }), 'query'],
      [await ask({ query: `${trusted} ` }), 'query'],
      [await ask({ documentId: idOf(other) }), 'documentId'],
      [await apq(other), 'extensions.persistedQuery'],
      [await apq(other, other), 'extensions.persistedQuery'],
    ] as const)
      expect([refused.status, errors(refused.answer)]).toEqual([403, [{ code: 'FORBIDDEN', field }]])
    await close()
  })

  it('of any text is executed for who has a token with the scope admin, and for nobody else', async () => {
    const open = await startApi({ title: '', kinds: { main: 'sqlite' } })
    const admin = open.backends[0]!
    const { app } = apiOver(open.backends, [], {
      auth: 'tokens',
      admin,
      documents: { trusted: manifest, only: true },
    })
    const secretOf = async (...scopes: TokenScope[]) => (await makeToken(admin, { scopes })).secret
    const [may, mayNot] = [await secretOf('READ', 'ADMIN'), await secretOf('READ', 'WRITE', 'WORK')]
    const ask = async (secret: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'authorization': `Bearer ${secret}` }
      const response = await app.fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: response.status, answer: (await response.json()) as Answer }
    }
    const apq = (secret: string, query?: string) =>
      ask(secret, { query, extensions: { persistedQuery: { version: 1, sha256Hash: idOf(other) } } })
    const done = { status: 200, answer: { data: { __typename: 'Query' } } }
    expect(await ask(may, { query: other })).toMatchObject(done)
    expect(await ask(may, { query: getIntrospectionQuery() })).toMatchObject({ status: 200 })
    expect(await apq(may, other)).toMatchObject(done)
    // What an admin sends is not trusted from then on, nor kept for others.
    expect((await apq(may)).answer.errors?.[0]?.message).toBe('PersistedQueryNotFound')
    for (const [{ status, answer }, field] of [
      [await ask(mayNot, { query: other }), 'query'],
      [await ask(mayNot, { documentId: idOf(other) }), 'documentId'],
      [await apq(mayNot), 'extensions.persistedQuery'],
    ] as const) {
      expect([status, errors(answer)]).toEqual([403, [{ code: 'FORBIDDEN', field }]])
      expect(answer.errors![0]!.message).toContain('Others need a token with the scope "admin".')
    }
    expect(await ask(mayNot, { documentId: idOf(trusted), variables })).toMatchObject({ answer: found })
    for (const [secret, expected] of [
      [may, { attentionChanged: { unavailable: [] } }],
      [mayNot, 'FORBIDDEN'],
    ] as const) {
      const operations = [{ id: 'text', query: 'subscription { attentionChanged { unavailable } }' }]
      expect(await firstTold(app, secret, operations)).toEqual(expected)
    }
    await app.close()
    await open.close()
  })

  it('may be named on a stream, too', async () => {
    const { app, close } = await startOver({ trusted: manifest, only: true })
    const operations = [
      { id: 'known', documentId: idOf(watched), variables: { ids: ['x'] } },
      { id: 'text', query: 'subscription { attentionChanged { unavailable } }' },
      { id: 'unknown', documentId: idOf(other) },
      { id: 'no subscription', documentId: idOf(trusted), variables },
    ]
    const ending = new AbortController()
    const response = await app.fetch('/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ operations }),
      signal: ending.signal,
    })
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes('UNKNOWN') && text.includes('no subscription')) break
    }
    ending.abort()
    const told = eventsIn(text).flatMap(({ event, data }) => {
      const {
        id,
        errors: wrong,
        payload,
      } = data as { id: string; errors?: Answer['errors']; payload?: Answer }
      return event === 'open' ? [] : [[id, wrong?.[0]?.extensions?.['code'] ?? payload?.data]]
    })
    expect(Object.fromEntries(told)).toEqual({
      'known': { executionsChanged: { kind: 'UNKNOWN', id: 'x' } },
      'text': 'FORBIDDEN',
      'unknown': 'FORBIDDEN',
      'no subscription': 'BAD_USER_INPUT',
    })
    await app.close()
    await close()
  })
})
