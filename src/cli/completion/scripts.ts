import type { CommandWords, Following } from './words.ts'

/** For a shell, between single quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Completes by the word before the cursor, then by the command. */
export function bashCompletion(commands: readonly CommandWords[]): string {
  const offer = (words: readonly string[]) =>
    `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$word"))`
  const following = (what: Following) =>
    what === 'anything' ? ':' : what === 'files' ? 'COMPREPLY=($(compgen -f -- "$word"))' : offer(what)
  const valued = commands.flatMap(({ name, options }) =>
    options.flatMap(({ name: option, value }) =>
      value === undefined ? [] : [`    '${name} --${option}') ${following(value)}; return ;;`],
    ),
  )
  const own = commands.map(({ name, words, options }) => {
    const names = offer(options.map((option) => `--${option.name}`))
    return `    ${name}) if [[ $word == -* ]]; then ${names}; else ${following(words)}; fi ;;`
  })
  return `_execgraph() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  if [[ $COMP_CWORD == 1 ]]; then ${offer(commands.map(({ name }) => name))}; return; fi
  case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD - 1]}" in
${valued.join('\n')}
  esac
  case \${COMP_WORDS[1]} in
${own.join('\n')}
  esac
}
complete -o default -F _execgraph execgraph`
}

export function zshCompletion(commands: readonly CommandWords[]): string {
  const named = (text: string) => text.replaceAll(/[[\]:\\]/g, String.raw`\$&`)
  const action = (what: Following) =>
    what === 'anything' ? ' ' : what === 'files' ? '_files' : `(${what.join(' ')})`
  const own = commands.map(({ name, words, options }) => {
    const specs = options.map(({ name: option, purpose, value }) => {
      const follows = value === undefined ? '' : `:value:${action(value)}`
      return quoted(`*--${option}[${named(purpose)}]${follows}`)
    })
    const rest = quoted(`*:word:${action(words)}`)
    return `    ${name}) _arguments ${[...specs, rest].join(' ')} ;;`
  })
  const names = commands.map(({ name, purpose }) => quoted(`${name}:${named(purpose)}`))
  return `#compdef execgraph
_execgraph() {
  if (( CURRENT == 2 )); then
    local -a commands=(${names.join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${own.join('\n')}
  esac
}
compdef _execgraph execgraph`
}

export function fishCompletion(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, purpose, words, options }) => {
    const after = `-n '__fish_seen_subcommand_from ${name}'`
    const listed = Array.isArray(words)
      ? [`complete -c execgraph ${after} -f -a ${quoted(words.join(' '))}`]
      : []
    const files = words === 'files' ? [`complete -c execgraph ${after} -F`] : []
    return [
      `complete -c execgraph -n __fish_use_subcommand -a ${name} -d ${quoted(purpose)}`,
      ...listed,
      ...files,
      ...options.map(({ name: option, purpose: help, value }) =>
        [`complete -c execgraph ${after} -l ${option}`, ...valueOf(value), '-d', quoted(help)].join(' '),
      ),
    ]
  })
  return ['complete -c execgraph -f', ...lines].join('\n')
}

/** `-r` says that a value follows, `-F` that it is a file. */
function valueOf(value: Following | undefined): string[] {
  if (value === undefined) return []
  if (value === 'files') return ['-r', '-F']
  return value === 'anything' ? ['-x'] : ['-x', '-a', quoted(value.join(' '))]
}
