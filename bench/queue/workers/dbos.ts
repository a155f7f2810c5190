import { createHistogram } from 'node:perf_hooks'
import { DBOS } from '@dbos-inc/dbos-sdk'
import { databaseUrl } from '../../common/present.ts'
import { inputs } from '../graph.ts'
import { serveWork } from '../serve.ts'

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: databaseUrl(),
  logLevel: 'error',
  systemDatabasePoolSize: Number(process.env['BENCH_DBOS_POOL'] ?? 10),
})

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
let isStopping = false

serveWork(async ({ window }) => {
  const lane = async () => {
    while (!isStopping) {
      const began = performance.now()
      const handle = await DBOS.startWorkflow(noop)(inputs)
      await handle.getResult()
      latency.record(Math.max(1, Math.round((performance.now() - began) * 1_000)))
    }
  }
  const lanes = Promise.all(Array.from({ length: window }, lane))
  // A failure is thrown to the caller that stops it.
  lanes.catch(() => {})
  return async () => {
    isStopping = true
    await lanes
    await DBOS.shutdown()
    const ms = (percent: number) => latency.percentile(percent) / 1_000
    return { p50: ms(50), p99: ms(99), inFlight: window }
  }
})
