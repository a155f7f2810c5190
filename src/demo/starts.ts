import type { Start } from '../db/queue/start.ts'
import { type Dice, dice } from './dice.ts'
import { execution } from './execution.ts'
import { kinds } from './kinds.ts'
import { minute } from './times.ts'
import { worklist, type KindOfWork } from './worklist.ts'

/** Work that was queued while the demo moved has ids that begin like this, followed by the time. */
export const jobPrefix = 'demo-job-'

/** So many wait for longer than all others, as others always come first. */
const stuck = 6
const stuckFor = 40 * minute
/** So many are to begin later. */
const future = 3

/** What waits when one begins to look. Its ids are always the same, so that a second start adds nothing. */
export const startsAtFirst = (now: number): Start[] =>
  worklist.flatMap((work) => {
    const d = dice(work.kind)
    return Array.from({ length: work.backlog }, (_, index) => {
      const id = `${jobPrefix}first-${work.kind}-${index}`
      const ago = ((index + d.next()) * work.seconds * 1_000) / work.backlog
      const isStuck = work.kind === 'thumbnail.render' && index < stuck
      if (index >= work.backlog - future)
        return { ...started(work, id, d), runAt: now + (index % 7) * 9 * minute + minute }
      return {
        ...started(work, id, d),
        priority: isStuck ? -100 : 0,
        runAt: Math.floor(now - (isStuck ? stuckFor + index * 20_000 : ago)),
      }
    })
  })

/** Another execution of a flow. */
export function startOf(flow: string, { now, index }: { now: number; index: number }, d: Dice): Start {
  const work = worklist.find((one) => one.flow === flow)!
  return { ...started(work, `${jobPrefix}${now}-${index}`, d), runAt: null }
}

function started({ flow, as, dag, tag }: KindOfWork, id: string, d: Dice): Omit<Start, 'runAt'> {
  const inputs = kinds[as].inputs(d)
  return {
    record: execution({ id, flow, dag, inputs, source: 'queue', tags: [tag], onConflict: 'FAIL' }),
    inputs: JSON.stringify(inputs),
    priority: 0,
    digest: null,
  }
}
