import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import type { Figure, Goal, Outcome } from '../common/report.ts'
import { type Measured, type Window, measure } from './measure.ts'
import { withWriters } from './processes.ts'
import { type StoreName, storeNames, withStore } from '../common/stores.ts'
import { figuresOf, goalsOf, printMeasured } from './table.ts'
import { verifyRows } from './verify.ts'

const windows: readonly Window[] = [
  ...[1, 8, 64].map((callers) => ({ batch: 1, callers })),
  ...[1, 8, 64].map((callers) => ({ batch: 10, callers })),
  ...[1, 8].map((callers) => ({ batch: 100, callers })),
]

/** Executions recorded and finished, over HTTP and by the library, against the same rows by the driver alone. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      batch: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      ms: { type: 'string', default: '500' },
    },
  })
  const stores = chosen(storeNames, values.only)
  const batches = chosen<string>(['1', '10', '100'], values.batch, '--batch')
  const asked = windows.filter(({ batch }) => batches.includes(String(batch)))
  const rounds = { rounds: Number(values.rounds), ms: Number(values.ms) }
  const figures: Figure[] = []
  const goals: Goal[] = []
  for (const store of stores) {
    await verifyRows(store)
    const measured = await measureStore(store, asked, rounds)
    printMeasured(store, measured)
    figures.push(...figuresOf(store, measured))
    goals.push(...goalsOf(store, measured))
  }
  return { figures, goals }
}

function measureStore(
  store: StoreName,
  asked: readonly Window[],
  rounds: { readonly rounds: number; readonly ms: number },
): Promise<Measured[]> {
  return withStore(store, (url) =>
    withWriters(url, async (writers) => {
      const measured: Measured[] = []
      for (const operation of ['record', 'finish'] as const)
        for (const window of asked) {
          process.stdout.write(`${store}: ${operation}, ${window.batch} x ${window.callers} …      \r`)
          measured.push(...(await measure(operation, window, writers, rounds)))
        }
      return measured
    }),
  )
}
