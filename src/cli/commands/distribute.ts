import type { Command } from '../command.ts'
import { flag, whole } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { stores } from '../options/stores.ts'
import { createProgress } from '../progress.ts'

const options = {
  'backend': stores(['the store, with citus=true in its URL']),
  'shards': whole({
    default: 32,
    least: 1,
    most: 1_024,
    help: ['into how many parts each table is cut: about 4 for each node that there will ever be'],
  }),
  'blocking': flag({
    help: ['writes to a table wait while it is copied, and no logical replication is needed'],
  }),
  'dry-run': flag({ help: ['only tell what would be done, and what is in the way'] }),
  'json': flag({ help: ['what was found and done as a JSON object a line'] }),
}

export const distributeCommand: Command = {
  forms: ['--backend name=postgres://…?citus=true [--dry-run] [--shards number] [--blocking] [--json]'],
  about: [
    '  Spreads the history of a Postgres store over the nodes of a Citus cluster, while servers read and write it: the',
    '  tables of executions by execution, those of runs by flow, DAGs to every node. The queue stays on the coordinator.',
    '  Restart all servers with citus=true in the URL first. It looks before it does anything, ends with 1 if something is',
    '  in the way, and goes on where it stopped when it is called again.',
  ],
  options,
  examples: [
    ['distribute --backend main=postgres://user@host/db?citus=true --dry-run', 'what would be done'],
    ['distribute --backend main=postgres://user@host/db?citus=true --shards 64', 'do it'],
  ],
  async run(args, environment, out) {
    const { given } = readOptions(options, args, { environment })
    const { distribute } = await import('../distribute.ts')
    const progress = createProgress()
    await distribute(given, out, progress).finally(progress.end)
  },
}
