import { type Changes, runIdOf } from '../../../changes.ts'
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
      for (const id of [...executions, ...runs]) {
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

function ofRow(row: Row): string[] {
  const { flow, number } = row
  const run = typeof flow === 'string' && typeof number === 'number' ? [runIdOf({ flow, number })] : []
  return [...run, ...Object.values(row).flatMap(ofScalar)]
}

const ofScalar = (value: unknown) => (typeof value === 'string' ? [value] : [])
