import type { Options } from '../command.ts'
import type { Option } from './kinds.ts'
import { environmentOf, options } from './options.ts'

const column = 28

/** The options of a command, a line or more for each. `variable`: names the variables of those that have one. */
export function optionsText(table: Options, variable: 'named' | 'unnamed'): string[] {
  const lines = Object.entries(table).flatMap(([name, { shown, help, environment }]) => {
    const head = `  --${name} ${shown}`.trimEnd()
    const more =
      variable === 'named' && environment !== undefined ? [`in the environment: ${environment}`] : []
    const [first, ...rest] = [...help, ...more]
    const opening = head.length < column - 1 ? [`${head.padEnd(column)}${first}`] : [head, indented(first!)]
    return [...opening, ...rest.map(indented)]
  })
  return [...lines, `${'  --help'.padEnd(column)}this text`]
}

const indented = (line: string) => ' '.repeat(column) + line

/** How the environment gives the options of a server. */
export function environmentText(): string[] {
  const own = Object.entries<Option<unknown>>(options).filter(
    ([, { environment }]) => environment !== undefined,
  )
  const named = own.map(([name, { environment }]) => `--${name} as ${environment}`)
  return [
    '  The environment gives the same: --max-body as EXECGRAPH_MAX_BODY and so on,',
    `  but ${named.join(', ')}. The command line wins.`,
  ]
}

/** The options for docs/settings.md. */
export function optionsTable(): string {
  const rows = Object.entries<Option<unknown>>(options).map(([name, { default: usual, shown, help }]) => {
    const written = usual === shown || usual === undefined || shown === '' ? '' : ` ${shown}`
    const value = usual === undefined ? ` ${shown}` : written
    return `| \`--${name}${value}\` | \`${environmentOf(name)}\` | ${defaultOf(usual)} | ${help.join('; ').replaceAll(',; ', ', ')} |`
  })
  return ['| option | environment | default | |', '|---|---|---|---|', ...rows].join('\n')
}

const defaultOf = (usual: string | undefined) =>
  usual === undefined ? '' : usual === 'false' ? 'off' : `\`${usual}\``
