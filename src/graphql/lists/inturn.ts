import { takeTurn } from '../answers/turns.ts'
import type { Context } from '../context.ts'

/**
 * Waits until so many values may be resolved. What is nested in the lists of a level is read together, so all of them wait
 * for the last one's turn.
 */
export async function waitForTurn(context: Context, values: number): Promise<void> {
  const wait = takeTurn(values)
  if (!wait) return
  const look = context.look()
  for (const one of context.backends) look.load(one)
  await look.hold(wait)
}
