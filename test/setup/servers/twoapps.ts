import { pino } from 'pino'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { createApp } from '../../../src/server/app.ts'
import { type Api, type Setup, post, startApi } from './api.ts'

/** Two servers over the same stores, as two processes would be. */
export async function startTwo(
  setup: Setup,
): Promise<{ first: Api; second: Pick<Api, 'data'>; close(): Promise<void> }> {
  const first = await startApi(setup)
  // What is kept in memory belongs to one process: there, two apps of it.
  const backends = await Promise.all(
    first.backends.map(async (backend, index) =>
      backend.kind === 'memory'
        ? backend
        : openBackend(parseBackend(`${backend.name}=${first.places[index]!.url}`)),
    ),
  )
  const app = createApp(backends, { log: pino({ level: 'silent' }), readMs: 60_000 })
  return {
    first,
    second: {
      async data(query, variables) {
        const answer = (await (await post(app, { query, variables })).json()) as {
          data: never
          errors?: object[]
        }
        if (answer.errors) throw new Error(JSON.stringify(answer.errors, null, 2))
        return answer.data
      },
    },
    async close() {
      await Promise.all(backends.map((backend) => backend.close()))
      await first.close()
    },
  }
}
