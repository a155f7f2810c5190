import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { begun, idsFrom } from '../setup/seeds/records.ts'
import { serve } from '../setup/servers/process.ts'

const record =
  'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
const heavy =
  '{ executionHistory(first: 100) { nodes { id status inputs { bytes } attempts { nodes { number } } metadata { nodes { field } } } } }'

const request = (port: number, query: string) => {
  const body = JSON.stringify({ query })
  return `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

it.each(['sqlite', 'memory'])(
  'a client that sends 120 queries over %s at once waits by itself',
  async (kind) => {
    const served = await serve(kind === 'memory' ? ['--backend', 'main=memory:'] : [])
    try {
      const executions = idsFrom('e', 300).map((id) => begun(id))
      await served.ask(record, { input: { executions } })
      const port = Number(new URL(served.url).port)
      /** How many of them are answered before another client that asks five times is. */
      const before = async () => {
        const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' })
        let answered = 0
        socket.on('data', (data) => (answered += data.toString('latin1').split('HTTP/1.1 200').length - 1))
        socket.write(request(port, heavy).repeat(120))
        for (let count = 0; count < 5; count++) {
          const { body } = await served.ask('{ executions(ids: ["e7"]) { id } }')
          expect(body).toMatchObject({ data: { executions: [{ id: 'e7' }] } })
        }
        const soFar = answered
        await expect.poll(() => answered).toBe(120)
        socket.destroy()
        return soFar
      }
      let fewest = await before()
      // Had this process to wait, the server went on meanwhile: that says nothing.
      for (let time = 1; time < 5 && fewest >= 90; time++) fewest = await before()
      expect(fewest).toBeLessThan(90)
    } finally {
      await served.stop()
    }
  },
)

it('a client whose queries wait by the thousand is told to come later', async () => {
  const served = await serve(['--backend', 'main=memory:'])
  try {
    await served.ask(record, { input: { executions: idsFrom('e', 300).map((id) => begun(id)) } })
    const port = Number(new URL(served.url).port)
    let text = ''
    for (let count = 0; count < 20; count++) {
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' })
      socket.on('data', (data) => (text += data.toString('latin1')))
      socket.write(request(port, heavy).repeat(100))
    }
    const count = (status: number) => text.split(`HTTP/1.1 ${status}`).length - 1
    await expect.poll(() => count(200) + count(429)).toBe(2_000)
    // A few are answered before the last ones come.
    expect(count(429)).toBeGreaterThan(0)
    expect(count(200)).toBeGreaterThanOrEqual(1_008)
    expect(text.match(/retry-after: 1\r\n/gi)).toHaveLength(count(429))
    expect(text).toContain('At most 1000 queries of one client may wait to be executed.')
  } finally {
    await served.stop()
  }
})
