import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOver, type Api, startApi } from '../setup/servers/api.ts'
import { startMcp } from '../setup/servers/mcp.ts'
import { bundled, newDirectory, runHere } from '../setup/servers/process.ts'
import { listen } from '../setup/servers/served.ts'
import { makeToken } from '../setup/servers/tokens.ts'

const readers = ['attention', 'find_runs', 'find_executions', 'why', 'groups', 'compare', 'queue']
const record = `mutation { recordExecutions(input: { executions: [
  { id: "good", flow: "train", runNumber: 1, step: "end", status: "completed" }
  { id: "bad", flow: "train", runNumber: 2, step: "end", status: "failed", error: "Error: no room" }
  { id: "hidden", flow: "secret", status: "failed" }] }) { results { ok } } }`

const directory = newDirectory()
afterAll(() => directory.remove())

describe('the command mcp over a server', () => {
  let open: Api
  let api: Api
  let served: Awaited<ReturnType<typeof listen>>
  let secret: string
  beforeAll(async () => {
    open = await startApi({ title: 'sqlite', kinds: { main: 'sqlite' } })
    await open.data(record)
    secret = (await makeToken(open.backends[0]!, { scopes: ['READ'], flows: ['train'] })).secret
    api = apiOver(open.backends, [], { auth: 'tokens', admin: open.backends[0] })
    served = await listen(api.app)
  })
  afterAll(async () => {
    await served.close()
    await api.app.close()
    await open.close()
  })

  it('asks as whoever has the token, links to the dashboard, and only reads', async () => {
    const assistant = await startMcp(['--url', `${served.url}/graphql`], { env: { EXECGRAPH_TOKEN: secret } })
    expect(await assistant.toolNames()).toEqual(readers)
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(assistant.client.getServerVersion()).toMatchObject({ name: 'execgraph', version })
    const { json } = await assistant.call('find_runs', { limit: 1 })
    expect(json).toMatchObject({ runs: [{ number: 2, url: `${served.url}/runs/main/train/2` }] })
    const seen = await assistant.call('find_executions', { ids: ['hidden', 'bad'] })
    expect(seen.json).toMatchObject({ executions: [{ id: 'bad' }], unknownIds: ['hidden'] })
    await assistant.close()
  })

  it('says what to do without a token, and that a server is away', async () => {
    const [stranger, lost] = await Promise.all([
      startMcp(['--url', served.url]),
      startMcp(['--url', 'http://127.0.0.1:1', '--token', secret]),
    ])
    expect((await stranger.call('find_runs')).json).toMatchObject({
      error: {
        code: 'UNAUTHENTICATED',
        message: expect.stringMatching(/Set EXECGRAPH_TOKEN for execgraph mcp, or give --token\.$/) as string,
      },
    })
    const { text, json } = await lost.call('find_runs')
    expect(json).toEqual({ error: { code: 'UNREACHABLE', message: 'http://127.0.0.1:1 did not answer.' } })
    expect(text).not.toContain(secret)
    await Promise.all([stranger.close(), lost.close()])
  })
})

describe('the command mcp over stores', () => {
  it('opens them itself, and has tools that write where they are allowed', async () => {
    const assistant = await startMcp(['--backend', 'main=memory:', '--allow-writes'])
    expect(await assistant.toolNames()).toEqual([...readers, 'cancel', 'retry'])
    expect((await assistant.call('find_runs')).json).toEqual({ runs: [] })
    expect((await assistant.call('retry', { ids: ['nobody'] })).json).toMatchObject({
      results: [{ ok: false, problem: { code: 'NOT_FOUND' } }],
    })
    expect((await assistant.call('why', { execution: 'x', run: 'y' })).json).toMatchObject({
      error: { code: 'BAD_USER_INPUT', field: 'run' },
    })
    const many = await Promise.all(Array.from({ length: 40 }, () => assistant.call('find_runs')))
    const refused = many.filter(({ isError }) => isError)
    expect(refused.length).toBeGreaterThan(0)
    for (const { json } of refused) expect(json).toMatchObject({ error: { code: 'RATE_LIMITED', limit: 20 } })
    await assistant.close()
  })

  it('makes none by a wrong name, and says how it is called', async () => {
    const none = join(directory.path, 'none.db')
    for (const [args, code, why] of [
      [['--backend', `main=sqlite:${none}`], 1, `there is no file "${none}"`],
      [['--backend', 'main=memory:', '--url', 'http://x'], 2, 'not both'],
      [['--url', 'ftp://x'], 2, '--url must be the URL of a server'],
      [['--allow-write'], 2, 'There is no option --allow-write.'],
    ] as const) {
      const ended = await runHere(['mcp', ...args])
      expect([ended.code, ended.stdout]).toEqual([code, ''])
      expect(ended.stderr).toContain(why)
    }
    expect(existsSync(none)).toBe(false)
  })

  it('ends with its client, and by a message that has no end, and writes only the protocol to standard output', async () => {
    const started = (...args: string[]) => {
      const [node, main] = bundled
      const child = spawn(node, [main, 'mcp', ...args])
      const output = { stdout: '', stderr: '' }
      child.stdout.on('data', (chunk: Buffer) => (output.stdout += String(chunk)))
      child.stderr.on('data', (chunk: Buffer) => (output.stderr += String(chunk)))
      child.stdin.on('error', () => {})
      return { child, output, ended: once(child, 'close') }
    }
    const quiet = started('--backend', 'main=memory:')
    const [odd, endless] = [started('--url', 'http://127.0.0.1:1'), started('--url', 'http://127.0.0.1:1')]
    quiet.child.stdin.end()
    odd.child.stdin.end('odd\n{"jsonrpc":"2.0","id":7,"method":"frob"}\n')
    endless.child.stdin.write('x'.repeat(3 * 1024 * 1024))
    expect(await quiet.ended).toEqual([0, null])
    expect(await odd.ended).toEqual([0, null])
    await endless.ended
    expect([quiet.output.stdout, quiet.output.stderr]).toEqual(['', ''])
    for (const line of odd.output.stdout.split('\n').filter(Boolean)) JSON.parse(line)
    expect(endless.output.stdout).toBe('')
  })
})
