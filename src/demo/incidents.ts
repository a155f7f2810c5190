import { type ErrorText, outOfMemory, rateLimit } from './errors.ts'
import { minute } from './times.ts'

/** Something that goes wrong in one step of a flow since a while, in the same way each time. */
export interface Incident {
  readonly flow: string
  readonly step: string
  /** How many runs of the flow it has made fail so far, within so many milliseconds. */
  readonly count: number
  readonly since: number
  /** How long such a run takes until it fails. */
  readonly minutes: number
  readonly text: ErrorText
  /** What those who started the runs had changed before. */
  readonly inputs?: object
}

const memory = { since: 52 * minute, text: outOfMemory, inputs: { batchSize: 2048, mixedPrecision: false } }
const limits = { since: 55 * minute, text: rateLimit }

/** Of one there was nothing before, and of the other there were always a few. */
export const incidents: readonly Incident[] = [
  { flow: 'TrainRecommender', step: 'train', count: 4, minutes: 5, ...memory },
  { flow: 'FinetuneSupportModel', step: 'finetune', count: 2, minutes: 7, ...memory },
  { flow: 'TicketTriage', step: 'llm.route', count: 15, minutes: 0.6, ...limits },
  { flow: 'SupportAgent', step: 'llm.reply', count: 4, minutes: 1.2, ...limits },
]
