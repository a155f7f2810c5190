import { sql } from 'drizzle-orm'
import type { Backend, Transaction } from '../backend.ts'
import { forgetCrowded } from './forget.ts'
import { newId } from '../recording/newid.ts'
import { insertAll } from '../recording/writes.ts'
import { insertRows } from '../sql/insert.ts'
import { statement } from '../sql/statement.ts'
import type { AuditAction, AuditVia } from '../tables/audit.ts'

/** Who changes something. */
export interface Actor {
  readonly via: AuditVia
  readonly name: string
  readonly tokenId: string | null
  /** Where the request came from. */
  readonly address: string | null
}

const nobody = { tokenId: null, address: null } as const

/** A pass of retention that a server makes by itself. */
export const retentionTimer: Actor = { via: 'RETENTION', name: 'retention', ...nobody }
/** Whoever may start the program beside the store. */
export const commandLine: Actor = { via: 'COMMAND_LINE', name: 'command line', ...nobody }

/** One change that somebody asked for. It is one entry, however many transactions make it. */
export interface Change {
  readonly id: string
  readonly at: number
  readonly action: AuditAction
  readonly by: Actor
  readonly detail: string | null
}

export const newChange = (action: AuditAction, by: Actor, detail: string | null = null): Change => ({
  id: newId(),
  at: Date.now(),
  action,
  by,
  detail,
})

/** A record that is changed. `undefined`: the change is not audited. */
export interface ToChange {
  readonly id: string
  readonly change: Change | undefined
}

export const toChange = (ids: readonly string[], change: Change | undefined): ToChange[] =>
  ids.map((id) => ({ id, change }))

/** The first transaction of a change writes its entry, and the others add to the count. */
const add = statement(
  'audit.add',
  ({ tables, dialect }) => sql`
    ${insertRows(tables.audit, dialect)}
    on conflict (audit_id)
    do update set "count" = audit."count" + excluded."count"
  `,
)

/** Most ids that an entry has, and most bytes of them. 100 ids of 36 characters fit. */
const mostIds = 100
const mostBytes = 4_096
/** An actor's name and address, and a detail. */
const longest = { name: 255, detail: 1_000 } as const

/** Notes who made changes, in the transaction that makes them. Called with what was changed indeed. */
export async function noteAudit(
  backend: Backend,
  transaction: Transaction,
  changed: readonly ToChange[],
): Promise<void> {
  const rows = [...Map.groupBy(changed, ({ change }) => change)].flatMap(([change, all]) =>
    change
      ? rowOf(
          change,
          all.map(({ id }) => id),
        )
      : [],
  )
  await insertAll(transaction, add, rows)
  await forgetCrowded(backend, transaction, rows.length)
}

const rowOf = ({ id, at, action, by, detail }: Change, ids: readonly string[]) => ({
  id,
  at,
  action,
  via: by.via,
  actor: cut(by.name, longest.name),
  tokenId: by.tokenId && cut(by.tokenId, longest.name),
  address: by.address && cut(by.address, longest.name),
  count: ids.length,
  ids: firstOf(ids),
  detail: detail && cut(detail, longest.detail),
})

const cut = (text: string, most: number) => text.slice(0, most).toWellFormed().replaceAll('\0', '')

function firstOf(ids: readonly string[]): string {
  const first: string[] = []
  let bytes = 1
  for (const id of ids.slice(0, mostIds)) {
    const json = JSON.stringify(id)
    bytes += Buffer.byteLength(json) + 1
    if (bytes > mostBytes) break
    first.push(json)
  }
  return `[${first.join(',')}]`
}
