import { chunksOf } from './chunks.ts'
import type { Client } from './client.ts'
import { type ServerEvent, createEventParser } from './events.ts'
import { frameOf } from './frames.ts'
import { createPlacing } from './placing.ts'
import { post, refusedBy, sentForm } from './requests.ts'

/** Servers say something every 15 s. One that was silent for so long is gone. */
const longestSilence = 40_000

/** A connection, from the request on. */
export interface Stream {
  /** Resolves once it is over, with how long the server wants to be left alone. */
  readonly ended: Promise<number>
  /** Tells the server what is watched besides, and what no longer. */
  update(): void
  end(): void
}

export function openStream(client: Client): Stream {
  const { operations, state } = client
  const over = new AbortController()
  const end = () => over.abort()
  const placing = createPlacing(client, over)
  let newest: string | undefined

  const take = (event: ServerEvent) => {
    newest = event.id ?? newest
    const frame = frameOf(event)
    if (frame?.what === 'open') {
      state.set({ phase: 'open' })
      placing.opened(frame.token)
    } else if (frame?.what === 'next') operations.next(frame.id, frame.payload, event.id)
    else if (frame?.what === 'reset') operations.reset(frame.operations ?? undefined)
    else if (frame?.what === 'complete') {
      placing.ended(frame.id)
      operations.complete(frame.id)
    } else if (frame?.what === 'error') {
      placing.ended(frame.id)
      if (operations.mustSendText(frame.id, frame.errors)) placing.update()
      else operations.refuse([frame.id], frame.errors)
    } else if (frame?.what === 'beat') {
      state.set({ clockAhead: frame.now - Date.now() })
      // After an event, others of the same tick may follow. After a beat there are none.
      client.position = newest ?? client.position
      operations.settle()
    }
  }
  return { ended: follow(client, { take, placing, over }), update: placing.update, end }
}

interface Following {
  readonly take: (event: ServerEvent) => void
  readonly placing: ReturnType<typeof createPlacing>
  readonly over: AbortController
}

async function follow(client: Client, { take, placing, over }: Following): Promise<number> {
  const { signal } = over
  const silent = () => over.abort(new Error('The server is silent.'))
  let watchdog = setTimeout(silent, longestSilence)
  try {
    const { chosen, position } = placing.begin()
    const headers = { accept: 'text/event-stream', ...(position && { 'last-event-id': position }) }
    const body = { operations: chosen.map(sentForm) }
    const response = await post(client.options, '', body, { headers, signal })
    if (!isStream(response)) {
      const { errors, isFinal, retryAfterMs } = await refusedBy(response)
      const refused = chosen.map(({ id }) => id)
      if (isFinal) client.operations.refuse(refused, errors)
      return retryAfterMs
    }
    const parse = createEventParser(take)
    for await (const chunk of chunksOf(response.body!)) {
      clearTimeout(watchdog)
      watchdog = setTimeout(silent, longestSilence)
      parse(chunk)
    }
  } catch {
    // It was lost, ended by this side, or not understood: all the same, a new one is opened.
  } finally {
    clearTimeout(watchdog)
    over.abort()
  }
  return 0
}

const isStream = ({ status, headers }: Response) =>
  status === 200 && (headers.get('content-type') ?? '').startsWith('text/event-stream')
