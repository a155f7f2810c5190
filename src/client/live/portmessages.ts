import type { LiveError, Payload } from './frames.ts'
import type { Operation } from './operations.ts'
import type { LiveState } from './state.ts'

/** A `MessagePort`, of a browser or of Node. */
export interface Port {
  postMessage(message: unknown): void
  addEventListener(event: 'message', listener: (event: object) => void): void
  start(): void
}

/** From a page to whoever has the stream. */
export type Asked =
  | { readonly what: 'subscribe'; readonly id: number; readonly operation: Operation }
  | { readonly what: 'stop'; readonly id: number }
  /** The page is still there. */
  | { readonly what: 'here' }
  | { readonly what: 'bye' }

export type Told =
  | {
      readonly what: 'next'
      readonly id: number
      readonly payload: Payload
      readonly tick: string | undefined
    }
  | { readonly what: 'error'; readonly id: number; readonly errors: readonly LiveError[] }
  | { readonly what: 'complete' | 'reset'; readonly id: number }
  | { readonly what: 'state'; readonly state: LiveState }
  /** The page was silent for so long that what it watched was ended. */
  | { readonly what: 'forgotten' }

/** How often a page says that it is there, and is answered. Browsers let hidden ones do so once a minute. */
export const hereMs = 30_000
/** A port does not say that its page has gone. After so much silence it has. */
export const goneMs = 180_000
/** Nor does a port say that its worker has gone. Who was not answered for so long has no other end. */
export const silentMs = 75_000
/** Who has not asked for so long was asleep. */
export const asleepMs = 90_000
