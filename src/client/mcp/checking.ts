import type * as z from 'zod'
import { ExecgraphError } from '../error.ts'

interface Problem {
  readonly message: string
  readonly field: string
  readonly limit?: number
  readonly received?: number
}

/** An error about an argument, with the code that the API gives to one. */
export const badArgument = ({ message, ...more }: Problem) =>
  new ExecgraphError(message, {
    code: 'BAD_USER_INPUT',
    errors: [{ message, extensions: { code: 'BAD_USER_INPUT', ...more } }],
  })

/** The arguments of a tool. Throws an error that names the argument, its bound and the given value. */
export function checked<Input extends z.ZodObject>(input: Input, args: unknown): z.output<Input> {
  const { success, data, error } = input.safeParse(args ?? {})
  if (success) return data
  throw badArgument(problemOf(error.issues[0]!, args, Object.keys(input.shape)))
}

type Issue = z.core.$ZodIssue
type Path = Issue['path']

function problemOf(issue: Issue, args: unknown, known: readonly string[]): Problem {
  const field = issue.path.length === 0 ? 'arguments' : named(issue.path)
  const value = valueAt(args, issue.path)
  if (issue.code === 'too_big') return outOf(field, value, { most: Number(issue.maximum) })
  if (issue.code === 'too_small') return outOf(field, value, { least: Number(issue.minimum) })
  if (issue.code === 'unrecognized_keys') {
    const name = String(issue.keys[0]).slice(0, longest)
    return {
      message: `There is no argument ${JSON.stringify(name)}. Known: ${known.join(', ')}.`,
      field: name,
    }
  }
  const must = whatItMustBe(issue)
  if (value === undefined) return { message: `"${field}" is missing: it must be ${must}.`, field }
  return { message: `"${field}" must be ${must}, not ${shown(value)}.`, field }
}

/** Of numbers, of characters of a text, or of elements of a list. */
function outOf(field: string, value: unknown, { least, most }: { least?: number; most?: number }): Problem {
  const limit = most ?? least!
  const bound = most === undefined ? 'at least' : 'at most'
  if (typeof value === 'number')
    return { message: `"${field}" must be ${bound} ${limit}, not ${value}.`, field, limit, received: value }
  const what = typeof value === 'string' ? 'characters' : 'elements'
  const { length: received } = value as string | unknown[]
  return {
    message: `"${field}" must have ${bound} ${limit} ${what}, and has ${received}.`,
    field,
    limit,
    received,
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
}

function whatItMustBe(issue: Issue): string {
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.expected
  if (issue.code === 'invalid_value') return inWords(issue.values.map(String))
  return issue.message
}

const inWords = (values: readonly string[]) =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

const named = (path: Path) =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('')

const valueAt = (args: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], args)

const longest = 100

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest).toWellFormed())
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
