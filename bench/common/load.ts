import { answer, start, stopped } from './processes.ts'
import type { Job, Load } from './loadclient.ts'

export interface LoadClient {
  /** Asks again and again, and answers what it took. */
  run(job: Job): Promise<Load>
  stop(): Promise<void>
}

/** Starts the process that asks, so that asking is no part of what a server is measured at. */
export function startLoadClient(): LoadClient {
  const child = start(new URL('./loadclient.ts', import.meta.url))
  return {
    async run(job) {
      child.send(job)
      const load = (await answer(child)) as Load | { error: string }
      if ('error' in load) throw new Error(`${job.url}: ${load.error}`)
      return load
    },
    stop: () => stopped(child),
  }
}
