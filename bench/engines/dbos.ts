import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk'
import postgres from 'postgres'
import { type Engine, type Shown, count, failedEach, inTurn, iso } from './engine.ts'

type Workflow = NonNullable<Awaited<ReturnType<DBOSClient['getWorkflow']>>>

const idOf = (n: number) => `workflow-${n}`
const words: Readonly<Record<string, string>> = { SUCCESS: 'COMPLETED', ERROR: 'FAILED' }

const shown = ({ workflowID, status, createdAt, completedAt }: Workflow): Shown => ({
  id: workflowID,
  status: words[status] ?? status,
  startedAt: iso(createdAt),
  finishedAt: iso(completedAt),
})

export const dbos: Engine = {
  name: 'DBOS',
  batchBy: 'listWorkflows without inputs and outputs',
  scheme: 'dbos+',
  idOf,
  async fill(url) {
    await DBOS.migrate(url)
    const sql = postgres(url, { max: 1 })
    const at = `1790000000000 + n * 1000::bigint`
    await sql.unsafe(
      `insert into dbos.workflow_status (workflow_uuid, status, name, recovery_attempts, created_at, updated_at, completed_at, serialization)
      select 'workflow-' || n, case n % ${failedEach} when 0 then 'ERROR' else 'SUCCESS' end, 'pay', 1, ${at}, ${at} + 1000, ${at} + 1000, 'js_superjson'
      from generate_series(1, ${count}) as n`,
    )
    await sql.unsafe(
      `insert into dbos.workflow_input (workflow_uuid, inputs) select 'workflow-' || n, '{"json":[' || n || '],"__dbos_serializer":"superjson"}' from generate_series(1, ${count}) as n`,
    )
    await sql.unsafe(
      `insert into dbos.workflow_output (workflow_uuid, output, error)
      select 'workflow-' || n, case when n % ${failedEach} > 0 then '{"json":"paid","__dbos_serializer":"superjson"}' end,
        case n % ${failedEach} when 0 then '{"json":{"name":"Error","message":"No such account"},"__dbos_serializer":"superjson"}' end
      from generate_series(1, ${count}) as n`,
    )
    await sql.unsafe('vacuum analyze')
    await sql.end()
  },
  async open(url) {
    const client = await DBOSClient.create({ systemDatabaseUrl: url })
    const lean = { loadInput: false, loadOutput: false }
    const ask = async (id: string) => {
      const found = await client.getWorkflow(id)
      if (found === undefined) throw new Error(`DBOS has no workflow ${id}.`)
      return shown(found)
    }
    return {
      oneByOne: (ids) => inTurn(ids, ask),
      async batch(ids) {
        const found = await client.listWorkflows({ workflowIDs: [...ids], ...lean })
        const byId = new Map(found.map((one) => [one.workflowID, shown(one)]))
        return ids.map((id) => byId.get(id)!)
      },
      async newestFailed(limit) {
        const found = await client.listWorkflows({ status: 'ERROR', sortDesc: true, limit, ...lean })
        return found.map(shown)
      },
      close: () => client.destroy(),
    }
  },
}
