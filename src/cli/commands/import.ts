import type { Command } from '../command.ts'
import { text, whole } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { stores } from '../options/stores.ts'
import { oneStore } from '../transfer/opened.ts'

const options = {
  'backend': stores(['the store, which may have records already']),
  'from': text<string | undefined>({
    shown: 'file',
    absent: undefined,
    read: (file) => file,
    help: ['what export has written; default: standard input'],
  }),
  'from-line': whole({
    default: 1,
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
    help: ['go on with this line: an import that fails says with which'],
  }),
}

export const importCommand: Command = {
  forms: ['--backend name=url [--from file] [--from-line number]'],
  about: [
    '  Reads what export has written into a store, with times, versions and statuses as they were. Records that are there',
    '  already stay as they are, so that it may be repeated. A line that is wrong is told with its number, and nothing of',
    '  it is stored. A server may have the store open: it shows what is imported at once, to those who watch, too. Work of',
    '  the queue goes on in the new store: let no servers work on the old one.',
  ],
  options,
  examples: [
    [
      'import --backend main=postgres://user@host/db --from all.ndjson',
      'into an empty database, or beside others',
    ],
    ['import --backend main=postgres://user@host/db --from all.ndjson --from-line 12000', 'go on'],
  ],
  async run(args, environment, out) {
    const { given } = readOptions(options, args, { environment })
    const url = oneStore('import', given.backend)
    const { importInto } = await import('../transfer/import.ts')
    await importInto({ url, file: given.from, fromLine: given['from-line'] }, out)
  },
}
