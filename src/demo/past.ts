import type { ExecutionRecord } from '../db/recording/records.ts'
import { attempts } from './attempts.ts'
import { dice } from './dice.ts'
import { execution } from './execution.ts'
import { kinds } from './kinds.ts'
import { minute } from './times.ts'
import { nodeOf, worklist } from './worklist.ts'

const perError = 4
const day = 24 * 60 * minute

/** Work of the queue that failed in the last weeks: what fails while one looks is not new. */
export const pastFailures = (now: number): ExecutionRecord[] =>
  worklist.flatMap((work) =>
    work.errors.flatMap((text, which) =>
      Array.from({ length: perError }, (_, index) => {
        const id = `demo-past-${work.kind}-${which}-${index}`
        const d = dice(id)
        const from = now - Math.floor((1 + index * 6 + 5 * d.next()) * day)
        const span = { from, to: from + d.spread(work.takes * 1_000) }
        const { flow, as, tag } = work
        return execution({
          id,
          flow,
          source: 'queue',
          tags: [tag],
          inputs: kinds[as].inputs(d),
          // The words of the queue.
          attempts: attempts(['FAILED'], span, () => `Node "${nodeOf(work)}" failed: ${text(d)}`),
        })
      }),
    ),
  )
