import type postgres from 'postgres'
import { type Finding, fine, note, problem } from '../../../inspection.ts'
import { citusVersion, localOf, nodesOf, spreadOf } from './found.ts'

/** What the doctor says of a database with the extension, or of one that should have it. */
export async function inspectSpread(unsafe: postgres.Sql['unsafe'], isAsked: boolean): Promise<Finding[]> {
  const version = await citusVersion(unsafe)
  if (version === undefined) {
    const todo = 'Install Citus, or leave out citus=true: statements for a cluster are slower on one server.'
    return isAsked ? [note('citus', 'The URL says citus=true, and the database has no Citus.', todo)] : []
  }
  const tables = await localOf(unsafe)
  const spread = (await spreadOf(unsafe)).filter(({ method, isReference }) => method === 'h' || isReference)
  const text = `${spread.length} of ${tables.length} tables of history are spread`
  if (spread.length > 0 && !isAsked)
    return [problem('citus', `${text}, and servers refuse to start.`, 'Add ?citus=true to the URL.')]
  if (spread.length === 0)
    return [note('citus', `${text} by Citus ${version}.`, isAsked ? spreadThem : undefined)]
  if (spread.length < tables.length) return [problem('citus', `${text}.`, spreadThem)]
  const nodes = (await nodesOf(unsafe)).filter(({ holdsRows }) => holdsRows)
  const shards = Math.max(...spread.map(({ shards }) => shards))
  const away = nodes.filter(({ isActive }) => !isActive).map(({ name }) => name)
  if (away.length > 0)
    return [
      problem('citus', `${away.join(', ')} is not active.`, 'Start it: its executions and runs are there.'),
    ]
  return [
    fine(
      'citus',
      `Citus ${version}: all ${tables.length} tables are spread, ${shards} shards on ${nodes.length} nodes.`,
    ),
  ]
}

const spreadThem = 'Run: execgraph distribute --backend …, which goes on where it stopped.'
