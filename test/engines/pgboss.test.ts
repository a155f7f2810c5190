import type { JobWithMetadata } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { narrowedTo } from '../../src/db/narrowed.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type BossPlace, jobsOf, makeJobs, newBoss } from '../setup/servers/pgboss.ts'

type Job = JobWithMetadata

const idOf = ({ name, id }: Pick<Job, 'name' | 'id'>) => `${name}/${id}`
const instant = (date: Date | null) => date?.toISOString() ?? null
const said = (job: Job) => (job.output as { value?: { message?: string } } | null)?.value?.message

/** What pg-boss says of a job, in Execgraph's words. */
function statusOf(job: Job): [status: string, reason: string] {
  const isSilent =
    job.heartbeatSeconds !== null &&
    job.heartbeatOn !== null &&
    Number(job.heartbeatOn) + job.heartbeatSeconds * 1_000 < Date.now()
  switch (job.state) {
    case 'completed':
      return ['COMPLETED', 'ATTEMPT_OK']
    case 'cancelled':
      return ['CANCELLED', 'CANCELLED']
    case 'active':
      if (isSilent) return ['FAILED', 'HEARTBEAT_STALE']
      return ['RUNNING', job.retryCount > 0 ? 'RETRYING' : 'ATTEMPT_STARTED']
    case 'failed':
      if (said(job) === 'job timed out') return ['TIMED_OUT', 'TIMED_OUT']
      return ['FAILED', said(job) === 'job heartbeat timeout' ? 'HEARTBEAT_STALE' : 'ATTEMPT_FAILED']
    default:
      return job.blocked ? ['WAITING', 'REPORTED'] : ['PENDING', 'QUEUED']
  }
}

function errorOf({ state, output }: Job): string | null {
  if (state !== 'failed' && state !== 'retry') return null
  const { message, value } = (output ?? {}) as { message?: string; value?: { message?: string } | string }
  const inside = typeof value === 'string' ? value : value?.message
  // As Postgres prints it.
  return message ?? inside ?? (output && JSON.stringify(output).replaceAll(':', ': '))
}

const tagsOf = ({ groupId, singletonKey, policy }: Job) =>
  [
    groupId && `group:${groupId}`,
    singletonKey && `key:${singletonKey}`,
    policy && policy !== 'standard' && `policy:${policy}`,
  ]
    .filter((tag) => typeof tag === 'string' && tag !== '')
    .toSorted((one, other) => bytes(String(one), String(other)))

describe('the jobs of pg-boss', () => {
  let place: BossPlace
  let api: Api
  let jobs: Job[]
  let parents: Map<string, string>
  beforeAll(async () => {
    place = await newBoss()
    await makeJobs(place)
    api = apiOver([await openBackend(parseBackend(`boss=${place.url}`))], [place])
    jobs = await jobsOf(place.boss)
    parents = new Map()
    for (const job of jobs) {
      const refs = await place.boss.getDependencies(job.name, job.id)
      const [first] = refs.map(idOf).toSorted(bytes)
      if (first !== undefined) parents.set(idOf(job), first)
      else if (job.sourceName !== null) parents.set(idOf(job), `${job.sourceName}/${job.sourceId}`)
    }
  })
  afterAll(() => api.close())

  const inOrder = (list: readonly Job[]) =>
    list.toSorted(
      (one, other) => Number(one.createdOn) - Number(other.createdOn) || bytes(idOf(one), idOf(other)),
    )

  const row = (job: Job) => {
    const [status, statusReason] = statusOf(job)
    const end = job.state === 'active' && status === 'FAILED' ? job.heartbeatOn : job.completedOn
    return {
      id: idOf(job),
      flow: job.name,
      status,
      statusReason,
      attempt: job.startedOn === null ? 0 : job.retryCount + 1,
      startedAt: instant(job.startedOn),
      finishedAt: instant(end),
      durationMs:
        end === null || job.startedOn === null ? null : Math.max(0, Number(end) - Number(job.startedOn)),
      heartbeatAt: job.heartbeatSeconds === null ? null : instant(job.heartbeatOn),
      heartbeatTimeoutMs: job.heartbeatSeconds === null ? null : job.heartbeatSeconds * 1_000,
      error: errorOf(job),
    }
  }

  it('are made in every state', () => {
    expect(new Set(jobs.map(({ state }) => state)).size).toBe(6)
    expect(new Set(jobs.map((job) => statusOf(job).join()))).toEqual(
      new Set([
        ...['PENDING,QUEUED', 'WAITING,REPORTED', 'RUNNING,ATTEMPT_STARTED', 'RUNNING,RETRYING'],
        ...['COMPLETED,ATTEMPT_OK', 'CANCELLED,CANCELLED', 'TIMED_OUT,TIMED_OUT'],
        ...['FAILED,ATTEMPT_FAILED', 'FAILED,HEARTBEAT_STALE'],
      ]),
    )
  })

  it('say what its own client says of the same ids, all of them', async () => {
    const answer = await api.ask(
      `query ($ids: [ID!]!) { executions(ids: $ids) { id flow status statusReason attempt startedAt finishedAt durationMs
        heartbeatAt heartbeatTimeoutMs error tags parent { id } children { nodes { id } } inputs { json } outputs { json }
        attempts { nodes { number status statusReason startedAt finishedAt error } }
        run { id } dag { hash } metadata { nodes { id } } nodeResults { nodes { nodeId } } } }`,
      { ids: [...jobs.map(idOf), 'mail/nobody', `mail/${jobs[0]!.id}`, jobs[0]!.id] },
    )
    expect(answer.errors).toBeUndefined()
    const none = { nodes: [] }
    const whole = (job: Job) => {
      const own = row(job)
      const { status, statusReason, startedAt, finishedAt, error } = own
      const failed =
        job.state === 'retry'
          ? { status: 'FAILED', statusReason: 'ATTEMPT_FAILED' }
          : { status, statusReason }
      const attempt = { number: own.attempt, ...failed, startedAt, finishedAt, error }
      const children = jobs.filter((child) => parents.get(idOf(child)) === own.id)
      const parent = parents.get(own.id)
      return {
        ...own,
        tags: tagsOf(job),
        parent: parent === undefined ? null : { id: parent },
        children: { nodes: inOrder(children).map((child) => ({ id: idOf(child) })) },
        inputs: job.data === null ? null : { json: job.data },
        outputs: job.state === 'completed' && job.output !== null ? { json: job.output } : null,
        attempts: { nodes: own.attempt === 0 ? [] : [attempt] },
        ...{ run: null, dag: null, metadata: none, nodeResults: none },
      }
    }
    expect(answer.data).toEqual({ executions: [...jobs.map(whole), null, null, null] })
    // The look-up, tags, children, attempts, payloads, and the long error: whose parent it is was read with the others.
    expect(statements(answer)).toEqual({ boss: 6 })
  })

  it('are listed newest first, page by page, both ways, by every status', async () => {
    for (const status of [undefined, ...new Set(jobs.map((job) => statusOf(job)[0]))]) {
      const wanted = inOrder(jobs.filter((job) => status === undefined || statusOf(job)[0] === status))
      for (const direction of ['ASC', 'DESC']) {
        const filter = status === undefined ? '' : `status: [${status}]`
        const nodes = await paged(filter, direction)
        expect({ filter, nodes }).toEqual({
          filter,
          nodes: (direction === 'ASC' ? wanted : wanted.toReversed()).map(idOf),
        })
      }
    }
  })

  it.each<[filter: string, fits: (job: Job) => boolean]>([
    ['flow: ["work/again"]', ({ name }) => name === 'work/again'],
    [
      'flow: ["mail", "Mail", "big"] status: [FAILED, WAITING]',
      (job) => /^(mail|Mail|big)$/.test(job.name) && /FAILED|WAITING/.test(statusOf(job)[0]),
    ],
    [
      'tagsAny: ["group:team 1", "policy:short"]',
      (job) => tagsOf(job).some((tag) => tag !== 'key:ana' && tag !== 'key:only'),
    ],
    ['tagsAll: ["group:team 1", "key:ana"]', (job) => tagsOf(job).includes('group:team 1')],
    ['errorContains: "such" status: [FAILED]', (job) => errorOf(job)?.includes('such') === true],
    ['status: [PAUSED, UNKNOWN]', () => false],
    ['run: { flow: "mail", number: 1 }', () => false],
    ['scriptPath: "x"', () => false],
  ])('are filtered and counted by { %s }', async (filter, fits) => {
    const wanted = inOrder(jobs.filter(fits))
    expect(await paged(filter, 'DESC')).toEqual(wanted.toReversed().map(idOf))
    const { executionStats } = await api.data<{
      executionStats: { counts: { status: string; value: number }[] }
    }>(`{ executionStats(filter: { ${filter} }) { counts { status value } } }`)
    const counts = Map.groupBy(wanted, (job) => statusOf(job)[0])
    expect(executionStats.counts.filter(({ value }) => value > 0)).toEqual(
      expect.arrayContaining([...counts].map(([status, { length }]) => ({ status, value: length }))),
    )
  })

  it('are found by their parent, and by the times between which they were created', async () => {
    for (const parent of new Set(parents.values()))
      expect(await paged(`parent: "${parent}"`, 'ASC')).toEqual(
        inOrder(jobs.filter((job) => parents.get(idOf(job)) === parent)).map(idOf),
      )
    const all = inOrder(jobs)
    const [from, to] = [all[5]!, all[20]!].map(({ createdOn }) => createdOn)
    const between = all.filter(({ createdOn }) => createdOn >= from! && createdOn <= to!)
    for (const direction of ['ASC', 'DESC'])
      expect(
        await paged(
          `startedAfter: "${from!.toISOString()}", startedBefore: "${to!.toISOString()}"`,
          direction,
        ),
      ).toEqual((direction === 'ASC' ? between : between.toReversed()).map(idOf))
  })

  it('are of flows that are its queues', async () => {
    const queues = (await place.boss.getQueues()).map(({ name, createdOn }) => ({
      name,
      createdAt: createdOn.toISOString(),
    }))
    const { flows } = await api.data<{ flows: { nodes: object[] } }>('{ flows { nodes { name createdAt } } }')
    expect(flows.nodes).toEqual(queues.toSorted((one, other) => bytes(one.name, other.name)))
  })

  it('do not exist for whom their queues do not', async () => {
    const [backend] = api.backends
    const limit = { names: ['mail'], prefixes: ['work/'] }
    const limited = apiOver([{ ...backend!, ...narrowedTo(backend!, limit), close: async () => {} }], [])
    const isSeen = ({ name }: Job) => name === 'mail' || name.startsWith('work/')
    const answer = await limited.ask(
      `query ($ids: [ID!]!) { executions(ids: $ids) { id parent { id } children { nodes { id } } attempts { nodes { number } } tags inputs { json } }
        executionHistory(first: 100) { nodes { id } } mail: executionHistory(filter: { flow: ["big", "mail"] }, first: 100) { nodes { id } }
        flows { nodes { name } } executionStats { counts { status value } } }`,
      { ids: jobs.map(idOf) },
    )
    expect(answer.errors).toBeUndefined()
    const seen = inOrder(jobs.filter(isSeen)).toReversed()
    const ids = (list: readonly Job[]) => ({ nodes: list.map((job) => ({ id: idOf(job) })) })
    const { executions, executionHistory, mail, flows, executionStats } = answer.data as {
      executions: ({ id: string; parent: object | null; children: { nodes: object[] } } | null)[]
      executionStats: { counts: { value: number }[] }
    } & Record<string, unknown>
    expect(executions.map((one) => one?.id)).toEqual(jobs.map((job) => (isSeen(job) ? idOf(job) : undefined)))
    // What waits for a job of theirs, and its dead letter, are in other queues.
    expect(executions.flatMap((one) => one?.children.nodes ?? [])).toEqual([])
    expect(executionHistory).toEqual(ids(seen))
    expect(mail).toEqual(ids(seen.filter(({ name }) => name === 'mail')))
    expect(flows).toEqual({ nodes: ['mail', 'work/again', 'work/later'].map((name) => ({ name })) })
    expect(executionStats.counts.reduce((sum, { value }) => sum + value, 0)).toBe(seen.length)
    await limited.close()
  })

  async function paged(filter: string, direction: string): Promise<string[]> {
    const ids: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const {
        executionHistory: page,
      }: {
        executionHistory: {
          nodes: { id: string }[]
          pageInfo: { endCursor: string | null; hasNextPage: boolean }
        }
      } =
        await api.data(`{ executionHistory(filter: { ${filter} }, orderBy: { direction: ${direction} }, first: 7 ${after ? `after: "${after}"` : ''}) {
          nodes { id } pageInfo { endCursor hasNextPage } } }`)
      ids.push(...page.nodes.map(({ id }) => id))
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    }
    return ids
  }
})
