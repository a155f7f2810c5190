import type { CallOptions } from './asking.ts'
import { ExecgraphError, type ServerError, errorOf } from './error.ts'
import type { Live } from './live/live.ts'
import { type Document, textOf } from './text.ts'

/** So many events may wait to be read. */
const mostWaiting = 10_000

/** What is subscribed to, and how its events are told. */
export interface Followed<Event> {
  readonly document: Document<unknown, never>
  readonly variables: object
  /**
   * What an event is about. Of what waits to be read, an event about the same takes the other's place. Default:
   * each is about itself.
   */
  readonly aboutOf?: (event: Event) => unknown
}

/**
 * The events of subscriptions, through one stream to the server whatever is followed. A lost stream is opened again
 * and goes on where it was. Throws if the server refuses one of them.
 */
export async function* follow<Event>(
  live: () => Live,
  followed: readonly Followed<Event>[],
  { signal }: CallOptions = {},
): AsyncGenerator<Event, void, undefined> {
  signal?.throwIfAborted()
  const waiting = new Map<unknown, Event>()
  let [wake, left] = [() => {}, followed.length]
  let failure: ExecgraphError | undefined

  const take = (event: Event, about: unknown) => {
    waiting.delete(about)
    waiting.set(about, event)
    if (waiting.size > mostWaiting) failure = fellBehind()
    wake()
  }
  const refuse = (errors: readonly ServerError[]) => {
    failure = errorOf(errors)
    wake()
  }
  const stops = followed.map(({ document, variables, aboutOf = () => Symbol() }) =>
    live().subscribe(
      { query: textOf(document), variables: variables as Record<string, unknown> },
      {
        next({ data, errors }) {
          if (data) take(data as Event, aboutOf(data as Event))
          else refuse(errors ?? [])
        },
        error: refuse,
        complete() {
          left -= 1
          wake()
        },
      },
    ),
  )
  const aborted = () => wake()
  signal?.addEventListener('abort', aborted)
  try {
    for (;;) {
      for (const [about, event] of waiting) {
        waiting.delete(about)
        yield event
        signal?.throwIfAborted()
      }
      if (failure) throw failure
      if (left === 0) return
      await new Promise<void>((resolve) => (wake = resolve))
      signal?.throwIfAborted()
    }
  } finally {
    signal?.removeEventListener('abort', aborted)
    for (const stop of stops) stop()
  }
}

const fellBehind = () =>
  new ExecgraphError(
    `More than ${mostWaiting} events waited to be read. Read faster, or subscribe to less.`,
    {
      code: 'FELL_BEHIND',
    },
  )
