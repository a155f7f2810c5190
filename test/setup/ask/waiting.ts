import { node } from './queue.ts'

let made = 0
/** A kind of node that no other test knows. */
export const newKind = () => `kind ${made++}`
export const dagOf = (kind: string) => ({ nodes: [node('n', { kind })] })
export const never = new AbortController().signal
export const asking = (kind: string, more = {}) => ({
  worker: 'w',
  kinds: [kind],
  limit: 10,
  leaseMs: 60_000,
  wait: 20_000,
  ...more,
})
