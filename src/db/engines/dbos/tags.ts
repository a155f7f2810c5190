import { type SQL, sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import type { EngineRange } from '../../sql/enginewords.ts'
import type { ExecutionSource } from '../../sql/scope.ts'
import { type DbosStore, columnOf } from './store.ts'
import { word } from './words.ts'

/** Tags beside the attributes, by the column that they are made of. */
const prefixes = { queue_name: 'queue:', authenticated_user: 'user:', application_version: 'version:' }

/** The tags of a row of workflows, each once. */
const tagsOf = ({ words }: DbosStore, attributes: SQL, row: string) =>
  sql.join(
    [
      words.attributeTags(attributes),
      ...Object.entries(prefixes).map(([column, prefix]) => {
        const value = sql.raw(`${row}.${column}`)
        return sql`select ${word(prefix)} || ${value} as tag where ${value} <> ''`
      }),
    ],
    sql` union `,
  )

export function dbosTags(store: DbosStore): SQL {
  const { native, table, words } = store
  const attributes = columnOf(store, 'workflow_status', 'w')('attributes', 'jsonb')
  const each = words.each(tagsOf(store, attributes, 'w'), 'each', ['tag'])
  return tableFrom(native, 'executionTags', {
    from: sql`${table('workflow_status')} w ${each.join}`,
    columns: { executionId: sql`w.workflow_uuid`, tag: words.inBytes(each.column('tag')) },
    more: { key: sql`w.workflow_uuid` },
  })
}

export const hasDbosTags =
  (store: DbosStore): ExecutionSource['hasTags'] =>
  (list) => {
    const { dialect } = store
    const tags = tagsOf(store, sql`executions.attributes`, 'executions')
    const found = sql`
      (select count(*) from (${tags}) as own where ${dialect.isIn(sql`own.tag`, list)})
    `
    return list === 'anyTags' ? sql`${found} > 0` : sql`${found} = ${sql.placeholder('tagCount')}`
  }

/**
 * The executions with the tag bound to `tag`: by the index of attributes, if it can be an attribute and nothing else.
 * Otherwise, all are looked through.
 */
export function rangesOfTag({ words, has }: DbosStore): readonly EngineRange[] | undefined {
  if (!words.hasAttribute || !has('workflow_status.attributes')) return undefined
  const tag = sql`cast(${sql.placeholder('tag')} as text)`
  // Of other columns, or not to be told how it is written in JSON.
  const isOther = sql`${tag} ~ '^(queue|user|version):|=.*=|=[[{]'`
  return [{ few: sql`not (${isOther}) and ${words.hasAttribute(sql`executions.attributes`, tag)}` }, isOther]
}
