import { Agent } from 'node:http'
import { median, percentile } from './numbers.ts'
import { post } from './post.ts'

export interface Job {
  readonly url: string
  /** Bodies to post, in turn. */
  readonly bodies: readonly string[]
  readonly ms: number
  /** An API token, which each request has. */
  readonly token?: string | undefined
  /** Characters that each answer has at least. */
  readonly least?: number
  /** How many requests run at any time. */
  readonly lanes: number
}

export interface Load {
  readonly requests: number
  /** The median time of a request. */
  readonly latencyMs: number
  readonly p95Ms: number
}

process.on('message', (job: Job) => {
  run(job).then(
    (load) => process.send?.(load),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})

async function run({ url, bodies, ms, lanes, token, least = 1_000 }: Job): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const until = performance.now() + ms
  const times: number[] = []
  const lane = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      const answer = await post(agent, url, bodies[times.length % bodies.length]!, { token })
      // The content of the answers is checked before the measurement. This only checks that they keep coming.
      if (answer.length <= least) throw new Error(`answered ${answer.length} characters`)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  agent.destroy()
  return { requests: times.length, latencyMs: median(times), p95Ms: percentile(times, 0.95) }
}
