import { flag, list } from './kinds.ts'

const backendOf = (help: string) =>
  list<readonly string[]>({ shown: 'name=url', absent: [], read: (texts) => texts, help: [help] })

/** The options of the commands that prepare a Metaflow database for fast reads. */
export const maintenanceOptions = {
  indexes: {
    backend: backendOf('the database of an engine, such as metaflow+postgres://user@host/database'),
    create: flag({ help: ['for Metaflow: create them, one after another, while it goes on writing'] }),
  },
  accelerate: {
    backend: backendOf('the database of a Metaflow service: metaflow+postgres://user@host/database'),
    facts: flag({ help: ['what it keeps: the facts that decide the status of runs'] }),
    remove: flag({ help: ['take all of it away again'] }),
    verify: flag({
      help: ['compare all of it with the rows of Metaflow, tell how many runs differ, and mend these'],
    }),
  },
}
