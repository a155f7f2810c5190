import { createHistogram } from 'node:perf_hooks'
import { DBOS } from '@dbos-inc/dbos-sdk'
import { databaseUrl } from '../../common/present.ts'
import { inputs } from '../graph.ts'
import { serveWork } from '../serve.ts'

// Its own pool of 10 connections: 20 and 40 were tried, and gave no more.
DBOS.setConfig({ name: 'bench', systemDatabaseUrl: databaseUrl(), logLevel: 'error' })

const step = (name: string, value: object) => DBOS.runStep(async () => Object.keys(value).length, { name })

/** The same steps as in graph.ts: sixteen at once, sixteen in sequence, sixteen at once, and one. */
const noop = DBOS.registerWorkflow(
  async ({ indices }: typeof inputs) => {
    const firsts = await Promise.all(indices.map((index) => step(`int${index}`, { indices })))
    let input: object = firsts
    for (const index of indices) input = { [`step${index}`]: await step(`step${index}`, input) }
    const tags = await Promise.all(indices.map((index) => step(`tag${index}`, input)))
    return step('combine', tags)
  },
  { name: 'queue-noop' },
)

await DBOS.launch()

const latency = createHistogram()

serveWork(async ({ window }) => {
  const lane = async () => {
    for (;;) {
      const began = performance.now()
      const handle = await DBOS.startWorkflow(noop)(inputs)
      await handle.getResult()
      latency.record(Math.max(1, Math.round((performance.now() - began) * 1_000)))
    }
  }
  let failure: Error | undefined
  for (let index = 0; index < window; index++)
    lane().catch((cause: unknown) => (failure ??= new Error('A workflow failed.', { cause })))
  // What is open is left so: finishing it can take longer than the measurement.
  return async () => {
    if (failure) throw failure
    const ms = (percent: number) => (latency.count === 0 ? null : latency.percentile(percent) / 1_000)
    return { p50: ms(50), p99: ms(99), inFlight: window }
  }
})
