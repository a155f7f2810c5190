import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'
import { begun, results } from '../setup/seeds/records.ts'
import { startApi } from '../setup/servers/api.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { longIt } from '../setup/whole.ts'

// The same for longer, with what a second store notices, is `npm run bench -- faults`. It ends with 1 if an acknowledged
// write is lost, an answer is none that a fault explains, or something does not work again.
longIt.each(['stopped', 'frozen'])(
  'under load, a Postgres that is %s costs no acknowledged write',
  async (fault) => {
    const args = ['bench/run.ts', 'faults', '--only', fault, '--seconds', '2']
    const { stdout } = await promisify(execFile)(process.execPath, args)
    expect(stdout).toMatch(
      /executions acknowledged +[1-9]\d* .*\nof them lost, or answered wrongly +0 +0 +met/,
    )
  },
)

it('under load, a Postgres that is cut off again and again costs no acknowledged write', async () => {
  const proxy = await startProxy(inject('servers')['postgres']!)
  const api = await startApi({ title: '', kinds: { main: 'postgres' } }, {}, (url) => proxy.through(url))
  const acknowledged: string[] = []
  const over = new AbortController()
  const writeOn = async (writer: number) => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      const id = `${writer}-${n}`
      const [one] = await results(api, [begun(id)])
      if (one!.ok) acknowledged.push(id)
      else expect(one!.problem).toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
      await pause(5)
    }
  }
  const writers = [0, 1, 2, 3].map(writeOn)
  const more = async () => {
    const before = acknowledged.length
    await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 10)
  }
  for (let round = 0; round < 3; round += 1) {
    await more()
    await proxy.cut()
    await pause(50)
    await proxy.restore()
  }
  await more()
  over.abort()
  await Promise.all(writers)
  const { executions } = await api.data<{ executions: ({ id: string } | null)[] }>(
    'query ($ids: [ID!]!) { executions(ids: $ids) { id } }',
    { ids: acknowledged.slice(-500) },
  )
  expect(executions.map((one) => one?.id)).toEqual(acknowledged.slice(-500))
  await api.close()
  await proxy.close()
})
