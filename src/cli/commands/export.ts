import type { Command } from '../command.ts'
import { flag, text } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { stores } from '../options/stores.ts'
import { oneStore } from '../transfer/opened.ts'

const options = {
  backend: stores(['the store: sqlite:./execgraph.db or postgres://user@host/database']),
  to: text<string | undefined>({
    shown: 'file',
    absent: undefined,
    read: (file) => file,
    help: ['a file that is not there yet; default: standard output'],
  }),
  resume: flag({ help: ['go on with the file of an export that was cut off'] }),
}

export const exportCommand: Command = {
  forms: ['--backend name=url [--to file [--resume]]'],
  about: [
    '  Writes all that a store keeps as lines of JSON, as it is at one moment, while servers write it: flows, runs,',
    '  executions with all that hangs on them, DAGs, the work of the queue, and the audit, but no tokens. An export that is',
    '  resumed has what was written meanwhile only if it comes later in the order of keys.',
  ],
  options,
  examples: [
    ['export --backend main=sqlite:./execgraph.db --to all.ndjson', 'all of a store'],
    ['export --backend main=sqlite:./execgraph.db --to all.ndjson --resume', 'go on after an outage'],
    [
      'export --backend a=sqlite:./execgraph.db | execgraph import --backend b=postgres://user@host/db',
      'move from SQLite to Postgres',
    ],
  ],
  async run(args, environment, out) {
    const { given } = readOptions(options, args, { environment })
    const url = oneStore('export', given.backend)
    const { exportStore } = await import('../transfer/export.ts')
    await exportStore({ url, file: given.to, resume: given.resume }, out)
  },
}
