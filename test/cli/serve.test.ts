import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newDirectory, runHere, serve, sources } from '../setup/servers/process.ts'

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
