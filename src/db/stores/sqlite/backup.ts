import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'

/** Pages that are copied at once. */
const step = 500

/** `told` is called with the pages that are copied, and all of them. Returns the bytes of the copy. */
export async function backupSqlite(
  file: string,
  to: string,
  told: (done: number, all: number) => void,
): Promise<number> {
  if (!existsSync(file)) throw new Error(`There is no file "${file}".`)
  if (existsSync(to)) throw new Error(`There is a file "${to}" already. Name another one, or remove it.`)
  const source = new Database(file, { readonly: true, fileMustExist: true })
  const partial = `${to}.${process.pid}.partial`
  try {
    // What is committed from here on is not copied. Otherwise each commit of another process would begin the copy anew.
    source.exec('begin')
    const migrations = countMigrations(source)
    await source.backup(partial, {
      progress({ totalPages, remainingPages }) {
        told(totalPages - remainingPages, totalPages)
        return step
      },
    })
    check(partial, migrations)
    keep(partial)
    renameSync(partial, to)
    return statSync(to).size
  } finally {
    source.close()
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(partial + end, { force: true })
  }
}

function countMigrations(db: Database.Database): number {
  const table = db.prepare(`select 1 from sqlite_schema where name = 'execgraph_migrations'`)
  if (!table.get()) throw new Error('The file is not a store of Execgraph.')
  return db.prepare<[], number>('select count(*) from execgraph_migrations').pluck().get()!
}

/** Opens the copy and reads all of it. */
function check(file: string, migrations: number): void {
  const copy = new Database(file, { fileMustExist: true })
  try {
    // One file, without those of a log beside it.
    copy.pragma('journal_mode = delete')
    const found = String(copy.pragma('integrity_check(10)', { simple: true }))
    if (found !== 'ok')
      throw new Error(`The copy is damaged, and so is the store perhaps: ${inOneLine(found)}`)
    if (countMigrations(copy) !== migrations) throw new Error('The copy has other tables than the store.')
  } finally {
    copy.close()
  }
}

const inOneLine = (text: string) => text.trim().split('\n').join('; ')

/** A copy that is told of survives a power loss. */
function keep(file: string): void {
  const opened = openSync(file, 'r+')
  fsyncSync(opened)
  closeSync(opened)
}
