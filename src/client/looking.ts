import { type Ask, type CallOptions, dataOf } from './asking.ts'
import { type ExecutionFragment, LookUpDocument } from './documents/documents.gen.ts'
import { errorOf } from './error.ts'

/** How many ids the server takes in one call. */
const mostIds = 500
/** So many calls are under way at once, however many ids are looked up. */
const mostCalls = 4

type Found = ExecutionFragment | null | Error

/** What somebody looks up. */
interface Look {
  readonly ids: readonly string[]
  settle(found: ReadonlyMap<string, Found> | Error): void
  /** Nobody waits for it any longer. */
  isGone: boolean
  whenGone(): void
}

/** After all that is asked for now. Where there is no `setImmediate`, timers come next. */
const soon = (work: () => void) => {
  const { setImmediate } = globalThis as { setImmediate?: (work: () => void) => void }
  if (setImmediate) setImmediate(work)
  else setTimeout(work, 0)
}

/** Looks executions up: what is asked for at the same time goes by one call, each id once. */
export function looking(ask: Ask) {
  let waiting: Look[] = []

  const flush = async () => {
    const looks = waiting.filter(({ isGone }) => !isGone)
    waiting = []
    const over = new AbortController()
    for (const look of looks) look.whenGone = () => looks.every(({ isGone }) => isGone) && over.abort()
    const ids = new Set(looks.flatMap((look) => look.ids))
    const found = await callAll(ask, partsOf([...ids]), over.signal).catch((error: unknown) => error as Error)
    for (const look of looks) look.settle(found)
  }
  return (ids: readonly string[], { signal }: CallOptions = {}): Promise<(ExecutionFragment | null)[]> =>
    new Promise((resolve, reject) => {
      const abort = () => {
        look.isGone = true
        reject(signal!.reason as Error)
        look.whenGone()
      }
      const look: Look = {
        ids,
        settle(found) {
          signal?.removeEventListener('abort', abort)
          const all = found instanceof Error ? [found] : ids.map((id) => found.get(id) ?? null)
          const failed = all.find((one) => one instanceof Error)
          if (failed) reject(failed)
          else resolve(all as (ExecutionFragment | null)[])
        },
        isGone: false,
        whenGone: () => {},
      }
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort, { once: true })
      if (waiting.length === 0) soon(() => void flush())
      waiting.push(look)
    })
}

export const partsOf = (ids: readonly string[]) =>
  Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, index) =>
    ids.slice(index * mostIds, (index + 1) * mostIds),
  )

/** What is found of each id. */
async function callAll(ask: Ask, parts: string[][], signal: AbortSignal): Promise<Map<string, Found>> {
  const found = new Map<string, Found>()
  const next = async (): Promise<void> => {
    const ids = parts.pop()
    if (!ids) return
    for (const [id, one] of await call(ask, ids, signal)) found.set(id, one)
    return next()
  }
  await Promise.all(Array.from({ length: mostCalls }, next))
  return found
}

/** An id that could not be looked up fails alone. */
async function call(ask: Ask, ids: readonly string[], signal: AbortSignal): Promise<[string, Found][]> {
  const answer = await ask(LookUpDocument, { ids: [...ids] }, { signal })
  const { errors, data } = answer
  const executions = data?.executions
  if (!executions) return dataOf<never>({ ...answer, data: null })
  return ids.map((id, index) => {
    const own = errors.filter(({ path }) => path === undefined || path[1] === index)
    return [id, executions[index] ?? (own.length > 0 ? errorOf(own, { data }) : null)]
  })
}
