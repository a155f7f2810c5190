import { defaultOutputBytes } from '../../../src/db/queue/queue.ts'
import { defaultLimits } from '../../../src/db/recording/payload.ts'
import { orThrow } from '../../../src/db/recording/grouping.ts'
import { createMeter } from '../../../src/db/meter.ts'
import { recordExecutions } from '../../../src/db/recording/record.ts'
import { updateExecutions } from '../../../src/db/patching/update.ts'
import { executionRecord } from '../../../src/graphql/inputs/execution.ts'
import { executionPatch } from '../../../src/graphql/inputs/patch.ts'
import { openStore } from '../../batch/servers/store.ts'
import { finishInput, recordInput } from '../inputs.ts'
import { serveJobs } from '../serve.ts'

// The write functions themselves, in the writing process.
const backend = await openStore()
const recording = {
  onConflict: 'FAIL',
  limits: defaultLimits,
  sampleRates: new Map(),
  outputBytes: defaultOutputBytes,
} as const
const same = (instant: number) => instant

serveJobs(
  async (operation, numbers) => {
    const now = Date.now()
    if (operation === 'record') {
      const records = await Promise.all(
        numbers.map(async (number) => executionRecord(recordInput(number, same), 'input', now, recording)),
      )
      const wrong = orThrow(await recordExecutions(backend, records, createMeter())).find(
        (outcome) => outcome !== 'STORED',
      )
      if (wrong !== undefined) throw new Error(wrong)
    } else {
      const patches = await Promise.all(
        numbers.map(async (number) => executionPatch(finishInput(number, same), 'input', now, defaultLimits)),
      )
      const wrong = orThrow(await updateExecutions(backend, patches, createMeter())).find(
        (outcome) => 'refusal' in outcome,
      )
      if (wrong !== undefined) throw new Error(JSON.stringify(wrong))
    }
  },
  () => backend.close(),
)
