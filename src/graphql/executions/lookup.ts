import type { ExecutionRow } from '../../db/executions/rows.ts'
import { type Context, backendNamed } from '../context.ts'
import { coded } from '../errors.ts'
import { isId } from '../inputs/checks.ts'
import { type Found, foundAnywhere } from '../lists/anywhere.ts'
import { waitForTurn } from '../lists/inturn.ts'
import type { Look } from '../loading/look.ts'

/** How many ids one call may name. */
const mostIds = 500

/** Throws if there are too many. */
export function checkIds({ length: received }: readonly string[]): void {
  if (received <= mostIds) return
  const message = `This call has ${received} ids. The limit is ${mostIds}. Ask in several calls.`
  throw coded('BATCH_TOO_LARGE', message, { field: 'ids', limit: mostIds, received })
}

/** The executions with these ids or keys, in their order. An error stands where a backend that may know one failed. */
export function lookUp(
  context: Context,
  ids: readonly string[],
  backend?: string | null,
): Promise<Found<ExecutionRow>[]> {
  const asked = backend == null ? context.backends : [backendNamed(context.backends, backend)]
  return foundAnywhere(context, asked, ids, {
    keyOf: (id) => (isId(id) ? id : null),
    load: (one, own) => context.look().load(one).executions.loadMany(own),
  })
}

type Lists = Map<readonly string[], Promise<Found<ExecutionRow>[]>>

/** The lists that each look has begun to look up, by backend. */
const begun = new WeakMap<Look, Map<string, Lists>>()

/** The same, once for all aliases that name one variable: hundreds of thousands of ids fit into a short query. */
export function lookUpList(
  context: Context,
  ids: readonly string[],
  backend?: string | null,
): Promise<Found<ExecutionRow>[]> {
  const look = context.look()
  const byBackend = begun.get(look) ?? new Map<string, Lists>()
  const lists: Lists = byBackend.get(backend ?? '') ?? new Map()
  const found = lists.get(ids) ?? lookUpInTurn(context, ids, backend)
  begun.set(look, byBackend.set(backend ?? '', lists.set(ids, found)))
  return found
}

async function lookUpInTurn(context: Context, ids: readonly string[], backend?: string | null) {
  await waitForTurn(context, ids.length)
  return lookUp(context, ids, backend)
}
