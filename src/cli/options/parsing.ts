import { parseArgs } from 'node:util'
import type { Option } from './kinds.ts'
import { Usage, asUsage } from './usage.ts'

type Table = Readonly<Record<string, Option<unknown>>>

/** What was given for each option of a table. */
export type GivenFor<Options extends Table> = {
  readonly [Name in keyof Options]: ReturnType<Options[Name]['read']>
}

interface Reading {
  readonly environment: NodeJS.ProcessEnv
  /** The variable of an option. Absent: the one that it names, if any. */
  readonly variableOf?: (name: string) => string
  /** Words may stand where no option does. */
  readonly takesWords?: true
}

/** Reads the command line, then the environment. Throws a sentence that says what is wrong and what would be right. */
export function readOptions<Options extends Table>(
  table: Options,
  args: readonly string[],
  { environment, variableOf = (name) => table[name]?.environment ?? '', takesWords }: Reading,
): { readonly given: GivenFor<Options>; readonly words: readonly string[] } {
  const { values, positionals } = parsed(table, args, takesWords ?? false)
  const entries = Object.entries<Option<unknown>>(table).map(([name, option]) => {
    const variable = variableOf(name)
    // An empty text in the environment counts as not given.
    const text = environment[variable]?.trim() || undefined
    const value = values[name]
    return asUsage(() => {
      if (value !== undefined) return [name, option.read([value].flat().map(String), `--${name}`)]
      if (text !== undefined)
        return [name, option.read(option.parsed.multiple ? text.split(',') : [text], variable)]
      return [name, option.default === undefined ? option.absent : option.read([option.default], `--${name}`)]
    })
  })
  return { given: Object.fromEntries(entries) as GivenFor<Options>, words: positionals }
}

/** Throws if there is no such option, or one has no value, whatever the values are. */
export const checkNames = (table: Table, args: readonly string[]): void => void parsed(table, args, false)

function parsed(table: Table, args: readonly string[], allowPositionals: boolean) {
  const known = Object.fromEntries(Object.entries(table).map(([name, { parsed }]) => [name, parsed]))
  try {
    return parseArgs({ args: withNegatives(args), options: known, allowPositionals })
  } catch (error) {
    const names = Object.keys(table).map((name) => `--${name}`)
    const others = names.length === 0 ? 'It takes none.' : `Known: ${names.join(', ')}.`
    throw new Usage(`${whatIsWrong(error as Error)} ${others}`, { cause: error })
  }
}

/** A negative number is a value, so that its option can say what is wrong with it. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const before = joined.at(-1)
    if (/^-\d/.test(arg) && before?.startsWith('--') && !before.includes('='))
      joined[joined.length - 1] = `${before}=${arg}`
    else joined.push(arg)
  }
  return joined
}

/** In one sentence. A stray argument is not repeated: it may be a URL with a password. */
function whatIsWrong({ message }: Error): string {
  const option = /^(?:Unknown option|Option) '([^ ']+)/.exec(message)?.[1]
  if (message.startsWith('Unexpected argument')) return 'There is an argument without an option before it.'
  if (message.startsWith('Unknown option')) return `There is no option ${option}.`
  if (/argument missing|ambiguous/.test(message)) return `${option} needs a value.`
  return message.endsWith('.') ? message : `${message}.`
}
