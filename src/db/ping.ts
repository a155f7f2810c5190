import { sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import { statement } from './sql/statement.ts'

const one = statement('ping', () => sql`select 1`)

/** How many milliseconds the smallest query takes; `null` if the backend does not answer. */
export async function ping(backend: Backend, reading: Reading): Promise<number | null> {
  const began = performance.now()
  try {
    await backend.read(one, {}, reading)
    return Math.round((performance.now() - began) * 100) / 100
  } catch {
    return null
  }
}
