import { BackendPostgres } from 'openworkflow/postgres'
import postgres from 'postgres'
import { type Engine, type Shown, count, failedEach, inTurn, iso } from './engine.ts'

type Run = NonNullable<Awaited<ReturnType<BackendPostgres['getWorkflowRun']>>>

const idOf = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
const words: Readonly<Record<string, string>> = { completed: 'COMPLETED', failed: 'FAILED' }

const shown = ({ id, status, startedAt, finishedAt }: Run): Shown => ({
  id,
  status: words[status] ?? status,
  startedAt: iso(startedAt),
  finishedAt: iso(finishedAt),
})

export const openworkflow: Engine = {
  name: 'OpenWorkflow',
  batchBy: 'getWorkflowRun, all at once',
  scheme: 'openworkflow+',
  idOf,
  async fill(url) {
    const backend = await BackendPostgres.connect(url)
    await backend.stop()
    const sql = postgres(url, { max: 1 })
    const at = `to_timestamp(1790000000 + n)`
    await sql.unsafe(
      `insert into openworkflow.workflow_runs (namespace_id, id, workflow_name, status, config, input, output, error, attempts, started_at, finished_at, created_at, updated_at)
      select 'default', lpad(to_hex(n), 8, '0') || '-0000-4000-8000-000000000000', 'greet', case n % ${failedEach} when 0 then 'failed' else 'completed' end,
        '{}', jsonb_build_object('n', n), case when n % ${failedEach} > 0 then '"hello"'::jsonb end,
        case n % ${failedEach} when 0 then '{"name":"Error","message":"No such name"}'::jsonb end, 1, ${at}, ${at} + interval '1 second', ${at}, ${at} + interval '1 second'
      from generate_series(1, ${count}) as n`,
    )
    await sql.unsafe('vacuum analyze')
    await sql.end()
  },
  async open(url) {
    const backend = await BackendPostgres.connect(url)
    const ask = async (workflowRunId: string) => {
      const found = await backend.getWorkflowRun({ workflowRunId })
      if (found === null) throw new Error(`OpenWorkflow has no run ${workflowRunId}.`)
      return shown(found)
    }
    return {
      oneByOne: (ids) => inTurn(ids, ask),
      batch: (ids) => Promise.all(ids.map(ask)),
      async newestFailed(limit) {
        const { data } = await backend.listWorkflowRuns({ status: 'failed', limit })
        return data.map(shown)
      },
      close: () => backend.stop(),
    }
  },
}
