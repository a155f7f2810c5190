import type { Command, Listed } from '../command.ts'

/** What may follow: nothing but a new text, one of these words, or a file. */
export type Following = 'anything' | 'files' | readonly string[]

/** What a shell completes of one command. */
export interface CommandWords {
  readonly name: string
  readonly purpose: string
  /** What may stand where no option does. */
  readonly words: Following
  readonly options: readonly OptionWords[]
}

interface OptionWords {
  readonly name: string
  readonly purpose: string
  /** Absent: it takes no value. */
  readonly value?: Following
}

/** Loads all commands for what is known of them. */
export async function wordsOf(commands: readonly Listed[]): Promise<CommandWords[]> {
  return Promise.all(
    commands.map(async ({ name, purpose, load }) => {
      const { words = 'anything', options } = await load()
      return { name, purpose, words, options: [...optionsOf(options), help] }
    }),
  )
}

const help = { name: 'help', purpose: 'how it is used' }

const optionsOf = (options: Command['options']): OptionWords[] =>
  Object.entries(options).map(([name, { help, shown, values, parsed }]) => {
    const option = { name, purpose: help[0] ?? '' }
    if (parsed.type === 'boolean') return option
    return { ...option, value: values ?? (shown === 'file' ? 'files' : 'anything') }
  })
