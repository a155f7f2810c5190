import { Agent, request } from 'node:http'
import { median } from './numbers.ts'

export interface Job {
  readonly url: string
  /** Bodies to post, in turn. */
  readonly bodies: readonly string[]
  readonly ms: number
  /** How many requests are under way at any time. */
  readonly lanes: number
}

export interface Load {
  readonly requests: number
  /** The median time of a request. */
  readonly latencyMs: number
}

process.on('message', (job: Job) => {
  run(job).then(
    (load) => process.send?.(load),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})

async function run({ url, bodies, ms, lanes }: Job): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const until = performance.now() + ms
  const times: number[] = []
  const lane = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      await post(agent, url, bodies[times.length % bodies.length]!)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  agent.destroy()
  return { requests: times.length, latencyMs: median(times) }
}

function post(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('error', reject)
      response.on('end', () => {
        // What the answers say is checked before the measurement; here only that they go on coming.
        if (response.statusCode === 200 && bytes > 1_000) resolve()
        else reject(new Error(`answered ${response.statusCode} with ${bytes} bytes`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
