import { type Ending, type Span, attempts, attemptsTo } from './attempts.ts'
import { chain, nodeResult, nodeStatuses } from './dag.ts'
import type { Dice } from './dice.ts'
import { execution, slug } from './execution.ts'
import { kinds } from './kinds.ts'
import type { Step } from './plan.ts'
import { divide, within } from './times.ts'
import type { AttemptRecord, ExecutionRecord, NodeRecord } from '../db/recording/records.ts'

/** What the executions belong to: their run, and their parent or the run itself. */
export interface Place {
  readonly id: string
  readonly flow: string
  readonly runNumber: number
  readonly parentId: string | null
  readonly scriptPath: string
}

/** When something happens, and how it ends. */
interface Course {
  readonly span: Span
  readonly ending: Ending
}

/** Places consecutive steps in a span so that they lead to an ending. Steps that were not reached are omitted. */
export function layOut(
  steps: readonly Step[],
  { span, ending }: Course,
  place: Place,
  d: Dice,
): ExecutionRecord[] {
  const end = steps.length - 1
  const last = ending === 'OK' || ending === 'RETRYING' ? end : d.whole(Math.ceil(end / 2), end)
  const reached = steps.slice(0, last + 1)
  const spans = divide(
    span,
    reached.map(({ weight }) => weight),
    d,
  )
  return reached.flatMap((step, index) =>
    sideBySide(step, { span: spans[index]!, ending: index === last ? ending : 'OK' }, place, d),
  )
}

/** Of several parallel ones, the first comes to the ending. */
function sideBySide(step: Step, course: Course, place: Place, d: Dice): ExecutionRecord[] {
  const { span, ending } = course
  const id = `${place.id}-${slug(step.name)}`
  if (step.fan === undefined) return one(step, course, { ...place, id }, d)
  return Array.from({ length: step.fan }, (_, index) => {
    const part = index === 0 ? span : within(span, d)
    const own = { span: part, ending: index === 0 ? ending : 'OK' }
    return one(step, own, { ...place, id: `${id}-${index + 1}` }, d)
  }).flat()
}

/** The execution of a step, which has the id of its place, and those that it starts. */
function one(step: Step, course: Course, place: Place, d: Dice): ExecutionRecord[] {
  const { name, kind, steps } = step
  const { span, ending } = course
  const { id } = place
  const below = steps ? layOut(steps, course, { ...place, parentId: id }, d) : []
  const children = below.filter(({ parentId }) => parentId === id)
  const tries = steps ? attemptsOver(children, span, ending) : attemptsTo(ending, span, kind, d)
  const self = execution({
    ...place,
    step: name,
    attempts: tries,
    ...(ending === 'SILENT' && { heartbeatAt: span.to, heartbeatTimeoutMs: 60_000 }),
    inputs: kinds[kind].inputs(d),
    outputs: ending === 'OK' ? kinds[kind].outputs(d) : null,
    metadata: factsOf(tries, d),
    ...(steps && { dag: chain(words(name), steps), nodeResults: resultsOf(children) }),
  })
  return [self, ...below]
}

const words = (name: string) => name.replaceAll(/[._]/g, ' ')

/** An execution that starts others gets the state of the last of them. */
function attemptsOver(children: readonly ExecutionRecord[], span: Span, ending: Ending): AttemptRecord[] {
  const child = children.at(-1)!
  const verdict = ending === 'OK' || ending === 'FAILED' ? ending : null
  return attempts([verdict], span, () =>
    verdict === 'FAILED' ? `${child.step} failed: ${child.attempts.at(-1)!.error}` : null,
  )
}

function resultsOf(children: readonly ExecutionRecord[]): NodeRecord[] {
  return children.flatMap(({ step, attempts: tries, outputs }) =>
    tries.map(({ number, startedAt, finishedAt, verdict, error }) => ({
      ...nodeResult(step!, verdict === null ? 'RUNNING' : nodeStatuses[verdict], {
        from: startedAt,
        to: finishedAt,
      }),
      attempt: number,
      error,
      value: verdict === 'OK' ? outputs : null,
    })),
  )
}

function factsOf(tries: readonly AttemptRecord[], d: Dice): ExecutionRecord['metadata'] {
  return tries.flatMap(({ number: attempt, startedAt: ts }) => [
    { attempt, field: 'host', value: `worker-${d.whole(1, 24)}`, ts },
    ...(d.chance(0.3) ? [{ attempt, field: 'memory-mb', value: String(d.spread(900)), ts }] : []),
  ])
}
