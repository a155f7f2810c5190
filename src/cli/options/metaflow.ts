import { flag, list } from './kinds.ts'

const backend = list<readonly string[]>({
  shown: 'name=url',
  absent: [],
  read: (texts) => texts,
  help: ['the database of a Metaflow service: metaflow+postgres://user@host/database'],
})

/** The options of the commands that prepare a Metaflow database for fast reads. */
export const maintenanceOptions = {
  indexes: {
    backend,
    create: flag({ help: ['create them, one after another, while Metaflow goes on writing'] }),
  },
  accelerate: {
    backend,
    facts: flag({ help: ['what it keeps: the facts that decide the status of runs'] }),
    remove: flag({ help: ['take all of it away again'] }),
    verify: flag({
      help: ['compare all of it with the rows of Metaflow, tell how many runs differ, and mend these'],
    }),
  },
}
