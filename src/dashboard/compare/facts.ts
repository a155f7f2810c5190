interface Fact {
  readonly step?: string
  readonly field: string
  readonly value: string
}

export interface FactRow {
  readonly name: string
  readonly left: string | undefined
  readonly right: string | undefined
  readonly isEqual: boolean
}

const nameOf = ({ step, field }: Fact) => (step === undefined || step === '' ? field : `${step}.${field}`)

/** The last value of each fact on both sides, by name: what differs first. */
export function factRows(left: readonly Fact[], right: readonly Fact[]): readonly FactRow[] {
  const [before, after] = [newest(left), newest(right)]
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  const rows = names.map((name) => {
    const [left, right] = [before.get(name), after.get(name)]
    return { name, left, right, isEqual: left === right }
  })
  return [...rows.filter(({ isEqual }) => !isEqual), ...rows.filter(({ isEqual }) => isEqual)]
}

/** The facts of which the status is made. It is shown already. */
const ofStatus: ReadonlySet<string> = new Set(['attempt', 'attempt_ok', 'attempt_error', 'attempt_retry'])

/** Facts come in the order they were recorded. */
const newest = (facts: readonly Fact[]) =>
  new Map(facts.filter(({ field }) => !ofStatus.has(field)).map((fact) => [nameOf(fact), fact.value]))
