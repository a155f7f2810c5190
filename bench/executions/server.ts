import { pino } from 'pino'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { createApp } from '../../src/server/app.ts'

/** The API over one store, in this process and without a socket. */
export interface Asker {
  /** Answers, or throws unless the answer is whole or refused as too expensive. */
  ask(query: string): Promise<{ readonly isRefused: boolean }>
  /** Whether a statement left the event loop's thread since this was asked last. Postgres's all do. */
  hasScanned(): boolean
  close(): Promise<void>
}

export async function openAsker(url: string): Promise<Asker> {
  const backend = await openBackend(parseBackend(`main=${url}`))
  let scanned = false
  const noting: typeof backend = {
    ...backend,
    read(statement, values, reading) {
      scanned ||= statement.scans === true
      return backend.read(statement, values, reading)
    },
  }
  const app = createApp([noting], { log: pino({ level: 'silent' }) })
  return {
    async ask(query) {
      const response = await app.fetch('http://127.0.0.1/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
      const { errors } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] }
      if (errors === undefined) return { isRefused: false }
      if (errors.every(({ extensions }) => extensions?.code === 'QUERY_TOO_EXPENSIVE'))
        return { isRefused: true }
      throw new Error(`${query} was answered with ${JSON.stringify(errors)}.`)
    },
    hasScanned() {
      const found = scanned
      scanned = false
      return found
    },
    close: () => backend.close(),
  }
}
