import type { Document } from './document.ts'
import { createRetry } from './retry.ts'
import type { Reply } from './send.ts'
import { type Signal, createSignal } from './signal.ts'

/** A query with variables, and what is known of its answer. */
export interface Question<Data> {
  readonly state: Signal<Reply<Data>>
  /** Asks, now and when it has failed, for as long as somebody uses it. Returns what ends that. */
  use(): () => void
  /** Asks anew, unless that is under way. */
  ask(): void
  /** Asks for an answer that is newer than now: what is under way may be older. */
  again(): void
}

type Read = <Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
) => Promise<Reply<Data>>

/** So many answers that nobody uses are kept, for who comes back. */
const mostKept = 40

/** The answers of a page. Those who ask the same share one. */
export function createAnswers(read: Read, most = mostKept) {
  /** The one that was used last comes last. */
  const all = new Map<string, Question<unknown>>()
  const used = new Set<string>()
  const drop = () => {
    const unused = [...all.keys()].filter((key) => !used.has(key))
    for (const key of unused.slice(0, Math.max(0, unused.length - most))) all.delete(key)
  }
  return {
    of<Data, Variables extends object>(
      document: Document<Data, Variables>,
      variables: Variables,
    ): Question<Data> {
      const key = `${document.toString()} ${JSON.stringify(variables)}`
      const known = all.get(key)
      if (known) return known as Question<Data>
      const made = createQuestion(() => read(document, variables), {
        begin() {
          used.add(key)
          all.delete(key)
          all.set(key, made)
          drop()
        },
        end() {
          used.delete(key)
          drop()
        },
      })
      all.set(key, made)
      return made
    },
    size: () => all.size,
  }
}

interface Uses {
  /** Somebody uses it, and nobody did. */
  begin(): void
  end(): void
}

function createQuestion<Data>(read: () => Promise<Reply<Data>>, uses: Uses): Question<Data> {
  const state = createSignal<Reply<Data>>({ data: undefined, error: undefined, ticks: undefined })
  let [users, isUnderWay, isDue] = [0, false, false]
  const retry = createRetry(() => void ask())

  const ask = async () => {
    if (isUnderWay) return
    isUnderWay = true
    retry.stop()
    const { data, error, ticks } = await read()
    isUnderWay = false
    // What is known is not lost because a later answer failed.
    state.set(data === undefined ? { ...state.get(), error } : { data, error, ticks })
    if (!error) retry.succeeded()
    else if (users > 0) retry.failed(error)
    if (!isDue) return
    isDue = false
    if (users > 0) void ask()
  }
  return {
    state,
    ask: () => void ask(),
    again() {
      isDue = isUnderWay
      void ask()
    },
    use() {
      users += 1
      if (users === 1) uses.begin()
      void ask()
      return () => {
        users -= 1
        if (users > 0) return
        retry.stop()
        uses.end()
      }
    },
  }
}
