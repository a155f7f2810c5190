import type { Locator, Page } from 'playwright-core'
import type { Api } from '../servers/api.ts'
import { ago, ended, running } from '../seeds/ago.ts'
import { deleteIn, queueUp, updateIn } from '../seeds/pages.ts'
import { record } from '../seeds/records.ts'

/** Where a page is looked at. */
export interface Place {
  readonly api: Api
  /** The backend whose share is looked for. */
  readonly backend: string
  readonly backends: readonly string[]
}

/** What a page owes to whoever looks at it. */
export interface PageCase {
  readonly name: string
  /** Whether it shows something of one backend, and not what all have. */
  readonly isOfOne?: boolean
  readonly address: (place: Place) => string | Promise<string>
  /** What it has of a backend. */
  readonly shown: (page: Page, backend: string) => Locator
  /** Changes something in a backend, each time something else. */
  readonly change: (api: Api, backend: string, round: number) => Promise<unknown>
  /** What must be seen of that. */
  readonly changed: (page: Page, backend: string, round: number) => Locator
}

/** No numbers: errors that differ by those are one group. */
const rounds = ['none', 'first', 'second', 'third']
const failing = (round: number) => `Broken pipe ${rounds[round]}`

const inGrid = (page: Page, name: string | RegExp) => page.getByRole('grid', { name })
const line = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: 'Timeline' }).locator('[data-name]').and(page.getByLabel(name))
const run = (flow: string, number: number, backend: string, status = 'completed') => ({
  id: `${backend}-${flow}-${number}`,
  flow,
  runNumber: number,
  step: 'end',
  status,
  startedAt: ago(status === 'running' ? 0 : 5),
})

async function groupAddress({ api, backend }: Place): Promise<string> {
  const data: { failureGroups: { nodes: { id: string; title: string }[] } } = await api.data(
    '{ failureGroups { nodes { id title } } }',
  )
  const found = data.failureGroups.nodes.find(({ title }) => title.includes(`Mailbox of ${backend}`))
  return `/failures/${found!.id}`
}

export const pageCases: readonly PageCase[] = [
  {
    name: 'runs',
    address: () => '/',
    shown: (page, backend) => page.locator(`[data-row="${backend}:Train/2"]`),
    change: (api, backend, round) => record(api, [run('Late', round, backend)], backend),
    changed: (page, backend, round) => page.locator(`[data-row="${backend}:Late/${round}"]`),
  },
  {
    name: 'run',
    isOfOne: true,
    address: ({ backend }) => `/runs/${backend}/Train/3`,
    shown: (page) => line(page, /^load, running/),
    change: (api, backend, round) =>
      record(api, [running(`${backend}-part-${round}`, 0, { runNumber: 3, step: `part${round}` })], backend),
    changed: (page, _, round) => line(page, new RegExp(`^part${round}, running`)),
  },
  {
    name: 'execution',
    isOfOne: true,
    address: ({ backend }) => `/executions/${backend}:${backend}-agent`,
    shown: (page) => line(page, /^Train, running/),
    change: (api, backend, round) => completeNode(api, backend, [`${backend}-agent`, round]),
    changed: (page, _, round) => line(page, new RegExp(`^${nodeOf(round)}, completed`)),
  },
  {
    name: 'graph',
    isOfOne: true,
    address: ({ backend }) => `/executions/${backend}:${backend}-drawn?tab=graph`,
    shown: (page) => page.locator('[data-node]').filter({ hasText: 'Read' }),
    change: (api, backend, round) => completeNode(api, backend, [`${backend}-drawn`, round]),
    changed: (page, _, round) =>
      page.locator('[data-node][data-status=COMPLETED]').filter({ hasText: nodeOf(round) }),
  },
  {
    name: 'compare',
    isOfOne: true,
    address: ({ backend }) => `/compare?a=${backend}:Train/1&b=${backend}:Train/3`,
    shown: (page) => page.getByRole('heading', { level: 1, name: '1 and 3', exact: true }),
    change: (api, backend, round) =>
      api.data(
        'mutation ($input: RecordMetadataInput!) { recordMetadata(input: $input) { results { ok } } }',
        {
          input: {
            facts: [{ run: { flow: 'Train', number: 3 }, step: 'load', field: `fact${round}`, value: 'yes' }],
            backend,
          },
        },
      ),
    changed: (page, _, round) =>
      page.getByRole('region', { name: 'Metadata' }).getByText(`load.fact${round}`),
  },
  {
    name: 'failures',
    address: () => '/failures',
    shown: (page, backend) => inGrid(page, 'Groups of failures').getByText(`Mailbox of ${backend} is full`),
    change: (api, backend, round) =>
      record(api, [ended(`${backend}-broken-${round}`, 5, `${failing(round)} in ${backend}`)], backend),
    changed: (page, backend, round) =>
      inGrid(page, 'Groups of failures').getByText(`${failing(round)} in ${backend}`),
  },
  {
    name: 'failure',
    isOfOne: true,
    address: groupAddress,
    shown: (page, backend) =>
      inGrid(page, 'Executions that failed so').getByRole('link', { name: `${backend}-bad`, exact: true }),
    change: (api, backend, round) =>
      record(api, [ended(`${backend}-bad-${round}`, 5, `Mailbox of ${backend} is full`)], backend),
    changed: (page, backend, round) =>
      inGrid(page, 'Executions that failed so').getByRole('link', { name: `${backend}-bad-${round}` }),
  },
  {
    name: 'watch',
    address: ({ backends }) =>
      `/watch?ids=${backends.flatMap((name) => [`${name}-bad`, ...[1, 2, 3].map((round) => `${name}-watched-${round}`)]).join(',')}`,
    shown: (page, backend) => inGrid(page, /^What is not well/).getByText(`${backend}-bad`, { exact: true }),
    change: (api, backend, round) => record(api, [ended(`${backend}-watched-${round}`, 5, 'No')], backend),
    changed: (page, backend, round) =>
      inGrid(page, /^What is not well/).getByText(`${backend}-watched-${round}`),
  },
  {
    name: 'queue',
    isOfOne: true,
    address: ({ backend }) => `/queue/${backend}`,
    shown: (page) => page.getByRole('link', { name: 'Mail', exact: true }),
    change: (api, backend, round) => queueUp(api, { backend, flow: `Mail${round}`, count: 1 }),
    changed: (page, _, round) => page.getByRole('link', { name: `Mail${round}`, exact: true }),
  },
  {
    name: 'flows',
    address: () => '/flows',
    shown: (page, backend) => inGrid(page, 'Flows').locator(`a[href="/flows/${backend}/Train"]`),
    change: (api, backend, round) => record(api, [run(`Fresh${round}`, 1, backend)], backend),
    changed: (page, backend, round) =>
      inGrid(page, 'Flows').locator(`a[href="/flows/${backend}/Fresh${round}"]`),
  },
  {
    name: 'flow',
    isOfOne: true,
    address: ({ backend }) => `/flows/${backend}/Train`,
    shown: (page, backend) => page.locator(`[data-row="${backend}:Train/2"]`),
    change: (api, backend, round) => record(api, [run('Train', 10 + round, backend)], backend),
    changed: (page, backend, round) => page.locator(`[data-row="${backend}:Train/${10 + round}"]`),
  },
  {
    name: 'executions',
    address: () => '/executions?flow=Listed',
    shown: (page, backend) => page.locator(`[data-row="${backend}:${backend}-listed"]`),
    change: (api, backend, round) =>
      record(api, [running(`${backend}-listed-${round}`, 0, { flow: 'Listed' })], backend),
    changed: (page, backend, round) => page.locator(`[data-row="${backend}:${backend}-listed-${round}"]`),
  },
  {
    name: 'attention',
    address: () => '/attention',
    shown: (page, backend) =>
      page.getByRole('region', { name: 'New or rising failures' }).getByText(`Mailbox of ${backend} is full`),
    change: (api, backend, round) =>
      record(
        api,
        [ended(`${backend}-late-${round}`, 5, `Deadline ${rounds[round]} of ${backend} missed`)],
        backend,
      ),
    changed: (page, backend, round) =>
      page.locator('[data-row]').getByText(`Deadline ${rounds[round]} of ${backend} missed`),
  },
  {
    name: 'backends',
    address: () => '/backends',
    shown: (page, backend) =>
      page.getByRole('article', { name: backend }).getByText('answers', { exact: true }),
    change: (api, backend, round) => record(api, [run('Busy', round, backend, 'running')], backend),
    changed: (page, backend, round) =>
      page.getByRole('article', { name: backend }).getByText(new RegExp(`^${2 + round} running`)),
  },
  {
    name: 'audit',
    address: () => '/audit?action=delete',
    shown: (page, backend) => inGrid(page, 'Audit').getByText(`${backend}-gone`, { exact: true }),
    change: (api, backend, round) => deleteIn(api, backend, `${backend}-gone-${round}`),
    changed: (page, backend, round) => inGrid(page, 'Audit').getByText(`${backend}-gone-${round}`),
  },
]

/** What pages say of a store in which nothing is. */
export const emptyPages = [
  ['/executions', 'No execution began in this time'],
  ['/failures', 'Nothing failed in the last 24 h'],
  ['/watch', /^Watch up to 500/],
  ['/queue', 'Nothing waits to begin.'],
  ['/queue/nobody', 'There is no backend "nobody".'],
  ['/flows', 'There are no flows yet'],
  ['/attention', 'Nothing wants attention'],
  ['/audit', 'Nothing is noted yet'],
] as const

const nodeOf = (round: number) => ['', 'Read', 'Check', 'Book'][round]!

function completeNode(api: Api, backend: string, [id, round]: [string, number]): Promise<unknown> {
  const result = {
    nodeId: nodeOf(round).toLowerCase(),
    status: 'COMPLETED',
    startedAt: ago(9),
    finishedAt: ago(1),
  }
  return updateIn(api, backend, { id, nodeResults: [result] })
}
