import { setTimeout } from 'node:timers/promises'
import { auditKeptMs, dueEntries, forgetEntries } from '../audit/forget.ts'
import { type Actor, type Change, newChange, noteAudit, retentionTimer, toChange } from '../audit/note.ts'
import type { Backend, Reading } from '../backend.ts'
import { type By, type Met, type Stretch, agedStretches, beginning, cutoffs, lockDue, nextOf } from './due.ts'
import { crowdedStretches } from './crowded.ts'
import type { Meter } from '../meter.ts'
import { createPace, mostRows } from '../recording/pace.ts'
import { lockQueuedAmong, removeExecutions } from '../recording/remove.ts'
import type { RetainRule } from './rule.ts'
import { type OldDag, nextOldDags, removeDags, unusedAmong, unusedFor } from '../recording/dags.ts'
import type { Values } from '../sql/scope.ts'
import { turn } from '../turn.ts'

/** What a pass deleted: executions by part of the rule, in its order, DAGs, and entries of the audit. */
export interface Retained {
  readonly parts: readonly { readonly part: string; readonly executions: number }[]
  readonly dags: number
  readonly audit: number
}

export interface Pass {
  readonly backend: Backend
  /** Not given: only entries of the audit are deleted. */
  readonly rule: RetainRule | undefined
  /** Who wants it. Not given: a server. */
  readonly by?: Actor
  readonly now: number
  readonly meter: Meter
  /** Only counts what would be deleted. */
  readonly dryRun?: boolean
  /** Ends the pass before its next transaction. */
  readonly signal?: AbortSignal
}

/** Most stretches that one statement reads. */
const mostStretches = 10

/** Milliseconds after a transaction in which others come first. */
const breath = 25

/** Milliseconds that a read may take, since no client waits for it. */
const patience = 10_000

interface OfHistory extends Pass {
  readonly rule: RetainRule
}

/** Deletes what a rule no longer keeps, and old entries of the audit. */
export async function retain(given: Pass): Promise<Retained> {
  const pass = { ...given, backend: politely(given.backend) }
  const { rule } = pass
  const history = rule ? await retainHistory({ ...pass, rule }) : { parts: [], dags: 0 }
  return { ...history, audit: await collectEntries(pass) }
}

/**
 * DAGs first, so that the DAGs of executions deleted now wait for the next pass; then executions that are too old; then
 * those beyond the newest of a flow, as of the beginning of the pass.
 */
async function retainHistory(pass: OfHistory): Promise<Pick<Retained, 'parts' | 'dags'>> {
  const { rule, backend, now } = pass
  const removals = createRemovals()
  const dags = await collectDags(pass, removals)
  const crowded = rule.count
    ? await crowdedStretches(backend, rule.count.keep, readingOf(pass), () => goesOn(pass))
    : []
  const counts = new Map<string, number>()
  const walking = (part: string) => ({ ...pass, change: changeBy(pass, part) })
  for (const { part, stretches } of agedStretches(rule, now))
    counts.set(part, await walk(walking(part), 'standing', stretches, removals))
  if (rule.count) counts.set(rule.count.text, await walk(walking(rule.count.text), 'flow', crowded, removals))
  return { parts: rule.parts.map((part) => ({ part, executions: counts.get(part)! })), dags }
}

/** Other work of the process comes before each read. */
const politely = (backend: Backend): Backend => ({
  ...backend,
  async read(...asked) {
    await turn()
    return backend.read(...asked)
  },
})

const goesOn = ({ signal }: Pass) => signal?.aborted !== true

const readingOf =
  ({ now, meter }: Pass) =>
  (): Reading => ({ now, meter, deadline: performance.now() + patience })

/** A part of the rule, which is one entry of the audit. */
const changeBy = ({ by = retentionTimer }: Pass, part: string) => newChange('RETAIN_EXECUTIONS', by, part)

interface Walking extends OfHistory {
  readonly change: Change
}

/** Walks along each stretch once, a few at a time, and deletes executions that are due. Returns how many. */
async function walk(
  pass: Walking,
  by: By,
  stretches: readonly Stretch[],
  removals: Removals,
): Promise<number> {
  const bounds = { ...cutoffs(pass.rule, pass.now), now: pass.now }
  let removed = 0
  for (let first = 0; first < stretches.length; first += mostStretches) {
    let open = stretches.slice(first, first + mostStretches)
    while (open.length > 0 && goesOn(pass)) {
      const limit = Math.floor(mostRows / open.length)
      const values: Values = { ...bounds, stretches: open, limit }
      const met = await pass.backend.read(nextOf(by), values, readingOf(pass)())
      const due = met.filter((one) => one.due === 1).map(({ id }) => id)
      removed += await removals(pass, due, (ids) => removeDue(pass, by, { ...values, ids }))
      open = open.flatMap((stretch) => restOf(stretch, met, limit))
    }
  }
  return removed
}

function restOf(stretch: Stretch, met: readonly Met[], limit: number): Stretch[] {
  const own = met.filter(({ key }) => key === stretch.key)
  const last = own.at(-1)
  if (last === undefined || own.length < limit || last.inside === 0) return []
  return [{ ...stretch, sortAt: last.sortAt, id: last.id }]
}

const removeDue = ({ backend, meter, change }: Walking, by: By, values: Values) =>
  backend.write(meter, async (transaction) => {
    const queued = await lockQueuedAmong(transaction, values['ids'] as readonly string[])
    const due = await transaction.run(lockDue(by), values)
    // One that a server of an earlier version queued for a retry still has its old verdict.
    const ids = due.map(({ id }) => id).filter((id) => !queued.has(id))
    await removeExecutions(transaction, ids)
    await noteAudit(backend, transaction, toChange(ids, change))
    return ids.length
  })

/** Deletes entries of the audit that are too old, or too many for their store. */
async function collectEntries(pass: Pass): Promise<number> {
  const { backend, rule, now, meter } = pass
  const before = now - (rule?.auditMs ?? auditKeptMs)
  const due = await dueEntries(backend, before, readingOf(pass)())
  if (pass.dryRun) return due
  const pace = createPace()
  let removed = 0
  for (let more = due > 0; more && goesOn(pass);) {
    const count = await pace((size) =>
      backend.write(meter, (transaction) => forgetEntries(backend, before, transaction, size)),
    )
    removed += count
    // Others may delete them, too.
    more = count > 0 && removed < due
    await setTimeout(breath)
  }
  return removed
}

async function collectDags(pass: Pass, removals: Removals): Promise<number> {
  const unusedSince = pass.now - unusedFor
  let position: Pick<OldDag, 'lastUsedAt' | 'hash'> | undefined = { lastUsedAt: beginning.sortAt, hash: '' }
  let removed = 0
  while (position && goesOn(pass)) {
    const { lastUsedAt, hash } = position
    const values = { lastUsedAt, hash, unusedSince, limit: mostRows }
    const met: OldDag[] = await pass.backend.read(nextOldDags, values, readingOf(pass)())
    const unused = await unusedAmong(
      (statement, keys) => pass.backend.read(statement, keys, readingOf(pass)()),
      met.map((dag) => dag.hash),
    )
    removed += await removals(pass, unused, (hashes) =>
      removeDags(pass.backend, hashes, unusedSince, pass.meter),
    )
    position = met.length < mostRows ? undefined : met.at(-1)
  }
  return removed
}

type Removals = ReturnType<typeof createRemovals>

/** Deletes keys in short transactions. Returns how many; on a dry run, only counts them. */
function createRemovals() {
  const pace = createPace()
  return async (
    pass: Pass,
    keys: readonly string[],
    remove: (keys: readonly string[]) => Promise<number>,
  ) => {
    if (pass.dryRun) return keys.length
    let removed = 0
    for (let first = 0; first < keys.length && goesOn(pass);) {
      removed += await pace((size) => remove(keys.slice(first, (first += size))))
      await setTimeout(breath)
    }
    return removed
  }
}
