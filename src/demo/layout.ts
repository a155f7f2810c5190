import { type Ending, type Span, attemptsBecause, attemptsTo } from './attempts.ts'
import { chain } from './dag.ts'
import { type Dice, dice } from './dice.ts'
import { execution, slug } from './execution.ts'
import type { Incident } from './incidents.ts'
import { kinds } from './kinds.ts'
import { attemptsOver, factsOf, resultsOf } from './parent.ts'
import type { Step } from './plan.ts'
import { divide, within } from './times.ts'
import type { ExecutionRecord } from '../db/recording/records.ts'

/** What the executions belong to: their run, and their parent or the run itself. */
export interface Place {
  readonly id: string
  readonly flow: string
  readonly runNumber: number
  readonly parentId: string | null
  readonly scriptPath: string
}

/** When something happens, how it ends, and why if that is known. */
export interface Course {
  readonly span: Span
  readonly ending: Ending
  readonly incident: Incident | undefined
}

/** Places consecutive steps in a span so that they lead to an ending. Steps that were not reached are omitted. */
export function layOut(
  steps: readonly Step[],
  { span, ending, incident }: Course,
  place: Place,
  d: Dice,
): ExecutionRecord[] {
  const reach = reachOf(steps, ending, d)
  const last = incident ? steps.findIndex((step) => isIn(step, incident.step)) : reach
  const reached = steps.slice(0, last + 1)
  const spans = divide(
    span,
    reached.map(({ weight }) => weight),
    d,
  )
  return reached.flatMap((step, index) =>
    sideBySide(step, at(index === last, { span: spans[index]!, ending, incident }), place, d),
  )
}

/** The last step that is reached. What is open is where most of the time is spent. */
function reachOf(steps: readonly Step[], ending: Ending, d: Dice): number {
  const end = steps.length - 1
  const weights = steps.map(({ weight }) => weight)
  if (ending === 'OPEN' || ending === 'RETRYING') return weights.indexOf(Math.max(...weights))
  return ending === 'OK' ? end : d.whole(Math.ceil(end / 2), end)
}

const isIn = ({ name, steps = [] }: Step, wanted: string): boolean =>
  name === wanted || steps.some((step) => isIn(step, wanted))

/** What does not come to the ending goes well. */
const at = (isLast: boolean, { span, ending, incident }: Course): Course =>
  isLast ? { span, ending, incident } : { span, ending: 'OK', incident: undefined }

/** Of several parallel ones, the first comes to the ending. */
function sideBySide(step: Step, course: Course, place: Place, d: Dice): ExecutionRecord[] {
  const id = `${place.id}-${slug(step.name)}`
  if (step.fan === undefined) return one(step, course, { ...place, id }, d)
  return Array.from({ length: step.fan }, (_, index) => {
    const span = index === 0 ? course.span : within(course.span, d)
    return one(step, at(index === 0, { ...course, span }), { ...place, id: `${id}-${index + 1}` }, d)
  }).flat()
}

/** The execution of a step, which has the id of its place, and those that it starts. */
function one(step: Step, course: Course, place: Place, d: Dice): ExecutionRecord[] {
  const { name, kind, steps } = step
  const { span, ending, incident } = course
  const { id, flow } = place
  const below = steps ? layOut(steps, course, { ...place, parentId: id }, d) : []
  const children = below.filter(({ parentId }) => parentId === id)
  const alone = () => (incident ? attemptsBecause(incident.text, span, d) : attemptsTo(ending, span, kind, d))
  const tries = steps ? attemptsOver(span, ending) : alone()
  // They change rarely, so that a change can be seen as the cause of a failure.
  const isChanged = ending === 'FAILED' && !incident && d.chance(0.4)
  const usual = kinds[kind].inputs(dice(`${flow}/${name}${isChanged ? '/changed' : ''}`))
  const self = execution({
    ...place,
    step: name,
    attempts: tries,
    ...(ending === 'SILENT' && { heartbeatAt: span.to, heartbeatTimeoutMs: 60_000 }),
    inputs: { ...usual, ...incident?.inputs },
    outputs: ending === 'OK' ? kinds[kind].outputs(d) : null,
    metadata: factsOf(tries, d),
    ...(steps && { dag: chain(words(name), steps), nodeResults: resultsOf(children) }),
  })
  return [self, ...below]
}

const words = (name: string) => name.replaceAll(/[._]/g, ' ')
