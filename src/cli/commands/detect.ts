import type { Command } from '../command.ts'
import { readOptions } from '../options/parsing.ts'
import { Usage } from '../options/usage.ts'
import { redacted } from '../redacting.ts'

export const detectCommand: Command = {
  forms: ['postgres://user@host/database', 'sqlite:./file.db'],
  about: [
    '  Looks at a database or a file without changing it, and says whose tables are there: those of Execgraph, and of the',
    '  engines that it reads, with their version, and the --backend to name for each. Passwords are not repeated.',
  ],
  options: {},
  words: 'files',
  examples: [
    ['detect postgres://user@host/database', 'which engines live in a database'],
    ['detect ./openworkflow.db', 'whose file it is'],
  ],
  async run(args, environment, { say }) {
    const { words } = readOptions({}, args, { environment, takesWords: true })
    const [text, ...more] = words
    if (text === undefined || more.length > 0)
      throw new Usage('detect takes one database: postgres://user@host/database, or sqlite:./file.db.')
    const { detect } = await import('../detect.ts')
    for (const line of await detect(text)) say(redacted(line))
  },
}
