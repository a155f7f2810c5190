export interface Case {
  readonly name: string
  /**
   * `stream`: by this server. `bare`: by one that has no store and no GraphQL, the floor. `plain`: by one that executes
   * each change for each subscriber. `poll`: asked each second.
   */
  readonly by: 'stream' | 'bare' | 'plain' | 'poll'
  readonly what: 'executions' | 'runs'
  readonly streams: number
  /** Subscribers of each execution. Of runs: those of each filter. */
  readonly fanOut: number
  /** Changes a second. */
  readonly rate: number
  /** Milliseconds from commit to client that 95 in 100 may take at most. */
  readonly mostP95?: number
}

export const idsPerStream = 100

const executions = (by: Case['by'], rate: number, fanOut: number, mostP95?: number): Case => ({
  name: `${by} ${rate}/s x ${fanOut}`,
  ...{ by, what: 'executions', streams: 1_000, fanOut, rate },
  ...(mostP95 !== undefined && { mostP95 }),
})

const goal = 100

/** A case, and just before it the floor of its machine. */
const withFloor = (rate: number, fanOut: number, mostP95?: number): Case[] => [
  executions('bare', rate, fanOut),
  executions('stream', rate, fanOut, mostP95),
]

export const cases: readonly Case[] = [
  ...[1, 10, 100, 1_000].flatMap((fanOut) => withFloor(100, fanOut, goal)),
  ...[1, 10, 100].flatMap((fanOut) => withFloor(1_000, fanOut, goal)),
  // Without a floor: one that keeps all that is not read runs out of memory.
  executions('stream', 1_000, 1_000),
  {
    name: 'stream runs 100/s',
    ...{ by: 'stream', what: 'runs', streams: 200, fanOut: 10, rate: 100, mostP95: goal },
  },
  ...[1, 10, 100].map((fanOut) => executions('plain', 100, fanOut)),
  executions('poll', 100, 10),
]
