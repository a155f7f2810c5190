/** Shows a line for each of some names. */
export interface Screen {
  readonly show: (name: string, line: string) => void
}

/** On a terminal with room for all of them, lines are written over. Otherwise each one is written once more. */
export function createScreen(names: readonly string[], say: (line: string) => void): Screen {
  const { stdout } = process
  const fits = names.length < (stdout.rows ?? 24)
  if (!stdout.isTTY || !fits) return { show: (_, line) => say(line) }
  const lines = new Map(names.map((name) => [name, name]))
  let drawn = 0
  return {
    show(name, line) {
      lines.set(name, line)
      const up = drawn === 0 ? '' : `\u{1b}[${drawn}A`
      // A line that is wrapped would take two.
      const text = [...lines.values()].map((one) => `\u{1b}[?7l${one}\u{1b}[?7h\u{1b}[K\n`).join('')
      stdout.write(up + text)
      drawn = lines.size
    },
  }
}
