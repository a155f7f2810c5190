import { createBreaks } from '../turn.ts'
import { holdsMore } from './jsonsize.ts'

/** A value that holds no more than so many is written at a stretch. */
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
      const text = holdsMore(few, one) ? await textOf(one as object) : JSON.stringify(one)
      if (!keys) parts.push(text ?? 'null')
      else if (text !== undefined) parts.push(`${JSON.stringify(keys[index])}:${text}`)
      if (index % 64 === 0 && breaks.isDue()) await breaks.take()
    }
    return keys ? `{${parts.join(',')}}` : `[${parts.join(',')}]`
  }
  return holdsMore(few, whole) ? textOf(whole as object) : JSON.stringify(whole)
}
