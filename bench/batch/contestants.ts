import type { Answered } from './rows.ts'

export interface Candidate {
  readonly name: string
  /** Its program in `servers/`. */
  readonly program: string
  readonly env?: Readonly<Record<string, string>>
  /** An API token, which its requests have. */
  readonly token?: string
  readonly query: string
  /** The executions in its answer, in one common form. */
  readonly read: (data: never) => readonly (Answered | null)[]
}

const fields = 'id status statusReason flow startedAt finishedAt attempt error'
const query = `query Batch($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
const read = ({ executions }: { executions: Answered[] }) => executions
const plain = { query, read }

/** Mercurius batches fields of many parents, so its loader needs a parent per id. */
const throughLoader = {
  query: `query Batch($ids: [ID!]!) { lookUps(ids: $ids) { execution { ${fields} } } }`,
  read: ({ lookUps }: { lookUps: { execution: Answered }[] }) => lookUps.map(({ execution }) => execution),
}

/** PostGraphile names fields after the table's columns, and prints times with an offset. */
const table = {
  query: `query Batch($ids: [String!]!) {
    executions(ids: $ids) {
      id: executionId status statusReason flow: flowId startedAt: started finishedAt: finished attempt error
    }
  }`,
  read: ({ executions }: { executions: Answered[] }) =>
    executions.map((row) => ({ ...row, startedAt: utc(row.startedAt), finishedAt: utc(row.finishedAt) })),
}
const utc = (instant: string | null) => (instant === null ? null : new Date(instant).toISOString())

const serial = { BENCH_SERIAL: '1' }
const cached = { BENCH_STATUS_CACHE_MS: '1000' }

/** With authentication, a rate limit and metrics. Whoever starts it chooses the token. */
const token = `egt_${'b'.repeat(43)}`
const guards = { token, env: { BENCH_TOKEN: token } }

export const floorA = 'floor a: node:http, SQL'
export const floorB = 'floor b: graphql-js'
export const ours = 'ours'
export const guarded = 'ours, guarded'
export const concurrentYoga = 'Yoga N+1, concurrent'
export const serialYoga = 'Yoga N+1, serial'
export const mercurius = 'Mercurius, loader'
export const postgraphile = 'PostGraphile 5'

export const candidates: readonly Candidate[] = [
  { name: floorA, program: 'floora.ts', ...plain },
  { name: floorB, program: 'floorb.ts', ...plain },
  { name: ours, program: 'ours.ts', ...plain },
  { name: guarded, program: 'ours.ts', ...guards, ...plain },
  { name: 'ours, cached', program: 'ours.ts', env: cached, ...plain },
  { name: concurrentYoga, program: 'yoga.ts', ...plain },
  { name: serialYoga, program: 'yoga.ts', env: serial, ...plain },
  { name: mercurius, program: 'mercurius.ts', ...throughLoader },
  { name: 'Mercurius, no loader', program: 'mercurius.ts', ...plain },
  { name: postgraphile, program: 'postgraphile.ts', ...table },
]
