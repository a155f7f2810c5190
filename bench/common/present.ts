import type { Server } from 'node:http'
import { listening } from './ports.ts'

/** In the process of a contestant: listens, sends the port to the bench, and reports its CPU time on request. */
export async function present(server: Server): Promise<void> {
  const port = await listening(server)
  process.on('message', (asked) => {
    if (asked === 'cpu') process.send?.(process.cpuUsage())
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ port })
}

/** The URL of the store that the bench filled. */
export function databaseUrl(): string {
  const url = process.env['BENCH_DATABASE']
  if (url === undefined) throw new Error('Start this by `npm run bench`: BENCH_DATABASE is not set.')
  return url
}
