import { type Changes, runIdOf, runKeyIn } from '../../../changes.ts'
import type { Scalar, Value, Values } from '../../../sql/scope.ts'

/** Records of which one knows that they were changed a moment ago. */
export interface Recent {
  note(changes: Changes): void
  /** Whether a statement with these parameters asks for one of them. */
  concerns(values: Values): boolean
}

/** Beyond so many, all records count as changed. */
const most = 50_000

/** `ms`: how long a moment is. */
export function createRecent(ms: number, clock = () => performance.now()): Recent {
  /** In the order in which they end. */
  const ends = new Map<string, number>()
  let allEnd = 0
  const forget = () => {
    const now = clock()
    for (const [id, end] of ends) {
      if (end > now) return
      ends.delete(id)
    }
  }
  const noteAll = () => {
    allEnd = clock() + ms
    ends.clear()
  }
  return {
    note({ executions, runs }) {
      if (executions === 'many' || runs === 'many') return noteAll()
      forget()
      const end = clock() + ms
      for (const id of [...executions, ...runs, ...flowsOf(runs)]) {
        ends.delete(id)
        ends.set(id, end)
      }
      if (ends.size > most) noteAll()
    },
    concerns(values) {
      if (clock() < allEnd) return true
      forget()
      return ends.size > 0 && textsIn(values).some((text) => ends.has(text))
    },
  }
}

const flowsOf = (runs: ReadonlySet<string>) => [...runs].map((id) => anyRunOf(runKeyIn(id).flow))

type Row = Readonly<Record<string, Scalar>>

/** All ids among the parameters, and other texts, which do no harm. */
const textsIn = (values: Values): string[] => [
  ...ofRow(values as Row),
  ...Object.values(values).flatMap(inValue),
]

const inValue = (value: Value): string[] =>
  typeof value === 'object' && value !== null
    ? value.flatMap((one) => (typeof one === 'object' && one !== null ? ofRow(one) : ofScalar(one)))
    : []

/** A run asked for by its name, or as the newest of its flow, may be any run of the flow. */
function ofRow(row: Row): string[] {
  const { flow, number } = row
  const texts = Object.values(row).flatMap(ofScalar)
  if (typeof flow !== 'string' || number === undefined) return texts
  return [typeof number === 'number' ? runIdOf({ flow, number }) : anyRunOf(flow), ...texts]
}

/** Stands for all runs of a flow: no id of a run ends in a slash. */
const anyRunOf = (flow: string) => `${flow}/`

const ofScalar = (value: unknown) => (typeof value === 'string' ? [value] : [])
