import { optionsText } from './options/text.ts'

const onlyWriters = 'Only indexes and accelerate ever write to a Metaflow database; serve never does.'

const usages = {
  serve: `execgraph serve [options]

${optionsText()}`,

  token: `execgraph token create --name text --scopes read,write [--only-flows names] [--only-backends names] [--expires 90d]
execgraph token list
execgraph token revoke id …

  Makes, lists and revokes the tokens of the API, in the store of a server with the same --admin or --backend. The secret of
  a token is written once, alone, to standard output. Scopes are read, write, work and admin; none includes another.
  --only-flows names        flows that it may see and write, such as etl,train*; a star stands for any end
  --only-backends names     backends that it may see and write
  --expires time            12h, 90d or 52w; default: never`,

  retain: `execgraph retain --backend name=url --retain rule [--dry-run]

  Deletes from each backend what the rule no longer keeps, once, and says how much: finished executions of a status that are so
  old, those beyond the newest so many of their flow (count), and DAGs that nothing has used for a day.
  --dry-run                 only tell what would be removed`,

  backup: `execgraph backup sqlite:./execgraph.db file

  Copies a SQLite store into a new file while servers write it: what was committed when the copy began. The copy is read as a
  whole and checked before it gets its name. To restore it, stop the servers and put it in the place of the store, without the
  files -wal and -shm of that. Postgres has tools of its own: pg_dump.`,

  doctor: `execgraph doctor [options of serve] [--json]

  Looks at the configuration and all backends without changing them: connections, versions, migrations, indexes, statistics,
  clocks, disks and logs. Says of each finding what to do, and ends with 1 if there is a problem, else with 0.
  --json                    the findings as JSON`,

  indexes: `execgraph indexes --backend name=metaflow+postgres://… [--create]

  Prints the SQL of the indexes that a Metaflow database lacks for Execgraph's statements, with what each gains and costs.
  --create                  create them, one after another, while Metaflow goes on writing`,

  accelerate: `execgraph accelerate --facts --backend name=metaflow+postgres://… [--verify | --remove]

  Puts a table beside Metaflow's, kept by triggers, so that lists by status, finish and duration cost about a page.
  It follows whatever is inserted, updated, deleted or truncated, but not triggers that were disabled or dropped, nor tables
  that were made anew.
  --verify                  compare all of it with Metaflow's rows, tell how many runs differ, and mend these
  --remove                  take all of it away again`,
}

/** How a command is used, or each of them. */
export function usageOf(command: string | undefined): string {
  if (command !== undefined && Object.hasOwn(usages, command)) return usages[command as keyof typeof usages]
  return [...Object.values(usages), onlyWriters].join('\n\n')
}
