import { createServer } from 'node:http'
import { present } from '../../common/present.ts'
import { iso, jsonHandler, openStore, readExecutions } from './store.ts'

// Floor a: the cost of Node, the driver and JSON, without GraphQL.
const backend = await openStore()

const handler = jsonHandler(async ({ variables }) => {
  const rows = await readExecutions(backend, variables.ids)
  return { data: { executions: rows.map((row) => row && shown(row)) } }
})

type Row = NonNullable<Awaited<ReturnType<typeof readExecutions>>[number]>

function shown({ id, status, statusReason, flow, startedAt, finishedAt, attempt, error }: Row) {
  const times = { startedAt: iso(startedAt), finishedAt: iso(finishedAt) }
  return { id, status, statusReason, flow, ...times, attempt, error }
}

await present(createServer(handler))
