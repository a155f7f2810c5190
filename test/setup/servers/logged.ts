import { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'

export type Line = Readonly<Record<string, unknown>> & { readonly msg: string; readonly level: number }

/** A log whose lines the test can read, and the same as text. */
export function newLog(): { readonly log: Logger; readonly lines: Line[]; text(): string } {
  const lines: Line[] = []
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(String(chunk)) as Line)
      done()
    },
  })
  return { log: pino({ level: 'debug' }, stream), lines, text: () => JSON.stringify(lines) }
}

/** The lines that a process has written. */
export const linesOf = (stdout: string): Line[] =>
  stdout
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line)
