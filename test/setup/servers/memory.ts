import type { AppOptions } from '../../../src/server/app.ts'
import { type Api, startApi } from './api.ts'
import { everything } from '../seeds/everything.ts'
import { type Sent, at, begun } from '../seeds/records.ts'
import { openStores } from './sql.ts'

/** A server over a store in memory with room for so many. */
export const startMemory = (max: number, options: Partial<AppOptions> = {}): Promise<Api> =>
  startApi({ title: '', kinds: { main: 'memory' } }, options, () => `memory:?max=${max}`)

/** An execution that began at that instant and has ended. */
export const ended = (id: string, ms = 0, more: Sent = {}): Sent =>
  begun(id, ms, {
    attempts: [{ number: 1, startedAt: at(ms), finishedAt: at(ms + 1), verdict: 'OK' }],
    ...more,
  })

/** The ids that are stored, sorted, read by a list. */
export const stored = async (api: Api): Promise<string[]> =>
  (await everything(api)).map(({ id }) => id).toSorted()

/** A look-up by ids, as a client does it. */
export const lookUp = (api: Api, ids: readonly string[]) =>
  api.data('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids })

export const boundOf = async (api: Api) =>
  (
    await api.data<{ backends: { max: number | null; evicted: number | null }[] }>(
      '{ backends { max evicted } }',
    )
  ).backends[0]!

const ofExecutions = ['execution_tags', 'execution_metadata', 'payloads', 'large_values', 'node_results']

/** How many rows hang on an execution or a run that is not there, and how many DAGs nothing uses, by table. */
export async function orphans(api: Api): Promise<Record<string, unknown>> {
  const [store] = openStores(api)
  const lost = [
    ...ofExecutions.map((table) => [table, 'execution_id not in (select execution_id from executions)']),
    ...['run_tags', 'run_metadata'].map((table) => [
      table,
      '(flow_id, number) not in (select flow_id, number from runs)',
    ]),
    [
      'dags',
      'dag_hash not in (select dag_hash from executions where dag_hash is not null union select dag_hash from runs where dag_hash is not null)',
    ],
  ]
  const counts: Record<string, unknown> = {}
  for (const [table, where] of lost) {
    const [row] = await store!.run(`select count(*) as lost from ${table} where ${where}`)
    if (row!['lost'] !== 0) counts[table!] = row!['lost']
  }
  return counts
}
