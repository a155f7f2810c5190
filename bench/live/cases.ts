export interface Case {
  readonly name: string
  /** `stream`: by this server. `plain`: by one that executes each change for each subscriber. `poll`: asked each second. */
  readonly by: 'stream' | 'plain' | 'poll'
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

export const cases: readonly Case[] = [
  ...[1, 10, 100, 1_000].map((fanOut) => executions('stream', 100, fanOut, goal)),
  ...[1, 10, 100].map((fanOut) => executions('stream', 1_000, fanOut, goal)),
  executions('stream', 1_000, 1_000),
  {
    name: 'stream runs 100/s',
    ...{ by: 'stream', what: 'runs', streams: 200, fanOut: 10, rate: 100, mostP95: goal },
  },
  ...[1, 10, 100].map((fanOut) => executions('plain', 100, fanOut)),
  executions('poll', 100, 10),
]
