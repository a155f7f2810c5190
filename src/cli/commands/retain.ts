import type { RetainRule } from '../../db/retention/rule.ts'
import type { Command } from '../command.ts'
import { flag, text } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { stores } from '../options/stores.ts'
import { ruleOf } from '../options/values.ts'

const options = {
  'backend': stores(['a store; may be given several times']),
  'retain': text<RetainRule | undefined>({
    shown: 'rule',
    absent: undefined,
    read: ruleOf,
    help: ['what is kept, such as completed:30d,failed:90d,any:1w,count:100000'],
  }),
  'dry-run': flag({ help: ['only tell what would be removed'] }),
}

export const retainCommand: Command = {
  forms: ['--backend name=url --retain rule [--dry-run]'],
  about: [
    '  Deletes from each backend what the rule no longer keeps, once, and says how much: finished executions of a status',
    '  that are so old, those beyond the newest so many of their flow (count), and DAGs that nothing has used for a day.',
  ],
  options,
  examples: [
    [
      'retain --backend main=sqlite:./execgraph.db --retain completed:30d,failed:90d --dry-run',
      'what would be removed',
    ],
    ['retain --backend main=sqlite:./execgraph.db --retain count:100000', 'keep the newest of each flow'],
  ],
  async run(args, environment, { say }) {
    const { given } = readOptions(options, args, { environment })
    const { retainOnce } = await import('../retain.ts')
    await retainOnce(given, say)
  },
}
