import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { type Patch, update } from '../setup/seeds/patches.ts'
import { type Sent, at, begun, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const shown = 'status statusReason heartbeatAt metadata { nodes { step attempt field value ts } }'
const fact = (attempt: number, field: string, value: string, ms: number) => ({
  step: 'end',
  attempt,
  field,
  value,
  ts: at(ms),
})

const tested = sized(setupsAndMemory, aloneSetups)

describe.each(tested)('the run of an execution that is patched on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let number = 0
  beforeAll(async () => void (api = await startApi(setup)))
  afterAll(() => api.close())

  /** A run whose step is recorded, and what it looks like after each of the patches. */
  async function after(backend: string, step: string, patches: readonly Patch[], more: Sent = {}) {
    const id = `${step} ${(number += 1)}`
    await record(api, [begun(id, 0, { runNumber: number, step, ...more })], backend)
    const query = `query ($ref: String, $backend: String) { run(flow: "Train", ref: $ref, backend: $backend) { ${shown} } }`
    const look = async () => (await api.data<{ run: Run }>(query, { ref: String(number), backend })).run
    const seen = [await look()]
    for (const patch of patches) {
      const [answer] = await update(api, [{ id, ...patch }], backend)
      expect(answer).toMatchObject({ ok: true })
      seen.push(await look())
    }
    return seen
  }
  interface Run {
    readonly status: string
    readonly statusReason: string
    readonly heartbeatAt: string
    readonly metadata: { readonly nodes: readonly object[] }
  }
  const finish = (verdict: string, ms: number) => ({ finishAttempt: { verdict, finishedAt: at(ms) } })

  it.each(names)('follows the attempts of its step "end" in %s', async (backend) => {
    const seen = await after(backend, 'end', [
      finish('FAILED', 10),
      finish('FAILED', 99),
      { startAttempt: { startedAt: at(20) } },
      { startAttempt: { number: 2, startedAt: at(99) } },
      { status: 'ok', finishedAt: at(30) },
      { metadata: [{ field: 'note', value: 'late' }], addTags: ['t'] },
    ])
    expect(seen.map(({ status, statusReason }) => [status, statusReason])).toEqual([
      ['RUNNING', 'HEARTBEAT_FRESH'],
      ['FAILED', 'ATTEMPT_FAILED'],
      ['FAILED', 'ATTEMPT_FAILED'],
      ['RUNNING', 'RETRYING'],
      ['RUNNING', 'RETRYING'],
      ['COMPLETED', 'ATTEMPT_OK'],
      ['COMPLETED', 'ATTEMPT_OK'],
    ])
    expect(seen.at(-1)!.metadata.nodes).toEqual([
      fact(1, 'attempt', '1', 0),
      fact(1, 'attempt_ok', 'false', 10),
      fact(2, 'attempt', '2', 20),
      fact(2, 'attempt_ok', 'true', 30),
    ])
  })

  it.each(names)('hears nothing of what an earlier attempt tells late, in %s', async (backend) => {
    const seen = await after(backend, 'end', [
      { startAttempt: { number: 3, startedAt: at(20) } },
      finish('OK', 30),
      { finishAttempt: { number: 1, verdict: 'TIMED_OUT' } },
      { startAttempt: { number: 2 } },
      { finishAttempt: { number: 2, verdict: 'FAILED' } },
    ])
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', statusReason: 'ATTEMPT_OK' })
    expect(seen.at(-1)!.metadata.nodes).toEqual([
      ...[fact(1, 'attempt', '1', 0), fact(3, 'attempt', '3', 20), fact(3, 'attempt_ok', 'true', 30)],
    ])
  })

  it.each(names)('fails when that is cancelled or out of time, in %s', async (backend) => {
    for (const verdict of ['CANCELLED', 'TIMED_OUT']) {
      const seen = await after(backend, 'end', [finish(verdict, 10), finish(verdict, 10)])
      expect(seen[2]).toMatchObject({ status: 'FAILED', statusReason: 'ATTEMPT_FAILED' })
      expect(seen[2]!.metadata.nodes).toEqual([
        fact(1, 'attempt', '1', 0),
        fact(1, 'attempt_ok', 'false', 10),
      ])
    }
  })

  it.each(names)('is told once what came in one call or several, in %s', async (backend) => {
    const id = `whole ${(number += 1)}`
    await record(api, [begun(id, 0, { attempts: [], runNumber: number, step: 'end' })], backend)
    const whole = { id, startAttempt: { number: 1, startedAt: at(1) }, ...finish('FAILED', 2) }
    const again = { id, startAttempt: { number: 2, startedAt: at(3) }, ...finish('OK', 4) }
    await update(api, [whole, again, whole, again], backend)
    await Promise.all([update(api, [whole], backend), update(api, [again], backend)])
    const query = `query ($ref: String, $backend: String) { run(flow: "Train", ref: $ref, backend: $backend) { ${shown} } }`
    expect(await api.data(query, { ref: String(number), backend })).toMatchObject({
      run: {
        status: 'COMPLETED',
        statusReason: 'ATTEMPT_OK',
        metadata: {
          nodes: [
            ...[fact(1, 'attempt', '1', 1), fact(1, 'attempt_ok', 'false', 2)],
            ...[fact(2, 'attempt', '2', 3), fact(2, 'attempt_ok', 'true', 4)],
          ],
        },
      },
    })
  })

  it.each(names)('hears from any of its steps that it is alive, but no verdict, in %s', async (backend) => {
    const begin = new Date(Date.now() - 3_600_000).toISOString()
    const recent = new Date().toISOString()
    const seen = await after(
      backend,
      'fit',
      [
        { metadata: [{ field: 'note', value: 'text' }], addTags: ['t'] },
        { heartbeatAt: recent },
        { heartbeatAt: begin },
        { status: 'failed', finishedAt: recent },
      ],
      { attempts: [{ number: 1, startedAt: begin }], heartbeatAt: begin },
    )
    expect(seen.map(({ status, heartbeatAt }) => [status, heartbeatAt])).toEqual([
      ['FAILED', begin],
      ['FAILED', begin],
      ['RUNNING', recent],
      ['RUNNING', recent],
      ['RUNNING', recent],
    ])
    expect(seen.at(-1)!.metadata.nodes).toEqual([])
  })
})
