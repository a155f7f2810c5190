import { expect, vi } from 'vitest'
import type { App } from '../../../src/server/app.ts'

/** An event of a stream, as it was sent. */
export interface Sent {
  readonly event: string
  readonly id?: string
  readonly data: Record<string, unknown>
}

export interface StreamOf {
  readonly response: Response
  readonly events: Sent[]
  /** The data of answers to an operation, in the order in which they came. */
  of(id: string): Record<string, unknown>[]
  token(): string
  /** Whether the server has ended it. */
  isOver(): boolean
  close(): Promise<void>
}

type Ask = (path: string, init: RequestInit) => Promise<Response>

export const askOf =
  (app: App): Ask =>
  (path, init) =>
    app.fetch(path, init)

/** The text after `data: ` as JSON; `{}` without any. */
const dataOf = (text: string) => (text === '' ? {} : (JSON.parse(text) as Record<string, unknown>))

function parsed(block: string): Sent | undefined {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/s.exec(line))
  const value = (name: string) => fields.find((field) => field?.[1] === name)?.[2]
  const event = value('event')
  const id = value('id')
  return event === undefined
    ? undefined
    : { event, ...(id !== undefined && { id }), data: dataOf(value('data') ?? '') }
}

/** The events of an answer that has ended. */
export const eventsIn = (text: string): Sent[] => text.split('\n\n').flatMap((block) => parsed(block) ?? [])

/** Reads a stream until it is closed. */
export function readStream(response: Response): StreamOf {
  const events: Sent[] = []
  let isOver = false
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  const read = async () => {
    let text = ''
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop()!
      for (const block of blocks) {
        const event = parsed(block)
        if (event) events.push(event)
      }
    }
    isOver = true
  }
  void read().catch(() => (isOver = true))
  return {
    response,
    events,
    of: (id) =>
      events.flatMap(({ event, data }) => {
        if (event !== 'next' || data['id'] !== id) return []
        const { data: found } = data['payload'] as { data: Record<string, Record<string, unknown>> | null }
        return [found === null ? {} : Object.values(found)[0]!]
      }),
    token: () => events.find(({ event }) => event === 'open')!.data['token'] as string,
    isOver: () => isOver,
    close: () => reader.cancel(),
  }
}

export interface Operation {
  readonly id: string
  readonly query: string
  readonly variables?: Record<string, unknown>
}

const headers = { 'content-type': 'application/json', 'accept': 'text/event-stream' }

export const postTo = (ask: Ask, path: string, body: object, more: Record<string, string> = {}) =>
  ask(path, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) })

/** Opens a stream, and waits until all that it begins with has come. */
export async function openStream(
  ask: Ask,
  operations: readonly Operation[],
  more: Record<string, string> = {},
): Promise<StreamOf> {
  const response = await postTo(ask, '/graphql/stream', { operations }, more)
  if (response.status !== 200) throw new Error(await response.text())
  const stream = readStream(response)
  const hasBegun = () => expect(stream.events.some(({ event }) => event === 'beat')).toBe(true)
  // Lets held timers go on, and belongs to no test, as `expect.poll` does.
  await vi.waitFor(hasBegun, { interval: 5, timeout: 240_000 })
  return stream
}

export const watchExecutions = (id: string, ids: readonly string[], fields = 'id status'): Operation => ({
  id,
  query: `subscription Watch($ids: [ID!]!) {
    executionsChanged(ids: $ids) { kind id backend execution { ${fields} } }
  }`,
  variables: { ids },
})

export const watchRuns = (id: string, filter: object | null, fields = 'number status'): Operation => ({
  id,
  query: `subscription Watch($filter: RunFilter) { runsChanged(filter: $filter) { kind id backend run { ${fields} } } }`,
  variables: { filter },
})
