import { copyFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { connect as connectPlain } from 'node:net'
import { text } from 'node:stream/consumers'
import { join, resolve } from 'node:path'
import { type TLSSocket, connect } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, newDirectory, run, runHere, serve } from '../setup/servers/process.ts'

const given = (name: string) => resolve('test/setup/tls', name)

let directory: ReturnType<typeof newDirectory>
let server: Served
let agent: Agent
const files = () => ({ cert: join(directory.path, 'cert.pem'), key: join(directory.path, 'key.pem') })
const use = (name: string) => {
  copyFileSync(given(`${name}.cert.pem`), files().cert)
  copyFileSync(given(`${name}.key.pem`), files().key)
}
beforeAll(async () => {
  directory = newDirectory()
  use('one')
  const { cert, key } = files()
  server = await serve(['--backend', 'main=memory:', '--tls-cert', cert, '--tls-key', key])
  agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false })
})
afterAll(async () => {
  agent.destroy()
  server.child.kill('SIGKILL')
  await server.ended
  directory.remove()
})

/** Whose certificate a new connection gets. */
const certificate = () =>
  new Promise<string>((done, fail) => {
    const socket: TLSSocket = connect(
      { port: server.port, host: '127.0.0.1', rejectUnauthorized: false },
      () => {
        const { subject } = socket.getPeerCertificate()
        socket.destroy()
        done(String(subject.CN))
      },
    )
    socket.once('error', fail)
  })

const post = (query: string) =>
  new Promise<unknown>((done, fail) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(`${server.url}/graphql`, { agent, method: 'POST', headers }, (response) => {
      done(text(response).then((body) => JSON.parse(body) as unknown))
    })
    sent.once('error', fail).end(JSON.stringify({ query }))
  })

const answered = { data: { __typename: 'Query' } }

it('serves HTTPS, goes on with a new certificate, or the old one while the new one is wrong, and loses no request', async () => {
  expect(server.url).toMatch(/^https:/)
  expect(await certificate()).toBe('one')
  expect(await post('{ __typename }')).toMatchObject(answered)
  use('two')
  await expect.poll(certificate).toBe('two')
  // The connection from before is still there.
  expect(await post('{ __typename }')).toMatchObject(answered)
  writeFileSync(files().cert, 'no certificate')
  await expect.poll(() => server.output.stdout).toContain('the one before stays')
  expect(await certificate()).toBe('two')
  use('one')
  await expect.poll(certificate).toBe('one')
  // Who never begins its handshake does not keep the server.
  const silent = connectPlain(server.port, '127.0.0.1').on('error', () => {})
  const claim = post(
    'mutation { claimActions(input: { worker: "w", kinds: ["k"], wait: 2000 }) { actions { nodeId } } }',
  )
  await new Promise((done) => setTimeout(done, 200))
  server.child.kill('SIGTERM')
  expect(await claim).toMatchObject({ data: { claimActions: { actions: [] } } })
  expect(await server.ended).toEqual({ code: 0, signal: null })
  silent.destroy()
})

it('does not start with files that it cannot use, or with one alone', async () => {
  const { cert } = files()
  const backend = ['serve', '--backend', 'main=memory:']
  const alone = await runHere([...backend, '--tls-cert', cert])
  expect([alone.code, alone.stderr]).toEqual([
    2,
    expect.stringContaining('--tls-cert and --tls-key go together'),
  ])
  const wrong = await run([...backend, '--tls-cert', cert, '--tls-key', given('two.key.pem')])
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('cannot be used')])
})
