import type { Backend } from '../../db/backend.ts'
import type { TokenKeeper } from '../../graphql/context.ts'
import { type Gate, createGate, openGate } from './gate.ts'
import { createTokenBook } from './tokenbook.ts'

interface Options {
  readonly auth?: 'none' | 'tokens'
  readonly admin?: Backend | undefined
}

interface Access {
  readonly gate: Gate
  readonly tokens: TokenKeeper | undefined
  close(): Promise<void>
}

/** Who is let in, and who may change that. */
export function createAccess({ auth = 'none', admin }: Options, report: (error: unknown) => void): Access {
  if (auth === 'none') {
    const tokens = admin && { backend: admin, changed: async () => {} }
    return { gate: openGate, tokens, close: async () => {} }
  }
  if (!admin) throw new Error('Authentication by tokens needs a store that keeps them.')
  const book = createTokenBook(admin, report)
  const tokens = { backend: admin, changed: book.changed }
  return { gate: createGate(book), tokens, close: book.close }
}
