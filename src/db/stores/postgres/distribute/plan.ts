import type { DistributeAsked, DistributionPlan, TableState, TableStep } from '../../../distribution.ts'
import { type Finding, fine, note, problem } from '../../../inspection.ts'
import type { Hindrance, Local, Node, Spread } from './found.ts'
import { type Placed, placed } from './placed.ts'

/** All that is known of a cluster before anything is done. */
export interface Found {
  /** Whether the URL says `citus=true`. */
  readonly isAsked: boolean
  readonly version: string
  readonly isCoordinator: boolean
  readonly nodes: readonly Node[]
  readonly unreachable: readonly { readonly from: string; readonly to: string }[]
  /** Whether all nodes have logical replication, and let Citus decode what it replicates. */
  readonly canReplicate: boolean
  readonly canDecode: boolean
  /** Connections of servers without `citus=true`. */
  readonly others: number
  readonly migrations: Finding
  readonly spread: readonly Spread[]
  readonly local: readonly Local[]
  readonly hindrances: readonly Hindrance[]
}

/** It was tried on 13.2. */
const oldest = 13

/** What is left to do, and what is in the way of it. */
export function planDistribution(found: Found, asked: DistributeAsked): DistributionPlan {
  const steps = placed.map((one) => stepOf(one, found))
  const findings = [
    versionOf(found),
    found.migrations.level === 'ok' ? found.migrations : notMigrated(found.migrations),
    ...optionOf(found),
    ...nodesOf(found),
    ...wrongPlaces(found.spread),
    ...found.hindrances.map(hindering),
    ...rights(found.local),
    ...writesOf(found, asked, steps),
  ]
  return { findings, steps }
}

function stepOf({ table, by, as }: Placed, { spread, local }: Found): TableStep {
  const own = local.find((one) => one.table === table)
  const placing = spread.find((one) => one.table === table)
  const { rows = 0, bytes = 0, hasRows = false } = own ?? {}
  return { table, by, as, state: stateOf(placing, hasRows), rows, bytes }
}

function stateOf(placing: Spread | undefined, hasRows: boolean): TableState {
  if (!placing) return hasRows ? 'local' : 'empty'
  if (placing.method !== 'h' && !placing.isReference) return 'begun'
  return hasRows ? 'cut' : 'spread'
}

function versionOf({ version, isCoordinator }: Found): Finding {
  if (Number.parseInt(version, 10) < oldest)
    return problem('citus', `Citus ${version} is too old.`, `Upgrade it to version ${oldest} or later.`)
  if (!isCoordinator)
    return problem('citus', 'The server is a worker of the cluster.', 'Use the URL of its coordinator.')
  return fine('citus', `Citus ${version}.`)
}

const notMigrated = ({ text }: Finding): Finding =>
  problem('migrations', text, 'Start a server of this version on it once, and stop all of older ones.')

function* optionOf({ isAsked, others }: Found): Iterable<Finding> {
  if (!isAsked)
    yield problem(
      'option',
      'The URL does not say citus=true, and servers need it before tables are spread.',
      'Restart every server with ?citus=true in the URL of this backend, and use that URL here.',
    )
  if (others > 0)
    yield problem(
      'servers',
      `${others === 1 ? 'A connection is' : `${others} connections are`} open from servers without citus=true: Citus would refuse their statements.`,
      'Restart them with ?citus=true in the URL of this backend.',
    )
}

function* nodesOf({ nodes, unreachable }: Found): Iterable<Finding> {
  const holding = nodes.filter(({ holdsRows }) => holdsRows)
  if (holding.length === 0)
    yield problem(
      'nodes',
      nodes.length === 0 ? 'The cluster has no nodes.' : 'No node of the cluster may hold rows.',
      "Set the coordinator by citus_set_coordinator_host, and add workers by citus_add_node('host', 5432).",
    )
  else yield fine('nodes', `Rows go to ${holding.map(({ name }) => name).join(', ')}.`)
  const out = nodes.filter(({ isActive, isSynced }) => !isActive || !isSynced)
  for (const { name } of out)
    yield problem('nodes', `${name} is not active.`, 'Start it, or remove it by citus_remove_node.')
  for (const { from, to } of unreachable)
    yield problem('nodes', `${from} cannot reach ${to}.`, 'Let every node connect to every other one.')
}

/** A table that somebody spread in another way is left alone. */
function* wrongPlaces(spread: readonly Spread[]): Iterable<Finding> {
  for (const { table, by, as } of placed) {
    const own = spread.find((one) => one.table === table)
    // What is in Citus's catalog without being spread was begun, and can go on.
    if (!own || (own.method === 'n' && !own.isReference)) continue
    const leader = spread.find((one) => one.table === as)
    const is = own.isReference ? 'copied to every node' : `spread by ${own.by ?? 'something else'}`
    const wanted = by === undefined ? 'copied to every node' : `spread by ${by}`
    const todo = `Run: select undistribute_table('${table}'); and distribute again.`
    if (is !== wanted) yield problem('placement', `${table} is ${is}, and must be ${wanted}.`, todo)
    else if (as !== undefined && leader?.colocation !== own.colocation)
      yield problem('placement', `${table} is not on the same nodes as ${as}.`, todo)
  }
}

function hindering({ table, what, name }: Hindrance): Finding {
  if (what === 'key') {
    const { by } = placed.find((one) => one.table === table)!
    return problem('keys', `The unique index ${name} of ${table} is without ${by}.`, `Drop it, or add ${by}.`)
  }
  return problem('keys', `${table} has the ${what} ${name}, which Citus refuses.`, 'Drop it.')
}

function* rights(local: readonly Local[]): Iterable<Finding> {
  const foreign = local.filter(({ isOwned }) => !isOwned).map(({ table }) => table)
  if (foreign.length > 0)
    yield problem('rights', `The user does not own ${foreign.join(', ')}.`, 'Use the URL of their owner.')
}

function* writesOf(
  { canReplicate, canDecode }: Found,
  { isBlocking }: DistributeAsked,
  steps: readonly TableStep[],
) {
  const isMoving = steps.some(({ state, by }) => by !== undefined && (state === 'local' || state === 'begun'))
  if (!isMoving) return
  if (isBlocking) yield note('writes', 'Writes to a table wait while it is copied.')
  else if (canReplicate && canDecode) yield fine('writes', 'Writes go on while tables are copied.')
  if (!isBlocking && !canReplicate)
    yield problem(
      'writes',
      'wal_level is not logical on all nodes, so writes cannot go on while tables are copied.',
      'Set wal_level to logical on every node and restart it, or give --blocking.',
    )
  if (!isBlocking && !canDecode)
    yield problem(
      'writes',
      'output_plugin_libraries does not list citus on all nodes, so writes cannot go on while tables are copied.',
      'Add citus to output_plugin_libraries on every node and reload it, or give --blocking.',
    )
}
