import type { Command, Listed } from './command.ts'
import { environmentText, optionsText } from './options/text.ts'
import { readOptions } from './options/parsing.ts'
import { Usage } from './options/usage.ts'
import { nearest } from './suggesting.ts'

/** `execgraph help`, which knows the table of commands. */
export const helpCommand = (commands: readonly Listed[]): Command => ({
  forms: ['[command]'],
  about: ['  Lists the commands, or explains one of them by example.'],
  options: {},
  words: namesOf(commands),
  examples: [['help runs', 'how runs are listed']],
  async run(args, environment, { say }) {
    const { words } = readOptions({}, args, { environment, takesWords: true })
    const [name, ...more] = words
    if (name === undefined) return say(overview(commands))
    const found = commands.find((one) => one.name === name)
    if (!found || more.length > 0) {
      const meant = nearest(name, namesOf(commands))
      const guess = meant && more.length === 0 ? ` Did you mean execgraph help ${meant}?` : ''
      throw new Usage(`help takes the name of one command: execgraph help lists them.${guess}`)
    }
    say(helpOf(name, await found.load()))
  },
})

const namesOf = (commands: readonly Listed[]) => commands.map(({ name }) => name)

/** The commands, a line each. */
export function overview(commands: readonly Listed[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2
  return [
    'Usage: execgraph command [options]',
    '',
    ...commands.map(({ name, purpose }) => `  ${name.padEnd(width)}${purpose}`),
    '',
    'execgraph help command explains one by example. It ends with 0, with 1 if it failed, and with 2 if it was called wrongly.',
  ].join('\n')
}

/** All that is known of a command. */
export function helpOf(
  name: string,
  { forms, about, options, allFromEnvironment, examples }: Command,
): string {
  return [
    ...forms.map((form) => `execgraph ${name} ${form}`.trimEnd()),
    '',
    ...about,
    '',
    ...optionsText(options, allFromEnvironment ? 'unnamed' : 'named'),
    ...(allFromEnvironment ? ['', ...environmentText()] : []),
    '',
    'Examples:',
    ...examples.flatMap(([line, purpose]) => [`  execgraph ${line}`, `      ${purpose}`]),
  ].join('\n')
}
