import { type SQL, sql } from 'drizzle-orm'
import type { RowTypes } from '../../sql/dialect.ts'
import type { ColumnOf, Scalar } from '../../sql/scope.ts'

/** The parts of a job's id, `name/uuid`. They are bound beside it wherever a statement looks for jobs. */
export const jobTypes = { job_name: 'text', job_id: 'text' } as const satisfies RowTypes

type Parts = Readonly<Record<keyof typeof jobTypes, Scalar>>

/** Split at the last slash, since names may have some. A uuid has one spelling, so that each job has one id. */
const pattern = /^(.+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/s

function jobOf(id: string): Parts | null {
  const [, name, uuid] = pattern.exec(id) ?? []
  return name === undefined || uuid === undefined ? null : { job_name: name, job_id: uuid }
}

/** A column of a row of parameters, from the row or from its id. An id that is no job's matches nothing. */
export const jobColumn: ColumnOf = (row, column) => {
  if (column in jobTypes) {
    const id = row !== null && typeof row === 'object' ? row['id'] : row
    return jobOf(String(id))?.[column as keyof Parts] ?? null
  }
  return (row as Readonly<Record<string, Scalar>>)[column] ?? null
}

/** The id of a job, from the columns of its key. */
export const idOf = (name: SQL, id: SQL): SQL => sql`(${name} || '/' || ${id}::text) collate "C"`

/** The condition that a row has the key in a row of parameters. */
export const isJob = (name: SQL, id: SQL, keys: string): SQL =>
  sql`${name} = ${sql.raw(keys)}.job_name and ${id} = ${sql.raw(keys)}.job_id::uuid`
