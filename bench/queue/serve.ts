/** What a working process does until it is told to stop. */
export interface Work {
  /** How many jobs it holds at any time: claimed, and not yet committed as done. */
  readonly window: number
  /** `seed`: at most 64 at a time, and 10 ms of sleep after fewer. `at once`: again as soon as there is room. */
  readonly policy: 'seed' | 'at once'
}

/** Actions that each of several workers holds at most. */
export const places = 16

export interface Worked {
  /** Milliseconds from claim to commit, if the process can tell. */
  readonly p50: number | null
  readonly p99: number | null
  /** How many it held, on average. */
  readonly inFlight: number | null
  /** Microseconds of CPU that the process used. */
  readonly cpu: number
}

type Answer = Omit<Worked, 'cpu'> & {
  /** Of a server that it started. */
  readonly serverCpu?: number
}

/** In a working process: begins with the first message, and returns the figures after the second one. */
export function serveWork(begin: (work: Work) => Promise<() => Promise<Answer>>): void {
  let stop: Promise<() => Promise<Answer>> | undefined
  const before = process.cpuUsage()
  const next = async (message: Work | 'stop') => {
    if (message !== 'stop') {
      process.cpuUsage(before)
      stop = begin(message)
      await stop
      return 'working'
    }
    const { user, system } = process.cpuUsage(before)
    const { serverCpu = 0, ...answer } = await (await stop!)()
    return { ...answer, cpu: user + system + serverCpu }
  }
  process.on('message', (message: Work | 'stop') => {
    next(message).then(
      (answer) => process.send?.(answer),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit())
  process.send?.('ready')
}
