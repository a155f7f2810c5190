import type { FactInput, HeartbeatInput, RunInput } from '../../../src/graphql/types.gen.ts'
import type { Api } from '../servers/api.ts'

/** What a client sends. Enumerations and instants are texts on the wire. */
export type SentRun = { [name in keyof RunInput]?: unknown }
export type SentFact = { [name in keyof FactInput]?: unknown }
export type SentHeartbeat = { [name in keyof HeartbeatInput]?: unknown }

export interface RunResult {
  readonly index: number
  readonly ok: boolean
  readonly id: string | null
  readonly problem: Record<string, unknown> | null
}

const result = 'results { index ok id problem { code field limit received } }'

type Send<Sent> = (
  api: Pick<Api, 'data'>,
  elements: readonly Sent[],
  backend?: string,
) => Promise<readonly RunResult[]>

/** What became of each element of a mutation that takes a list of elements. */
const sending =
  (name: string, type: string, list: string): Send<object> =>
  async (api, elements, backend) => {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${result} } }`
    const variables = { input: { [list]: elements, backend } }
    const data = await api.data<Record<string, { results: RunResult[] }>>(query, variables)
    return data[name]!.results
  }

export const sendRuns: Send<SentRun> = sending('recordRuns', 'RecordRunsInput', 'runs')
export const sendFacts: Send<SentFact> = sending('recordMetadata', 'RecordMetadataInput', 'facts')
export const sendHeartbeats: Send<SentHeartbeat> = sending(
  'heartbeatRuns',
  'HeartbeatRunsInput',
  'heartbeats',
)

/** Stores all of them, in calls of 500: each must be fit for it. */
const storing =
  <Sent>(send: Send<Sent>) =>
  async (api: Pick<Api, 'data'>, elements: readonly Sent[], backend?: string): Promise<void> => {
    for (let from = 0; from < elements.length; from += 500) {
      const refused = (await send(api, elements.slice(from, from + 500), backend)).filter(({ ok }) => !ok)
      if (refused.length > 0) throw new Error(JSON.stringify(refused, null, 2))
    }
  }

export const storeRuns = storing(sendRuns)
export const storeFacts = storing(sendFacts)
export const storeHeartbeats = storing(sendHeartbeats)

/** Epoch milliseconds as they stand on the wire. */
export const instant = <Ms extends number | null>(ms: Ms) =>
  (ms === null ? null : new Date(ms).toISOString()) as Ms extends null ? null : string

/** A fact of the step `end` of a run. */
export const endFact = (
  flow: string,
  number: number,
  field: string,
  value: string,
  ts?: number,
): SentFact => ({
  run: { flow, number },
  step: 'end',
  field,
  value,
  ...(ts !== undefined && { ts: instant(ts) }),
})
