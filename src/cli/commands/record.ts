import type { Command } from '../command.ts'
import { clientOptions } from '../options/client.ts'
import { text } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { Usage } from '../options/usage.ts'

const conflicts = ['FAIL', 'IGNORE', 'REPLACE'] as const

const options = {
  'on-conflict': text<(typeof conflicts)[number]>({
    default: 'FAIL',
    values: conflicts,
    read: conflictOf,
    help: ['what becomes of an execution whose id is known: FAIL, IGNORE or REPLACE'],
  }),
  'backend': text<string | undefined>({
    shown: 'name',
    absent: undefined,
    read: (name) => name,
    help: ['the backend of the server; default: its first one'],
  }),
  ...clientOptions,
}

function conflictOf(given: string, source: string) {
  const found = conflicts.find((one) => one === given.toUpperCase())
  if (found) return found
  throw new Error(`${source} must be FAIL, IGNORE or REPLACE, not "${given.slice(0, 100)}".`)
}

export const recordCommand: Command = {
  forms: ['[file] [--on-conflict FAIL | IGNORE | REPLACE] [--json]'],
  about: [
    '  Records executions from a file or standard input: a JSON object a line, or one JSON list, each with the fields of',
    '  ExecutionInput. Says which were refused and why, and ends with 1 if any was.',
  ],
  options,
  words: 'files',
  examples: [
    [`record <<< '{"id":"nightly-1","flow":"etl","status":"COMPLETED"}'`, 'one execution'],
    ['record executions.ndjson --on-conflict IGNORE', 'a file, which may be sent again'],
  ],
  async run(args, environment, out) {
    const { given, words } = readOptions(options, args, { environment, takesWords: true })
    const [file, ...more] = words
    if (more.length > 0) throw new Usage('record takes one file.')
    const { recordFrom } = await import('../recording.ts')
    await recordFrom({ ...given, file, onConflict: given['on-conflict'] }, out)
  },
}
