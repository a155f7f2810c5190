import { listed } from '../address/lists.ts'
import { type Search, valueOf } from '../address/query.ts'
import { timeOf } from '../address/time.ts'
import { counted } from '../format/numbers.ts'
import { always } from '../runs/view.ts'
import type { AuditAction, AuditFilter } from '../schema.gen.ts'

const executions = (count: number) => counted(count, 'execution')
const tokens = (count: number) => counted(count, 'token')

/** Each action by its name in the address, and what it did to so many. */
export const actions = {
  'cancel': { action: 'CANCEL_EXECUTIONS', did: (many) => `Cancelled ${executions(many)}` },
  'retry': { action: 'RETRY_EXECUTIONS', did: (many) => `Queued ${executions(many)} again` },
  'delete': { action: 'DELETE_EXECUTIONS', did: (many) => `Deleted ${executions(many)}` },
  'clear': { action: 'CLEAR_EXECUTIONS', did: (many) => `Deleted all, ${executions(many)}` },
  'retention': { action: 'RETAIN_EXECUTIONS', did: (many) => `Deleted ${executions(many)}, by the rule` },
  'create-token': { action: 'CREATE_TOKENS', did: (many) => `Made ${tokens(many)}` },
  'revoke-token': { action: 'REVOKE_TOKENS', did: (many) => `Revoked ${tokens(many)}` },
} as const satisfies Readonly<Record<string, { action: AuditAction; did: (many: number) => string }>>

type ActionName = keyof typeof actions

const isAction = (name: string): name is ActionName => Object.hasOwn(actions, name)

/** `Cancelled 3 executions`. */
export const didText = (action: string, many: number): string =>
  Object.values(actions)
    .find((one) => one.action === action)
    ?.did(many) ?? `${action} ${counted(many, 'time')}`

export interface AuditView {
  readonly action: readonly ActionName[]
  readonly actor: readonly string[]
  readonly backend: readonly string[]
  /** A time of the address, or `all`. */
  readonly from: string
  readonly to: string | undefined
  /** Parts of the address that mean nothing here. */
  readonly strange: readonly { readonly key: string; readonly value: string }[]
}

/** What an address asks for. */
export function auditViewOf(search: Search): AuditView {
  const named = listed(search, 'action')
  const times = (['from', 'to'] as const).map((key) => [key, valueOf(search, key)] as const)
  const isTime = (text: string) => text === always || timeOf(text, 0) !== undefined
  const known = Object.fromEntries(times.filter(([, text]) => text !== undefined && isTime(text)))
  return {
    action: named.filter(isAction),
    actor: listed(search, 'actor'),
    backend: listed(search, 'backend'),
    from: known['from'] ?? always,
    to: known['to'] === always ? undefined : known['to'],
    strange: [
      ...named.filter((name) => !isAction(name)).map((value) => ({ key: 'action', value })),
      ...times.flatMap(([key, value]) => (value === undefined || isTime(value) ? [] : [{ key, value }])),
    ],
  }
}

/** How many conditions there are apart from the time. */
export const conditionsOf = ({ action, actor, backend }: AuditView): number =>
  [action, actor, backend].filter((list) => list.length > 0).length

export function auditFilterOf({ action, actor, backend, from, to }: AuditView, now: number): AuditFilter {
  const at = (text: string | undefined) => {
    const time = text === undefined ? undefined : timeOf(text, now)
    return time === undefined ? undefined : new Date(time).toISOString()
  }
  const [since, until] = [at(from), at(to)]
  return {
    ...(action.length > 0 && { action: action.map((name) => actions[name].action) }),
    ...(actor.length > 0 && { actor: [...actor] }),
    ...(backend.length > 0 && { backend: [...backend] }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
}
