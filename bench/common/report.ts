import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { rounded } from './numbers.ts'

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it is compared with: another contestant, or `goal`. */
  readonly against: string | null
  readonly ratio: number | null
}

/** A figure and its goal. */
export interface Goal {
  readonly figure: Figure
  readonly should: string
  readonly isMet: boolean
}

const directory = new URL('../results/', import.meta.url)

export function writeResults(suite: string, figures: readonly Figure[]): void {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname })
    .toString()
    .trim()
  const results = {
    suite,
    commit,
    node: process.version,
    cpus: availableParallelism(),
    figures: figures.map((figure) => ({
      ...figure,
      value: rounded(figure.value),
      ratio: figure.ratio === null ? null : rounded(figure.ratio),
    })),
  }
  mkdirSync(directory, { recursive: true })
  const file = new URL(`${suite}.json`, directory)
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
  console.log(`\nWritten to bench/results/${suite}.json`)
}

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
