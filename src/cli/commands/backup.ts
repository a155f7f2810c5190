import type { Command } from '../command.ts'
import { readOptions } from '../options/parsing.ts'
import { createProgress } from '../progress.ts'

export const backupCommand: Command = {
  forms: ['sqlite:./execgraph.db file'],
  about: [
    '  Copies a SQLite store into a new file while servers write it: what was committed when the copy began. The copy is',
    '  read as a whole and checked before it gets its name. To restore it, stop the servers and put it in the place of',
    '  the store, without the files -wal and -shm of that. Postgres has tools of its own: pg_dump.',
  ],
  options: {},
  words: 'files',
  examples: [['backup sqlite:./execgraph.db ./monday.db', 'a copy of the store of a server that runs']],
  async run(args, environment, { say }) {
    const { words } = readOptions({}, args, { environment, takesWords: true })
    const { backup } = await import('../backup.ts')
    const progress = createProgress()
    await backup(words, say, (done, all) => progress.show(done, all, 'pages')).finally(progress.end)
  },
}
