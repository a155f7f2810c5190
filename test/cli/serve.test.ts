import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { newDirectory, runHere, serve, sources } from '../setup/servers/process.ts'
import { linesOf } from '../setup/servers/logged.ts'
import { newPlace } from '../setup/servers/stores.ts'

let directory: ReturnType<typeof newDirectory>
beforeEach(() => {
  directory = newDirectory()
})
afterEach(() => directory.remove())

const backends = '{ backends { name kind reachable } }'

it('serves an embedded SQLite file on this machine only when nothing is said', async () => {
  // As `npm start` does in a clone.
  const server = await serve([], { cwd: directory.path, program: sources })
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
  const { body } = await server.ask(backends)
  expect(body).toMatchObject({ data: { backends: [{ name: 'main', kind: 'sqlite', reachable: true }] } })
  expect(existsSync(join(directory.path, 'execgraph.db'))).toBe(true)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
})

it('lets an argument win over the environment, and listens on an IPv6 address', async () => {
  const env = { PORT: '1', HOST: '192.0.2.1', EXECGRAPH_BACKENDS: 'env=sqlite:./env.db' }
  const args = ['--port', '0', '--host', '::1', '--backend', 'arg=sqlite:./arg.db']
  const server = await serve(args, { cwd: directory.path, env })
  expect(server.url).toBe(`http://[::1]:${server.port}`)
  const { status, body } = await server.ask('{ backends { name } }')
  expect([status, body]).toMatchObject([200, { data: { backends: [{ name: 'arg' }] } }])
  expect(existsSync(join(directory.path, 'env.db'))).toBe(false)
  await server.stop()
})

it('reads its environment, and writes no password and no parameter to its log, even at its most talkative', async () => {
  const place = await newPlace('postgres')
  const { password } = new URL(inject('servers')['postgres']!)
  const env = {
    PORT: '0',
    HOST: 'localhost',
    EXECGRAPH_BACKENDS: ` one=sqlite:./one.db, pg=${place.url} ,`,
    EXECGRAPH_LOG_LEVEL: 'debug',
  }
  const server = await serve([], { cwd: directory.path, env })
  expect(server.url).toBe(`http://localhost:${server.port}`)
  expect(server.port).not.toBe(4000)
  const { body } = await server.ask('{ backends { name } }')
  expect(body).toMatchObject({ data: { backends: [{ name: 'one' }, { name: 'pg' }] } })
  await server.ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids: ['a-parameter'] })
  await server.stop()
  await place.remove()
  const { stdout, stderr } = server.output
  expect(stderr).toBe('')
  expect(stdout).not.toMatch(new RegExp(`:${password}@|a-parameter`))
  // A machine that is busy has slow statements, too.
  expect(linesOf(stdout).flatMap(({ msg }) => (msg === 'slow statement' ? [] : msg))).toEqual([
    `Execgraph listens on ${server.url}`,
    'closing',
    'closed',
  ])
})

it.each([
  ['serve', '--help'],
  ['help', 'serve'],
])('explains itself: %s %s', async (...args) => {
  const { code, stdout, stderr } = await runHere(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^execgraph serve \[options\]\n/)
  for (const name of ['PORT', 'HOST', 'EXECGRAPH_BACKENDS', '--max-body', '--status-cache-ms', '--demo'])
    expect(stdout).toContain(name)
})

it.each([[[]], [['help']], [['--help']]])('lists the commands: %j', async (args) => {
  const { code, stdout, stderr } = await runHere(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^Usage: execgraph command \[options\]\n/)
  for (const name of ['serve', 'runs', 'why', 'export', 'doctor', 'completion'])
    expect(stdout).toContain(`\n  ${name} `)
})
