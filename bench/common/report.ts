import { rounded } from './numbers.ts'

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it is compared with: another contestant, or `goal`. */
  readonly against: string | null
  readonly ratio: number | null
  /** The least and the greatest of the rounds, where there were several. */
  readonly spread?: readonly [least: number, most: number]
  /** Its place in a plot. */
  readonly growth?: Growth
}

export interface Growth {
  readonly plot: string
  readonly line: string
  readonly x: number
}

/** A figure and its goal. */
export interface Goal {
  readonly figure: Figure
  readonly should: string
  readonly isMet: boolean
}

/** What a suite has measured. */
export interface Outcome {
  readonly figures: readonly Figure[]
  /** Their figures may be among the others, or not. */
  readonly goals: readonly Goal[]
}

/** Of what was checked one by one. */
export function violationGoals(of: string, what: string, checked: number, violations: number): Goal[] {
  const count = (name: string, value: number) => ({
    ...{ name: `${of}: ${name}`, value, unit: '', against: null },
    ratio: null,
  })
  return [
    { figure: count(what, checked), should: '', isMet: true },
    { figure: count(`${what} that were wrong`, violations), should: '0', isMet: violations === 0 },
  ]
}

export const spreadOf = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values),
]

export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
  console.log(`\n${all.map((row) => line(row).join('   ').trimEnd()).join('\n')}`)
}

export function printGoals(goals: readonly Goal[]): void {
  const rows = goals.map(({ figure: { name, value, unit, against, ratio }, should, isMet }) => {
    const measured = ratio === null ? `${rounded(value)} ${unit}` : `${ratio.toFixed(2)}x`
    const compared = against === null ? name : `${name} / ${against}`
    return [compared, measured, should, isMet ? 'met' : 'MISSED']
  })
  printTable(['goal', 'measured', 'should be', ''], rows)
}
