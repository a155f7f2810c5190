export interface LiveState {
  /** `idle`: nothing is watched. `waiting`: the connection was lost, and is tried again at `retryAt`. */
  readonly phase: 'idle' | 'connecting' | 'open' | 'waiting'
  /** Since when, as epoch milliseconds of this machine. */
  readonly since: number
  readonly retryAt: number | undefined
  /** How many milliseconds the server's clock is ahead of this machine's, as far as is known. */
  readonly clockAhead: number
}

/** A state that tells whoever listens when it changes. */
export function createState() {
  const listeners = new Set<(state: LiveState) => void>()
  let state: LiveState = { phase: 'idle', since: Date.now(), retryAt: undefined, clockAhead: 0 }
  return {
    get: () => state,
    set(change: Partial<LiveState>) {
      const isOther = change.phase !== undefined && change.phase !== state.phase
      const since = isOther ? Date.now() : state.since
      state = { ...state, since, ...(isOther && { retryAt: undefined }), ...change }
      listeners.forEach((listener) => listener(state))
    },
    /** Calls back with each state from now on, until the returned function is called. */
    on(listener: (state: LiveState) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type State = ReturnType<typeof createState>
