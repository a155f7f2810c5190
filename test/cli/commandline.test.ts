import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { nearest } from '../../src/cli/suggesting.ts'
import { apiOver, startApi } from '../setup/servers/api.ts'
import { bundled, newDirectory, runHere } from '../setup/servers/process.ts'
import { type Here, listen, serveHere } from '../setup/servers/served.ts'

const directory = newDirectory()
let server: Here
beforeAll(async () => {
  server = await serveHere(`sqlite:${directory.path}/execgraph.db`)
})
afterAll(async () => {
  await server.close()
  directory.remove()
})

const [node, main] = bundled

async function inShell(script: string): Promise<string> {
  const text = `set -eo pipefail\nexecgraph() { '${node}' '${main}' "$@"; }\n${script}`
  const { PATH = '' } = process.env
  const env = { PATH, HOME: directory.path, EXECGRAPH_URL: server.url }
  return (await promisify(execFile)('bash', ['-c', text], { cwd: directory.path, env })).stdout
}

it('does all that docs/command-line.md shows', async () => {
  const blocks = [...readFileSync('docs/command-line.md', 'utf8').matchAll(/```sh\n(.*?)```/gs)]
  const said = []
  for (const [, script] of blocks) said.push(await inShell(script!))
  expect(said).toHaveLength(9)
  expect(said[0]).toBe('Recorded 1 execution.\n'.repeat(3))
  expect(said[1]).toMatch(
    /There is no such run\.\nnightly-2 .*FAILED.*\n.*out of memory[^]*1 x +.*out of memory/,
  )
  expect(said[2]).toMatch(/^nightly-1 +COMPLETED .*\n\{"kind":"SNAPSHOT","id":"nightly-1"/)
  expect(said[4]).toMatch(/Imported 2 executions.*\nImported nothing; already there: 2 executions\.\n/)
})

it('completes commands, options and values in bash', async () => {
  const completed = (line: string) =>
    `COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _execgraph; echo "\${COMPREPLY[@]}"`
  const lines = ['execgraph re', 'execgraph runs --st', 'execgraph serve --auth o', 'execgraph token re']
  const script = ['eval "$(execgraph completion bash)"', ...lines.map(completed)].join('\n')
  expect(await inShell(script)).toBe('record retain\n--status\noidc\nrevoke\n')
})

it('says what is wrong, and ends with 2 if it was called wrongly, else with 1', async () => {
  const none = join(directory.path, 'none.db')
  for (const [args, code, why] of [
    [['why'], 2, 'why needs one run'],
    [['watch'], 2, 'watch needs the ids'],
    [['runs', '--status', 'odd'], 2, '--status must be RUNNING, COMPLETED or FAILED, not "odd".'],
    [['runs', '--url', 'ftp://x'], 2, '--url must be the URL of a server'],
    [['export'], 2, 'export needs one --backend'],
    [['import', '--backend', 'a=memory:'], 1, 'ends with its server'],
    [['export', '--backend', `a=sqlite:${none}`], 1, `there is no file "${none}"`],
    [['help', 'frob'], 2, 'help takes the name of one command'],
    [['help', 'expotr'], 2, 'Did you mean execgraph help export?'],
    [['doctor', '--bogus'], 2, 'There is no option --bogus.'],
    [['doctor', '--port'], 2, '--port needs a value.'],
    [['why', 'nobody'], 1, 'There is no such run'],
    [['runs', '--url', 'http://127.0.0.1:1'], 1, 'did not answer'],
  ] as const) {
    const ended = await runHere(args, { EXECGRAPH_URL: server.url })
    expect([ended.code, ended.stdout]).toEqual([code, ''])
    expect(ended.stderr).toContain(why)
  }
})

it('says how often a failure was seen', async () => {
  const failed = (id: string, flow: string) =>
    `{ id: "${id}", flow: "${flow}", attempts: [{ number: 1, verdict: FAILED, error: "Error: ${flow}",
      startedAt: "2026-01-01T00:00:00Z", finishedAt: "2026-01-01T00:00:01Z" }] }`
  const executions = [failed('rare', 'tides'), failed('usual 1', 'rain'), failed('usual 2', 'rain')]
  const input = `{ executions: [${executions.join(' ')}] }`
  await server.ask(`mutation { recordExecutions(input: ${input}) { results { ok } } }`)
  for (const [id, often] of [
    ['rare', 'once'],
    ['usual 1', '2 times'],
  ] as const)
    expect((await runHere(['why', id], { EXECGRAPH_URL: server.url })).stdout).toContain(
      `\n  seen ${often} since `,
    )
})

it('says what to do about a server that wants a token', async () => {
  const open = await startApi({ title: 'sqlite', kinds: { main: 'sqlite' } })
  const api = apiOver(open.backends, [], { auth: 'tokens', admin: open.backends[0] })
  const { url, close } = await listen(api.app)
  for (const args of [['runs'], ['watch', 'x']]) {
    const ended = await runHere([...args, '--url', url])
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    expect(ended.stderr).toMatch(/Set EXECGRAPH_TOKEN, or give --token\.\n$/)
  }
  await close()
  await api.app.close()
  await open.close()
})

it('guesses what a mistyped word may mean', () => {
  const names = commands.map(({ name }) => name)
  const guesses = {
    serv: 'serve',
    srve: 'serve',
    Runs: 'runs',
    reco: 'record',
    expotr: 'export',
    mpc: 'mcp',
    re: undefined,
  }
  for (const [given, meant] of Object.entries(guesses))
    expect([given, nearest(given, names)]).toEqual([given, meant])
  for (const given of ['x', 'zzzzzzzz', '', 'frobnicate']) expect(nearest(given, names)).toBeUndefined()
})
