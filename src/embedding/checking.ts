import type { ExecgraphOptions } from './options.ts'
import { described, isA, isObject, wholeOptions } from './table.ts'

/** What types say, for programs that are not checked. Throws a sentence. */
export function checkOptions(options: ExecgraphOptions): void {
  const given: Readonly<Record<string, unknown>> = isObject(options) ? options : {}
  const known = new Set([...Object.keys(described), ...wholeOptions.map(([path]) => path.split('.')[0]!)])
  const strange = Object.keys(given).find((name) => !known.has(name))
  if (strange !== undefined)
    throw new Error(`There is no option ${shown(strange)}. Known: ${[...known].join(', ')}.`)
  for (const [name, about] of Object.entries(described)) {
    const value = given[name]
    const isGiven = value !== undefined || !('default' in about)
    if (isGiven && !isA[about.takes](value))
      throw new Error(`"${name}" must be ${about.takes}, not ${shown(value)}.`)
  }
  for (const [path, { least, most }] of wholeOptions) {
    const parts = path.split('.')
    const value = valueAt(given, parts)
    if (value === undefined && (parts.length === 1 || given[parts[0]!] === undefined)) continue
    if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) continue
    throw new Error(`"${path}" must be a whole number from ${least} to ${most}, not ${shown(value)}.`)
  }
}

const valueAt = (given: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), given)

/** Only its beginning: a secret may stand in the wrong place. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  if (Array.isArray(value)) return 'a list'
  return isObject(value) ? 'an object' : String(value).slice(0, 40)
}
