import postgres from 'postgres'
import { rounded } from '../common/numbers.ts'
import { type Figure, type Outcome, printTable } from '../common/report.ts'
import { withStore } from '../common/stores.ts'
import { filling } from './sizerows.ts'

interface Size {
  readonly table: string
  /** `null`: the table itself, with what is stored out of line. */
  readonly index: string | null
  readonly bytes: number
}

/** Of a large history. */
const executions = 1e8

/** Fills a store with so many executions of ten nodes, and measures what their rows and indexes take. */
export const measureSizes = (count: number): Promise<Outcome> =>
  withStore('postgres', async (url) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    try {
      for (const text of filling(count)) await sql.unsafe(text)
      await sql.unsafe('vacuum analyze')
      const sizes = await sql<Size[]>`
        select c.relname as "table", null as index, pg_table_size(c.oid)::float8 as bytes
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.reltuples > 0
        union all
        select c.relname, x.relname, pg_relation_size(x.oid)::float8
        from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
        where c.relnamespace = 'public'::regnamespace and c.reltuples > 0
        order by 1, 2 nulls first
      `
      const figures = sizes.map((size) => figureOf(size, count))
      print(count, figures, sizes)
      return { figures, goals: [] }
    } finally {
      await sql.end()
    }
  })

const figureOf = ({ table, index, bytes }: Size, count: number): Figure => ({
  name: `bytes for an execution: ${table}${index === null ? '' : `, ${index}`}`,
  ...{ value: bytes / count, unit: 'bytes', against: null, ratio: null },
})

function print(count: number, figures: readonly Figure[], sizes: readonly Size[]) {
  const gigabytes = (bytes: number) => `${rounded((bytes / count) * (executions / 1e9))} GB`
  const rows = sizes.map(({ table, index, bytes }, place) => [
    index === null ? table : `  ${index}`,
    String(rounded(figures[place]!.value)),
    gigabytes(bytes),
  ])
  const sum = (own: readonly Size[]) => own.reduce((all, { bytes }) => all + bytes, 0)
  const totals = [
    ['all tables', sizes.filter(({ index }) => index === null)] as const,
    ['all indexes', sizes.filter(({ index }) => index !== null)] as const,
    ['all', sizes] as const,
  ].map(([name, own]) => [name, String(rounded(sum(own) / count)), gigabytes(sum(own))])
  printTable([`${count} executions`, 'bytes for each', 'of 100 million'], [...rows, ...totals])
}
