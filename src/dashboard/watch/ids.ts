import { addressedId } from './addressed.ts'

/** The most that can be watched at once. */
export const mostIds = 500

/** An id where it stands in a text. */
export interface Found {
  readonly id: string
  readonly from: number
  readonly to: number
  /** 1: here it is for the first time. */
  readonly time: number
}

/** What may stand around ids in a list, a table or JSON. */
const ids = /[^\s,;'"`“”‘’]+/g
const isBracket = (text: string) => /^[[\](){}]+$/.test(text)

/** The ids of whatever was pasted, each where it stands. An address of the dashboard is the id of what it shows. */
export function findIds(text: string): readonly Found[] {
  const times = new Map<string, number>()
  return [...text.matchAll(ids)].flatMap(({ 0: part, index }) => {
    if (isBracket(part)) return []
    const id = addressedId(part) ?? part
    const time = (times.get(id) ?? 0) + 1
    times.set(id, time)
    return [{ id, from: index, to: index + part.length, time }]
  })
}

/** Each once, in the order of the text. */
export const distinctIds = (found: readonly Found[]): readonly string[] =>
  found.filter(({ time }) => time === 1).map(({ id }) => id)

/** `3rd time`. */
export function timeText(time: number): string {
  const [tens, ones] = [time % 100, time % 10]
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th')
  return `${time}${ending} time`
}
