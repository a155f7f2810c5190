import { soon } from '../../db/turn.ts'

/** So many values are resolved before other requests have their turn: about ten milliseconds of work. */
const turn = 4_000

let spent = 0
const line: { readonly values: number; readonly go: () => void }[] = []

/** Whether so many values are more than one turn. */
export const isLong = (values: number): boolean => values > turn

/** How many elements of so many values each are one turn. */
export const elementsOfTurn = (values: number): number => Math.max(1, Math.floor(turn / values))

/** Waits until so many values may be resolved, in the order of calls. `undefined`: at once. */
export function takeTurn(values: number): Promise<void> | undefined {
  soon(next)
  if (line.length === 0 && fits(values)) {
    spent += values
    return undefined
  }
  return new Promise((go) => line.push({ values, go }))
}

/** So many bytes of JSON take as long as one value. */
const bytesOfValue = 128

/** The same for a text that is parsed. */
export const takeTurnOfBytes = (bytes: number): Promise<void> | undefined =>
  takeTurn(Math.ceil(bytes / bytesOfValue))

const fits = (values: number) => spent === 0 || spent + values <= turn

function next() {
  spent = 0
  while (line.length > 0 && fits(line[0]!.values)) {
    const { values, go } = line.shift()!
    spent += values
    go()
  }
  return spent > 0
}
