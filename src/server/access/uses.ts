import type { Backend } from '../../db/backend.ts'
import { isAway } from '../../db/failure.ts'
import { createMeter } from '../../db/meter.ts'
import { storeUses } from '../../db/tokens/tokens.ts'

/** How often it is written when tokens were used. */
const everyMs = 60_000

/** Remembers when tokens were used last, and writes it now and then. */
export function createUses(backend: Backend, report: (error: unknown) => void) {
  let uses = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  const write = async () => {
    timer = undefined
    const some = [...uses].map(([id, at]) => ({ id, at }))
    uses = new Map()
    if (some.length === 0) return
    try {
      await storeUses(backend, some, createMeter())
    } catch (error) {
      if (!isAway(error)) report(error)
    }
  }
  return {
    note(id: string) {
      uses.set(id, Date.now())
      timer ??= setTimeout(() => void write(), everyMs).unref()
    },
    close() {
      clearTimeout(timer)
      return write()
    },
  }
}
