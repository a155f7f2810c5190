import Database from 'better-sqlite3'
import postgres from 'postgres'
import { databaseUrl } from '../../common/present.ts'
import { type Row, type Rows, finishedRows, recordedRows } from '../floorrows.ts'
import { rowStatement, unnestStatement } from '../floorsql.ts'
import { type Write, serveJobs } from '../serve.ts'

// The same rows by the driver alone, one transaction per batch.
const url = databaseUrl()
const [writeRows, close] = url.startsWith('sqlite:') ? sqliteFloor(url.slice(7)) : postgresFloor(url)
const write: Write = (operation, numbers) =>
  writeRows((operation === 'record' ? recordedRows : finishedRows)(numbers, Date.now()))

serveJobs(write, close)

type Floor = [write: (rows: Rows) => Promise<unknown>, close: () => Promise<unknown>]

function sqliteFloor(file: string): Floor {
  const db = new Database(file, { timeout: 10_000 })
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = full')
  const prepared = new Map<string, Database.Statement>()
  const statementFor = (table: string, row: Row) => {
    const found = prepared.get(table) ?? db.prepare(rowStatement(table, row))
    prepared.set(table, found)
    return found
  }
  const transaction = db.transaction((rows: Rows) => {
    for (const [table, own] of Object.entries(rows)) for (const row of own) statementFor(table, row).run(row)
  })
  return [async (rows) => transaction.immediate(rows), async () => db.close()]
}

function postgresFloor(address: string): Floor {
  const sql = postgres(address, { max: 64, onnotice: () => {} })
  const texts = new Map<string, string>()
  const textFor = (table: string, row: Row) => {
    const found = texts.get(table) ?? unnestStatement(table, row)
    texts.set(table, found)
    return found
  }
  const writeAll = (rows: Rows) =>
    sql.begin(async (transaction) => {
      for (const [table, own] of Object.entries(rows)) {
        const [first] = own
        if (!first) continue
        const lists = Object.keys(first).map((column) => own.map((row) => row[column] ?? null))
        await transaction.unsafe(textFor(table, first), lists, { prepare: true })
      }
    })
  return [writeAll, () => sql.end()]
}
