import { createMeter } from '../../../src/db/meter.ts'
import { retain } from '../../../src/db/retention/pass.ts'
import { parseRetainRule } from '../../../src/db/retention/rule.ts'
import { update } from '../seeds/patches.ts'
import { at, begun, send } from '../seeds/records.ts'
import { endFact, sendFacts, sendHeartbeats, sendRuns } from '../seeds/runs.ts'
import type { Api } from '../servers/api.ts'
import type { Told } from './changes.ts'
import type { Changing } from './changing.ts'
import { cancel, claim, complete, extend, leaseOf, node, retry, start } from './queue.ts'

interface Step {
  readonly does: string
  readonly work: (changing: Changing) => Promise<unknown>
  readonly told?: Partial<Told>
}

const finished = (number = 1) => ({ number, startedAt: at(0), finishedAt: at(1), verdict: 'OK' })
const step = (id: string, more = {}) => ({ id, flow: 'F', runNumber: 1, step: 'a', ...more })

const replace = (api: Api, executions: readonly object[]) =>
  api.data(
    'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }',
    { input: { executions, onConflict: 'REPLACE' } },
  )

async function take({ api, held }: Changing, more: object = {}) {
  for (const action of await claim(api, more)) held.set(action.executionId, action)
}

const line = {
  nodes: ['a', 'b'].map((id) => node(id, { retry: { maxAttempts: 2, delayMs: 3_600_000 } })),
  edges: [{ source: 'a', target: 'b' }],
}
const queued = (api: Api, id: string, more = {}) => start(api, [{ id, flow: 'Q', dag: line, ...more }])

/** Fits no node of these steps. */
const otherKind = { kinds: ['other'] }

/** Every kind of write, in an order in which each finds what it needs. */
export const steps: readonly Step[] = [
  {
    does: 'record',
    work: ({ api }) => send(api, [begun('a'), begun('b')]),
    told: { executions: ['a', 'b'] },
  },
  { does: 'record what is stored', work: ({ api }) => send(api, [begun('a')]) },
  {
    does: 'replace',
    work: ({ api }) => replace(api, [begun('a'), begun('c')]),
    told: { executions: ['a', 'c'] },
  },
  {
    does: 'replace by what is left out',
    work: ({ api }) => replace(api, [{ id: 'a', flow: 'F', sampleRate: 0, attempts: [finished()] }]),
    told: { executions: ['a'] },
  },
  {
    does: 'record what is left out',
    work: ({ api }) => send(api, [{ id: 'z', flow: 'F', sampleRate: 0, attempts: [finished()] }]),
  },
  {
    does: 'record a step, which makes its run',
    work: ({ api }) => send(api, [step('s1')]),
    told: { executions: ['s1'], runs: ['F/1'] },
  },
  {
    does: 'record another step soon, which is no heartbeat of the run',
    work: ({ api }) => send(api, [step('s2')]),
    told: { executions: ['s2'] },
  },
  {
    does: 'record the step `end`',
    work: ({ api }) => send(api, [step('end', { step: 'end', attempts: [finished()] })]),
    told: { executions: ['end'], runs: ['F/1'] },
  },
  {
    does: 'patch, with refusals',
    work: ({ api }) =>
      update(api, [
        { id: 'b', addTags: ['t'] },
        { id: 'c', expectedVersion: 'old', addTags: ['t'] },
        { id: 'nobody', addTags: ['t'] },
      ]),
    told: { executions: ['b'] },
  },
  { does: 'patch without any change', work: ({ api }) => update(api, [{ id: 'b', addTags: ['t'] }]) },
  {
    does: 'patch a step after ten seconds, a heartbeat of its run',
    work: async ({ api, sql }) => {
      await sql.run('update runs set heartbeat_at = 1')
      await update(api, [{ id: 's1', startAttempt: { number: 1 } }])
    },
    told: { executions: ['s1'], runs: ['F/1'] },
  },
  {
    does: 'patch the step `end`',
    work: ({ api }) => update(api, [{ id: 'end', startAttempt: { number: 2 } }]),
    told: { executions: ['end'], runs: ['F/1'] },
  },
  {
    does: 'record what may be left out when it ends',
    work: ({ api }) => send(api, [begun('d', 0, { sampleRate: 0 })]),
    told: { executions: ['d'] },
  },
  {
    does: 'end it',
    work: ({ api }) => update(api, [{ id: 'd', finishAttempt: { number: 1, verdict: 'OK' } }]),
    told: { executions: ['d'] },
  },
  {
    does: 'record runs',
    work: ({ api }) => sendRuns(api, [{ flow: 'F', number: 2, clientKey: 'k', tags: ['t'] }, { flow: 'G' }]),
    told: { runs: ['F/2', 'G/1'] },
  },
  {
    does: 'record runs that are known, and a conflict',
    work: ({ api }) =>
      sendRuns(api, [
        { flow: 'F', clientKey: 'k' },
        { flow: 'G', number: 1 },
      ]),
  },
  {
    does: 'heartbeat',
    work: ({ api }) =>
      sendHeartbeats(api, [
        { flow: 'G', number: 1 },
        { flow: 'F', number: 2, at: at(0) },
        { flow: 'F', number: 9 },
      ]),
    told: { runs: ['G/1'] },
  },
  {
    does: 'record metadata',
    work: ({ api }) =>
      sendFacts(api, [
        { ...endFact('F', 2, 'attempt', '1'), clientKey: 'once' },
        endFact('F', 9, 'attempt', '1'),
        { execution: 'b', field: 'note', value: 'v', clientKey: 'once' },
        { execution: 'nobody', field: 'note', value: 'v' },
      ]),
    told: { executions: ['b'], runs: ['F/2'] },
  },
  {
    does: 'record metadata again',
    work: ({ api }) =>
      sendFacts(api, [
        { ...endFact('F', 2, 'attempt', '1'), clientKey: 'once' },
        { execution: 'b', field: 'note', value: 'v', clientKey: 'once' },
      ]),
  },
  {
    does: 'start',
    work: ({ api }) => queued(api, 'q1'),
    told: { executions: ['q1'], work: true },
  },
  { does: 'start what is known', work: ({ api }) => queued(api, 'q1') },
  {
    does: 'begin by a claim of others',
    work: (changing) => take(changing, otherKind),
    told: { executions: ['q1'], work: true },
  },
  { does: 'claim', work: (changing) => take(changing), told: { executions: ['q1'] } },
  { does: 'claim when nothing is ready', work: (changing) => take(changing) },
  {
    does: 'extend a lease',
    work: ({ api, held }) => extend(api, [{ ...leaseOf(held.get('q1')!), leaseMs: 90_000 }]),
  },
  {
    does: 'release',
    work: ({ api, held }) => complete(api, [{ ...leaseOf(held.get('q1')!), release: true }]),
    told: { executions: ['q1'], work: true },
  },
  {
    does: 'complete what is no longer held',
    work: ({ api, held }) => complete(api, [{ ...leaseOf(held.get('q1')!), output: 1 }]),
  },
  {
    does: 'claim and complete',
    work: async (changing) => {
      await take(changing)
      await complete(changing.api, [{ ...leaseOf(changing.held.get('q1')!), output: 1 }])
    },
    told: { executions: ['q1'], work: true },
  },
  {
    does: 'fail, to be tried later',
    work: async (changing) => {
      await take(changing)
      await complete(changing.api, [{ ...leaseOf(changing.held.get('q1')!), error: 'no' }])
    },
    told: { executions: ['q1'], work: true },
  },
  {
    does: 'make ready what is due',
    work: async (changing) => {
      await changing.sql.run('update actions set due_at = 1 where state = 1')
      await take(changing, otherKind)
    },
    told: { executions: ['q1'] },
  },
  {
    does: 'end an expired lease, and with it the execution',
    work: async (changing) => {
      await take(changing)
      await changing.sql.run('update actions set due_at = 1 where state = 2')
      await take(changing, otherKind)
    },
    told: { executions: ['q1'], work: true },
  },
  {
    does: 'retry',
    work: ({ api }) => retry(api, ['q1', 'b', 'nobody']),
    told: { executions: ['q1'], work: true },
  },
  { does: 'retry what has not ended', work: ({ api }) => retry(api, ['q1']) },
  {
    does: 'cancel',
    work: ({ api }) => cancel(api, ['q1', 'b', 'nobody']),
    told: { executions: ['q1'], work: true },
  },
  { does: 'cancel what has ended', work: ({ api }) => cancel(api, ['q1']) },
  {
    does: 'start for later',
    work: ({ api }) => queued(api, 'q2', { runAt: new Date(Date.now() + 3_600_000).toISOString() }),
    told: { executions: ['q2'], work: true },
  },
  {
    does: 'begin what was for later',
    work: async (changing) => {
      await changing.sql.run('update queue_executions set run_at = 1 where state = 3')
      await take(changing, otherKind)
    },
    told: { executions: ['q2'], work: true },
  },
  {
    does: 'delete',
    work: ({ api }) =>
      api.data('mutation { deleteExecutions(input: { ids: ["b", "nobody"] }) { results { ok } } }'),
    told: { executions: ['b'] },
  },
  {
    does: 'retain',
    work: async ({ api }) => {
      await retain({
        backend: api.backends[0]!,
        rule: parseRetainRule('cancelled:1s'),
        now: Date.now() + 60_000,
        meter: createMeter(),
      })
    },
    told: { executions: ['q1'] },
  },
  {
    does: 'clear',
    work: ({ api }) =>
      api.data('mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }'),
    told: { executions: ['c', 'end', 'q2', 's1', 's2'] },
  },
]
