import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aloneSetups, versionSetups } from '../setup/servers/api.ts'
import { type Plain, plainly } from '../setup/models/plainrule.ts'
import { type History, bytes, histories, keyOf, now, sentFacts, sentRun } from '../setup/models/runmodel.ts'
import { type SentFact, instant, storeFacts, storeHeartbeats, storeRuns } from '../setup/seeds/runs.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { startTwo } from '../setup/servers/twoapps.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { sized } from '../setup/whole.ts'

const fields = 'flow number status statusReason finishedAt durationMs'

/** The facts of some runs, shuffled, some of them sent twice under one key, cut into calls. */
const delivery = (list: readonly History[]) =>
  fc
    .shuffledSubarray(
      list.flatMap((run) => sentFacts(run)),
      { minLength: list.flatMap(({ facts }) => facts).length },
    )
    .chain((facts) => {
      const keyed = facts.map((fact, index): SentFact => ({ ...fact, clientKey: `fact ${index}` }))
      return fc.tuple(fc.constant(keyed), fc.subarray(keyed), fc.integer({ min: 1, max: 6 }))
    })
    .map(([facts, again, size]) => {
      const all = [...facts, ...again]
      return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
        all.slice(index * size, (index + 1) * size),
      )
    })

const story = histories(['main'], 25).chain((list) => fc.tuple(fc.constant(list), delivery(list)))

/** What the generated columns hold of a run about which the rule says this. */
function known({ statusReason, finishedAt, durationMs }: Plain) {
  const outcome = ['ATTEMPT_OK', 'ATTEMPT_FAILED', 'RETRYING'].indexOf(statusReason) + 1
  const isOver = outcome === 1 || outcome === 2
  const knownMs = statusReason === 'NO_HEARTBEAT' ? null : durationMs
  return { outcome, knownFinishedAt: isOver ? finishedAt : null, knownMs }
}

describe.each(sized(versionSetups, aloneSetups))('the registers of a run on $title', (setup) => {
  let servers: Awaited<ReturnType<typeof startTwo>>
  let store: Sql
  beforeAll(async () => {
    servers = await startTwo(setup)
    store = openStores(servers.first)[0]!
    vi.useFakeTimers({ toFake: ['Date'], now })
  })
  afterAll(async () => {
    vi.useRealTimers()
    await store.close()
    await servers.close()
  })

  /** Holds what the API says of all runs, and what it lists by status, against the plain rule over the raw facts. */
  async function check(count: number) {
    const plain = await plainly(store, now)
    expect(plain).toHaveLength(count)
    const byStatus = ['RUNNING', 'COMPLETED', 'FAILED'].map(
      (status) =>
        `${status}: runs(filter: { status: [${status}] }, orderBy: { field: FLOW, direction: ASC }, first: 100) { nodes { ${fields} } }`,
    )
    const answer = await servers.second.data<Record<string, { nodes: object[] }>>(`{
      ${byStatus.join('\n')}
      newest: runs(filter: { status: [RUNNING, FAILED] }, first: 100) { nodes { flow number } }
    }`)
    const shown = plain
      .map(({ flow, number, status, statusReason, finishedAt, durationMs }) => ({
        flow,
        number,
        status,
        statusReason,
        durationMs,
        finishedAt: instant(finishedAt),
      }))
      .toSorted((a, b) => bytes(a.flow, b.flow) || a.number - b.number)
    for (const status of ['RUNNING', 'COMPLETED', 'FAILED'])
      expect(answer[status]!.nodes).toEqual(shown.filter((one) => one.status === status))
    const open = shown
      .filter(({ status }) => status !== 'COMPLETED')
      .map(({ flow, number }) => keyOf({ backend: '', flow, number }))
    const newest = answer['newest']!.nodes.map((one) =>
      keyOf({ backend: '', ...(one as { flow: string; number: number }) }),
    )
    expect(newest.toSorted()).toEqual(open.toSorted())
    expect(
      plain.map(({ outcome, knownFinishedAt, knownMs }) => ({ outcome, knownFinishedAt, knownMs })),
    ).toEqual(plain.map(known))
  }

  const clear = async () => {
    for (const table of ['runs', 'run_tags', 'run_metadata']) await store.run(`delete from ${table}`)
  }

  it('say what the plain rule over all facts says, however late, often and disordered these arrive', async () => {
    const property = fc.asyncProperty(story, async ([list, calls]) => {
      await clear()
      await storeRuns(servers.first, list.map(sentRun))
      for (const facts of calls) await storeFacts(servers.first, facts)
      expect(await store.run('select count(*) as n from run_metadata')).toEqual([{ n: await stored(list) }])
      await check(list.length)
    })
    await fc.assert(property, { numRuns: fewCases(8) })
  })

  /** As the driver writes a count. */
  const stored = async (list: readonly History[]) => {
    const count = list.flatMap(({ facts }) => facts).length
    return store.dialect === 'sqlite' ? count : String(count)
  }

  it('say so too when two servers write at the same time', async () => {
    const beats = fc.array(
      fc.tuple(fc.nat(30), fc.constantFrom(now - 400_000, now - 1000, now, now + 400_000)),
      { maxLength: 12 },
    )
    const property = fc.asyncProperty(story, beats, async ([list, calls], heartbeats) => {
      await clear()
      await storeRuns(servers.first, list.map(sentRun))
      const writers = [servers.first, servers.second]
      await Promise.all([
        ...calls.map((facts, index) => storeFacts(writers[index % 2]!, facts)),
        // Sent twice, to both.
        ...calls.slice(0, 3).map((facts, index) => storeFacts(writers[(index + 1) % 2]!, facts)),
        ...heartbeats.flatMap(([place, at], index) => {
          const run = list[place]
          return run
            ? [
                storeHeartbeats(writers[index % 2]!, [
                  { flow: run.flow, number: run.number, at: instant(at) },
                ]),
              ]
            : []
        }),
      ])
      await check(list.length)
    })
    await fc.assert(property, { numRuns: fewCases(6) })
  })

  it('end with the newest verdict when many writers contend for one run', async () => {
    await clear()
    await storeRuns(servers.first, [{ flow: 'Train', number: 1, startedAt: instant(now - 1000) }])
    const verdict = (index: number): SentFact => ({
      run: { flow: 'Train', number: 1 },
      step: 'end',
      field: index % 3 === 0 ? 'attempt' : 'attempt_ok',
      value: String(index % 2 === 0),
      ts: instant(now - 1000 + ((index * 37) % 50)),
    })
    const writers = [servers.first, servers.second]
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => storeFacts(writers[index % 2]!, [verdict(index)])),
    )
    await check(1)
    const [row] = await store.run('select end_ok_id as verdict, end_attempt_id as attempt from runs')
    const newest = async (field: string) =>
      (
        await store.run(
          `select id from run_metadata where field = '${field}' order by ts desc, id desc limit 1`,
        )
      )[0]!['id']
    expect(row).toEqual({ verdict: await newest('attempt_ok'), attempt: await newest('attempt') })
  })
})
