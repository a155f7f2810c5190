import { record } from '../fill.ts'
import type { Row } from '../row.ts'

const query = `query ($status: [ExecutionStatus!]) {
  run(flow: "bulk", ref: "1") { executions(status: $status, first: 10) { nodes { id } } } }`

/** Many long lists, and short ones that each have another length. */
function body(number: number) {
  const length = number % 4 === 0 ? 400_000 - number : 2 + number
  const status = Array.from({ length }, (_, index) => (index % 2 === 0 ? 'FAILED' : 'COMPLETED'))
  return JSON.stringify({ query, variables: { status } })
}

/** Requests a run's executions with repeated statuses. */
export const statuses: Row = {
  number: 6,
  sends: '4 lanes that ask for executions of a run with up to 400,000 statuses',
  fill: (ask) =>
    record(ask, 200, (number) => ({ id: `bulk-${number}`, runNumber: 1, step: `step-${number}` })),
  attack: (hostile) => hostile.lanes(4, (number) => hostile.ask({ body: body(number) }), 10_000),
}
