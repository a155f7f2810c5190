import type { LiveState } from '../../client/live/state.ts'

/** Since when there is no stream, as was known before and after another state. Each try to connect is a state of its own. */
export const lostAt = (known: number | undefined, { phase, since }: LiveState): number | undefined =>
  phase === 'waiting' || phase === 'connecting' ? (known ?? since) : undefined
