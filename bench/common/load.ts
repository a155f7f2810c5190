import { answer, start, stopped } from './processes.ts'
import type { Job, Load } from './loadclient.ts'

export interface LoadClient {
  /** Runs a job, and returns its figures. */
  run(job: Job): Promise<Load>
  stop(): Promise<void>
}

/** Starts the process that sends requests, so that its cost is not measured with a server's. */
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
