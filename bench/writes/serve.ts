/** One kind of write. */
export type Operation = 'record' | 'finish'

/** Executions to write, batch by batch, until there are none left or the time is up. */
export interface Job {
  readonly operation: Operation
  /** The numbers of the executions: from `from`, `most` at most. */
  readonly from: number
  readonly most: number
  readonly batch: number
  /** How many callers write concurrently, each waiting for its batch. */
  readonly callers: number
  readonly ms: number
}

export interface Done {
  readonly executions: number
  readonly ms: number
  /** Microseconds of CPU that this process used. */
  readonly cpu: number
}

export type Write = (operation: Operation, numbers: readonly number[]) => Promise<unknown>

/** In a writing process: runs the jobs it is sent, one after another. */
export function serveJobs(write: Write, close: () => Promise<unknown>): void {
  process.on('message', (job: Job) => {
    void answer(write, job)
  })
  process.on('disconnect', () => void close().then(() => process.exit()))
  process.send?.('ready')
}

async function answer(write: Write, job: Job) {
  try {
    process.send?.(await run(write, job))
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.stack : String(error) })
  }
}

async function run(write: Write, { operation, from, most, batch, callers, ms }: Job): Promise<Done> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  let next = from
  let executions = 0
  const caller = async () => {
    while (next < from + most && performance.now() - began < ms) {
      const numbers = Array.from({ length: Math.min(batch, from + most - next) }, (_, index) => next + index)
      next += numbers.length
      await write(operation, numbers)
      executions += numbers.length
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const { user, system } = process.cpuUsage(cpu)
  return { executions, ms: performance.now() - began, cpu: user + system }
}
