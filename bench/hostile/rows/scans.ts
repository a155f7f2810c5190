import { record } from '../fill.ts'
import type { Hostile } from '../hostile.ts'
import type { Row } from '../row.ts'

/** The most executions in which a part of a text is searched. */
const count = 100_000

const scan = (text: string) =>
  `executionHistory(filter:{flow:["bulk"],errorContains:"${text}"},first:10){nodes{id}}`

const one = (number: number) => JSON.stringify({ query: `{${scan(`needle ${number}`)}}` })

function fifty(number: number) {
  const fields = Array.from({ length: 50 }, (_, alias) => `s${alias}:${scan(`needle ${number}.${alias}`)}`)
  return JSON.stringify({ query: `{${fields.join(' ')}}` })
}

const clear = JSON.stringify({
  query: 'mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }',
})

/** Searches 100,000 executions for a text that none has, and finally deletes them all. */
export const scans: Row = {
  number: 10,
  sends:
    '8 lanes of a scan, one of 50 scans in a document; 100,000 executions cleared after 60 % of the time',
  fill: (ask) => record(ask, count, (number) => ({ id: `bulk-${number}` })),
  attack: async (hostile) => {
    await Promise.all([
      hostile.lanes(8, (number) => hostile.ask({ body: one(number) }), 10_000),
      hostile.lanes(1, (number) => hostile.ask({ body: fifty(number) }), 10_000),
      clearOnce(hostile),
    ])
  },
}

async function clearOnce(hostile: Hostile) {
  if (await hostile.rest(hostile.ms * 0.6)) await hostile.lanes(1, () => hostile.ask({ body: clear }), 1)
}
