import { node } from './queue.ts'

let made = 0
/** A kind of node that no other test knows. */
export const newKind = () => `kind ${made++}`
export const dagOf = (kind: string) => ({ nodes: [node('n', { kind })] })
export const never = new AbortController().signal
/** A claim that is woken or never answered. */
export const asking = (kind: string) => ({
  worker: 'w',
  kinds: [kind],
  limit: 10,
  leaseMs: 60_000,
  wait: 3_600_000,
})
