import { record } from '../fill.ts'
import type { Row } from '../row.ts'

const count = 100

/** Values that are stored whole, 1 MB together. */
const inputs = Object.fromEntries(
  Array.from({ length: 104 }, (_, number) => [`key${number}`, 'x'.repeat(10_000)]),
)

const ids = Array.from({ length: count }, (_, number) => `large-${number}`)
const times = (most: number) => Array.from({ length: most }, (_, number) => ids[number % count])
const question = '{ id inputs { json } }'

const hundred = JSON.stringify({
  query: `query ($a: [ID!]!) { a: executions(ids: $a) ${question} }`,
  variables: { a: ids },
})

/** As many as one answer may hold. */
const few = JSON.stringify({
  query: `query ($a: [ID!]!) { a: executions(ids: $a) ${question} }`,
  variables: { a: times(25) },
})

const sevenHundred = JSON.stringify({
  query: `query ($a: [ID!]!, $b: [ID!]!) { a: executions(ids: $a) ${question} b: executions(ids: $b) ${question} }`,
  variables: { a: times(500), b: times(200) },
})

/** Requests stored inputs of 1 MB each, mostly without reading them. */
export const payloads: Row = {
  number: 2,
  sends: '45 sockets that ask for 100 or 25 inputs of 1 MB and leave them unread, one that asks for 700',
  fill: (ask) => record(ask, count, (number) => ({ id: ids[number], flow: 'large', inputs }), 4),
  async attack(hostile) {
    await Promise.all([
      hostile.lanes(45, (number) => hostile.leaveUnread({ body: number % 2 === 0 ? hundred : few }), 5_000),
      hostile.lanes(1, () => hostile.ask({ body: sevenHundred }), 5_000),
    ])
  },
}
