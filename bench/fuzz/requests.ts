import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Dice } from './dice.ts'
import type { Operation } from './grammar.ts'

/** A request as it is written on the wire. */
export interface Written {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const json = 'application/json'

/** Wraps an operation into a request, and spoils some. */
export function createRequests({ below, percent, pick }: Dice) {
  /** Text with some of it deleted, doubled or replaced. */
  const spoiled = (text: string): string => {
    const at = below(text.length + 1)
    const to = at + below(20)
    return pick([
      text.slice(0, at),
      text.slice(0, at) + text.slice(to),
      text.slice(0, to) + text.slice(at),
      text.slice(0, at) +
        pick(['{', '}', '"', '\0', '\\u', '\ud800', '…', '"""', '@', '$', '[[[[', '#']) +
        text.slice(at),
    ])
  }
  const bodyOf = (operation: Operation): object => {
    const { query, ...rest } = percent(8) ? { ...operation, query: spoiled(operation.query) } : operation
    const sha256Hash = createHash('sha256').update(query).digest('hex')
    if (percent(3)) return { ...rest, documentId: pick<unknown>([sha256Hash, 'x', 7, null, query]) }
    if (percent(5)) {
      const persistedQuery = {
        version: pick<unknown>([1, 1, 1, 2, null]),
        sha256Hash: percent(80) ? sha256Hash : pick(['', 'x', null]),
      }
      return { ...(percent(50) && { query }), ...rest, extensions: { persistedQuery } }
    }
    if (percent(3)) return { ...rest, query, extensions: pick<unknown>([null, 7, [], 'x', { a: 1 }]) }
    if (percent(3))
      return {
        query: pick<unknown>([query, null, 7, [query]]),
        variables: pick<unknown>([7, [], 'x', null]),
        extra: 1,
      }
    return { query, ...rest }
  }
  const encoded = (text: string): { body: Buffer; headers: Record<string, string> } => {
    if (percent(92)) return { body: Buffer.from(text), headers: { 'content-type': json } }
    return pick([
      { body: gzipSync(text), headers: { 'content-type': json, 'content-encoding': 'gzip' } },
      { body: Buffer.from(text, 'utf16le'), headers: { 'content-type': `${json}; charset=utf-16le` } },
      { body: Buffer.from(text, 'latin1'), headers: { 'content-type': json } },
      { body: Buffer.from(`\ufeff${text}`), headers: { 'content-type': json } },
      {
        body: Buffer.from(text),
        headers: {
          'content-type': pick([
            'text/plain',
            'multipart/form-data; boundary=x',
            'application/x-www-form-urlencoded',
            'application/graphql',
            '',
          ]),
        },
      },
      { body: Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]), headers: { 'content-type': json } },
    ])
  }
  const more = (): Record<string, string> => {
    if (percent(85)) return {}
    return pick<Record<string, string>>([
      {
        accept: pick([
          'text/event-stream',
          'text/html',
          '*/*',
          'image/png',
          'application/graphql-response+json',
          'multipart/mixed',
          '',
        ]),
      },
      { origin: pick(['http://evil.example', 'null', 'http://127.0.0.1']) },
      { 'sec-fetch-site': pick(['cross-site', 'same-origin', 'none', 'x']) },
      { 'x-forwarded-for': pick(['1.2.3.4', 'x', '::1, 2.3.4.5']), 'x-forwarded-host': 'evil.example' },
      { host: pick(['evil.example', 'localhost', '127.0.0.1:1', '[::1]', '']) },
      { 'last-event-id': pick(['', '0', 'x.y', `${'9'.repeat(40)}.1`]) },
      { 'x-a': 'y'.repeat(pick([10, 1_000, 8_000])) },
    ])
  }
  return (operation: Operation): Written => {
    const sent = bodyOf(operation)
    if (percent(6)) {
      const query = new URLSearchParams(
        Object.entries(sent).map(([name, value]: [string, unknown]) => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      ).toString()
      return {
        method: pick(['GET', 'GET', 'HEAD', 'DELETE', 'OPTIONS']),
        path: `/graphql?${query.slice(0, 8_000)}`,
        headers: more(),
        body: Buffer.alloc(0),
      }
    }
    const isStream = percent(5)
    const whole = isStream
      ? { operations: [{ id: pick<unknown>(['a', '', 7, null]), ...sent }], ...(percent(10) && { add: 1 }) }
      : sent
    const text = JSON.stringify(percent(3) ? [whole, whole] : whole)
    const { body, headers } = encoded(percent(6) ? spoiled(text) : text)
    const path = isStream
      ? pick(['/graphql/stream', '/graphql/stream', '/graphql/stream/nosuch'])
      : pick([
          ...Array.from({ length: 12 }, () => '/graphql'),
          '/graphql/',
          '/graphql/x',
          '/Graphql',
          '//graphql',
        ])
    return {
      method: percent(98) ? 'POST' : pick(['PUT', 'PATCH']),
      path,
      headers: { ...headers, ...more() },
      body,
    }
  }
}
