import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WrongStore } from '../../failure.ts'
import type { Kind, WhyNotBeside } from '../../kind.ts'
import { refuseUnknown, thresholdNames, thresholds } from '../../urls/options.ts'
import { openSqlite } from './open.ts'
import { columnsInFile } from './tablecolumns.ts'

export const sqlite: Kind = {
  kind: 'sqlite',
  schemes: ['sqlite'],
  parse(name, rest) {
    const [file = '', query] = rest.split('?', 2)
    if (file === '' || file === ':memory:')
      throw new Error(
        `Backend "${name}" names no file. Use sqlite:./execgraph.db, or memory: for a store without one.`,
      )
    const params = new URLSearchParams(query)
    refuseUnknown(name, params, thresholdNames)
    const limits = thresholds(name, params)
    return {
      keepsTokens: true,
      async open(report, whyNotBeside) {
        if (whyNotBeside) checkFile(file, whyNotBeside)
        return openSqlite(name, file, limits, report)
      },
      async inspect() {
        const { inspectSqlite } = await import('./inspect.ts')
        return inspectSqlite(file)
      },
      async backup(to, told) {
        const { backupSqlite } = await import('./backup.ts')
        return backupSqlite(file, to, told)
      },
      async snapshot() {
        const { snapshotOfSqlite } = await import('./snapshot.ts')
        return snapshotOfSqlite(name, file, limits)
      },
      whyNot: (reason) => whyNotFile(file, reason),
      // Opening the file would create it.
      whyNotRetain: () =>
        statSync(file, { throwIfNoEntry: false })
          ? undefined
          : `Backend "${name}" cannot be opened: there is no file "${file}".`,
    }
  },
}

function whyNotFile(file: string, reason: string): string {
  const isDirectory = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (isDirectory(file))
    return `"${file}" is a directory. Name a file, such as sqlite:${join(file, 'execgraph.db')}.`
  if (!isDirectory(dirname(file))) return `there is no directory "${dirname(file)}". Create it first.`
  return `${reason}. Check that "${file}" is a SQLite file that can be read and written, or does not exist yet.`
}

/** Tables are not made by mistake in the file of an engine. What cannot be read is told of when it is opened. */
function checkFile(file: string, whyNotBeside: WhyNotBeside): void {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return
  const found = tablesIn(file)
  if (!found || found.has('execgraph_migrations')) return
  const why = whyNotBeside('sqlite', new Map([['', found]]))
  if (why !== undefined) throw new WrongStore(why)
}

function tablesIn(file: string) {
  try {
    return columnsInFile(file)
  } catch {
    return undefined
  }
}
