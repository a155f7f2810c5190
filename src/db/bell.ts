import type { Rung } from './backend.ts'

/** Rings for all who follow. `begin` is called for the first of them, and what it returns after the last. */
export function createBell(begin: () => () => void = () => () => {}) {
  const following = new Set<{ readonly rung: Rung }>()
  let end = () => {}
  return {
    ring(also?: 'net'): void {
      for (const { rung } of following) rung(also)
    },
    follow(rung: Rung): () => void {
      const own = { rung }
      following.add(own)
      if (following.size === 1) end = begin()
      return () => {
        if (following.delete(own) && following.size === 0) end()
      }
    },
  }
}
