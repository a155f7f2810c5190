import { createBreaks } from '../turn.ts'

/** A value that holds so many is written at a stretch. */
const few = 1_000

/** What `JSON.stringify` makes of a JSON value, in turns with other work. */
export async function jsonInTurns(whole: unknown): Promise<string> {
  const breaks = createBreaks()
  const textOf = async (value: object): Promise<string> => {
    const keys = Array.isArray(value) ? undefined : Object.keys(value)
    const values = value as Record<string | number, unknown>
    const count = keys ? keys.length : (value as unknown[]).length
    const parts: string[] = []
    for (let index = 0; index < count; index++) {
      const one = values[keys ? keys[index]! : index]
      const text = isLarge(one) ? await textOf(one) : JSON.stringify(one)
      if (!keys) parts.push(text ?? 'null')
      else if (text !== undefined) parts.push(`${JSON.stringify(keys[index])}:${text}`)
      if (index % 64 === 0 && breaks.isDue()) await breaks.take()
    }
    return keys ? `{${parts.join(',')}}` : `[${parts.join(',')}]`
  }
  return isLarge(whole) ? textOf(whole) : JSON.stringify(whole)
}

const isLarge = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && left(value, few) < 0

/** What is left of a count when the value and all that it holds are taken from it. Stops below zero. */
function left(value: unknown, count: number): number {
  if (typeof value !== 'object' || value === null) return count - 1
  // By keys: `Object.values` takes four times as long if there are very many.
  const keys = Object.keys(value)
  let now = count - 1
  for (let index = 0; index < keys.length && now >= 0; index++)
    now = left((value as Record<string, unknown>)[keys[index]!], now)
  return now
}
