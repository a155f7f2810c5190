import { pino } from 'pino'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { createApp } from '../../src/server/app.ts'

export interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
  readonly extensions?: { readonly backends?: readonly { readonly statements: number }[] }
}

/** The API over one store, in this process and without a socket. */
export interface Asking {
  readonly backend: Backend
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>
  /** What was logged since this was asked last. */
  logged(): string[]
  close(): Promise<void>
}

export async function openAsking(url: string): Promise<Asking> {
  const backend = await openBackend(parseBackend(`main=${url}`))
  let lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const app = createApp([backend], { log })
  return {
    backend,
    async ask(query, variables = {}) {
      const response = await app.fetch('http://127.0.0.1/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      return (await response.json()) as Answer
    },
    logged() {
      const found = lines
      lines = []
      return found
    },
    close: () => backend.close(),
  }
}

/** The data of an answer without errors. */
export async function dataOf<T>(answer: Promise<Answer>): Promise<T> {
  const { data, errors } = await answer
  if (errors) throw new Error(JSON.stringify(errors))
  return data as T
}
