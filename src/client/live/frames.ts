import type { ServerEvent } from './events.ts'

export interface LiveError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** An answer to an operation, as GraphQL has it. */
export interface Payload {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly LiveError[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** What a server says on a stream. */
export type Frame =
  | { readonly what: 'open'; readonly token: string }
  | { readonly what: 'next'; readonly id: string; readonly payload: Payload }
  | { readonly what: 'beat'; readonly now: number }
  | { readonly what: 'reset'; readonly operations: readonly string[] | null }
  | { readonly what: 'complete'; readonly id: string }
  | { readonly what: 'error'; readonly id: string; readonly errors: readonly LiveError[] }

/** What the data of each event holds. */
interface Data {
  readonly id: string
  readonly token: string
  readonly now: number
  readonly operations: readonly string[] | null
  readonly payload: Payload
  readonly errors: readonly LiveError[]
}

/** `undefined`: an event of a later version. Throws if its data cannot be read: something is lost then. */
export function frameOf({ name, data }: ServerEvent): Frame | undefined {
  if (!isKnown(name)) return undefined
  const { id, token, now, operations, payload, errors } = JSON.parse(data) as Data
  const frames: Record<Frame['what'], Frame> = {
    open: { what: 'open', token },
    next: { what: 'next', id, payload },
    beat: { what: 'beat', now },
    reset: { what: 'reset', operations },
    complete: { what: 'complete', id },
    error: { what: 'error', id, errors },
  }
  return frames[name]
}

const names: ReadonlySet<string> = new Set(['open', 'next', 'beat', 'reset', 'complete', 'error'])
const isKnown = (name: string): name is Frame['what'] => names.has(name)
