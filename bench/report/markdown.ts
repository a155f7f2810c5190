import type { Run, StoredFigure } from '../common/results.ts'

export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
  return [line(headings), `|${' --- |'.repeat(headings.length)}`, ...rows.map(line)].join('\n')
}

const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll(/<(?=[a-z/!])/gi, '&lt;')

export const number = (value: number | null): string =>
  value === null ? 'never' : value.toLocaleString('en', { maximumSignificantDigits: 12 })

export const times = (ratio: number | null): string => (ratio === null ? '' : `${ratio.toFixed(2)}x`)

export function measured({ value, unit, spread }: StoredFigure): string {
  const text = `${number(value)} ${unit}`.trim()
  return spread === undefined ? text : `${text} (${number(spread[0])} to ${number(spread[1])})`
}

/** When, and of which commit. */
export const dated = ({ date, commit }: Run): string => {
  const [hash = '', ...changed] = commit.split(', ')
  return [date.slice(0, 10), hash.slice(0, 8), ...changed].join(', ')
}

export const command = (suite: string, options: string): string =>
  `\`npm run bench -- ${[suite, options].join(' ').trim()}\``
