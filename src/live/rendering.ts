import type { Backend } from '../db/backend.ts'
import type { LiveDocument, LiveEvent } from './events.ts'

/** Makes the bytes of payloads. */
export interface Renderer {
  begin(of: Rendered): Rendering
}

/** What is rendered together. */
export interface Rendered {
  /** Where the events are from. `undefined`: from several, or none. */
  readonly backend: Backend | undefined
  /** The clock of the events. */
  readonly now: number
  /** As of when the events are, if they are of a tick. */
  readonly tick: string | undefined
  /** Who asked, if it was a single client. */
  readonly client?: string | undefined
  /** What was read for other payloads, and serves for these. What is read for these is added. */
  readonly readings?: Readings | undefined
}

/** By what was read. */
export type Readings = Map<string, Promise<unknown>>

/** Payloads that share one look at the stores: what several need is read once. */
export interface Rendering {
  /** A payload as JSON, with errors if there are some. At once, unless something must be read for it. */
  render(document: LiveDocument, event: LiveEvent): Buffer | Promise<Buffer>
  /** All that is wanted has begun: what it needs may be read now. */
  begun(): void
  /** Documents with payloads that lack something, as more was needed at once than these payloads may share. */
  exceeded(): ReadonlySet<LiveDocument>
}
