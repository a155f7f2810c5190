import type { ExecutionStatus } from '../statuses.ts'

/** The statuses in which an execution may be deleted. In the others it is not finished. */
export const finished = [
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TIMED_OUT',
] as const satisfies readonly ExecutionStatus[]

export type Finished = (typeof finished)[number]

/** What may be deleted: executions of each status from an age on, and those beyond the newest of their flow. */
export interface RetainRule {
  /** As written, each with its statuses. */
  readonly ages: readonly {
    readonly text: string
    readonly statuses: readonly Finished[]
    readonly ms: number
  }[]
  readonly count: { readonly text: string; readonly keep: number } | undefined
  /** How long entries of the audit are kept, if the rule says so. */
  readonly auditMs: number | undefined
  /** All parts about executions, in the order in which they were written. */
  readonly parts: readonly string[]
}

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
}

const longest = 100 * 365 * units['d']!
const mostKept = 10_000_000
const words: ReadonlyMap<string, Finished> = new Map(finished.map((status) => [status.toLowerCase(), status]))
const known = `${[...words.keys(), 'any', 'count'].join(', ')} or audit`
const others: ReadonlySet<string> = new Set(['any', 'count', 'audit'])
const example = 'such as "completed:30d,failed:90d,count:100000"'

/** Parses a rule. Throws a message that says what is wrong and what would be right. */
export function parseRetainRule(text: string): RetainRule {
  const all = text.split(',').map(readPart)
  const repeated = all.find(({ word }, index) => all.findIndex((one) => one.word === word) !== index)
  if (repeated) throw new Error(`The rule contains "${repeated.word}" twice. Give it once.`)
  const parts = all.filter(({ word }) => word !== 'audit')
  const rest = finished.filter((status) => !parts.some(({ word }) => words.get(word) === status))
  if (rest.length === 0 && parts.some(({ word }) => word === 'any'))
    throw new Error('"any" has no effect, because every status has its own age. Remove it.')
  const count = parts.find(({ word }) => word === 'count')
  return {
    ages: parts
      .filter(({ word }) => word !== 'count')
      .map(({ word, part, value }) => ({
        text: part,
        statuses: word === 'any' ? rest : [words.get(word)!],
        ms: value,
      })),
    count: count && { text: count.part, keep: count.value },
    auditMs: all.find(({ word }) => word === 'audit')?.value,
    parts: parts.map(({ part }) => part),
  }
}

function readPart(given: string): { word: string; part: string; value: number } {
  const part = given.trim()
  const [word = '', amount = '', ...more] = part.split(':').map((piece) => piece.trim())
  if (part === '') throw new Error(`A part of the rule is empty. Separate parts by commas, ${example}.`)
  if (!others.has(word) && !words.has(word))
    throw new Error(`A rule cannot contain ${shortly(word)}. Use ${known}, ${example}.`)
  if (amount === '' || more.length > 0)
    throw new Error(`${shortly(part)} must have the form word:amount, ${example}.`)
  const value = word === 'count' ? readCount(part, amount) : readAge(part, amount)
  return { word, part: `${word}:${amount}`, value }
}

function readCount(part: string, amount: string): number {
  const value = Number(amount)
  if (/^\d+$/.test(amount) && value >= 1 && value <= mostKept) return value
  throw new Error(
    `${shortly(part)} must be a whole number of executions to keep of each flow, from 1 to ${mostKept}, such as count:100000.`,
  )
}

function readAge(part: string, amount: string): number {
  const [, number, unit] = /^(\d+)([smhdw])$/.exec(amount) ?? []
  if (number === undefined)
    throw new Error(`${shortly(part)} needs an age: a whole number followed by s, m, h, d or w, such as 30d.`)
  const value = Number(number) * units[unit!]!
  if (value > 0 && value <= longest) return value
  throw new Error(`${shortly(part)} must be an age greater than zero and at most 100 years, such as 30d.`)
}

const shortly = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
