import { setTimeout as wait } from 'node:timers/promises'
import type { Backend } from '../../../src/db/backend.ts'

/** A backend whose reads take as long as `msOf` says of each, in the order in which they come. */
export function delayed(backend: Backend, msOf: (index: number) => number): Backend {
  let index = 0
  return {
    ...backend,
    async read(statement, values, reading) {
      const ms = msOf(index++)
      const rows = await backend.read(statement, values, reading)
      await wait(ms)
      return rows
    },
  }
}
