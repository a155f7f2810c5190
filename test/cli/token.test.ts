import { afterEach, beforeEach, expect, it } from 'vitest'
import { newDirectory, run, runHere, serve } from '../setup/servers/process.ts'

let directory: ReturnType<typeof newDirectory>
beforeEach(() => {
  directory = newDirectory()
})
afterEach(() => directory.remove())

const token = (...args: string[]) => runHere(['token', ...args])
const store = () => ['--admin', `sqlite:${directory.path}/execgraph.db`]

it('makes the first token, with which a server on any address answers, until it is revoked', async () => {
  const create = ['token', 'create', '--name', 'first', '--scopes', 'read,admin', '--expires', '90d']
  // Both take the same file when nothing is said.
  const made = await run(create, { cwd: directory.path })
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^egt_[\w-]{43}\n$/) })
  const secret = made.stdout.trim()
  const server = await serve(['--host', '0.0.0.0', '--auth', 'tokens'], { cwd: directory.path })
  const statusOf = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${server.port}/graphql?query={tokens{name}}`, { headers })).status
  expect(await statusOf({})).toBe(401)
  expect(await statusOf({ authorization: `Bearer ${secret}` })).toBe(200)
  const { stdout: listed } = await token('list', ...store())
  expect(listed).toMatch(
    /^[0-9a-f-]{36} {2}"first" {2}scopes read,admin {2}flows all {2}backends all {2}expires \d{4}\S+Z {2}last used never\n$/,
  )
  expect(await token('revoke', ...store(), listed.slice(0, 36))).toMatchObject({ code: 0 })
  await expect.poll(() => statusOf({ authorization: `Bearer ${secret}` })).toBe(401)
  await server.stop()
  expect(server.output.stdout + server.output.stderr).not.toContain(secret.slice(4))
})

it.each([
  [[], 'token needs an action: create, list or revoke.'],
  [['make'], 'token needs an action: create, list or revoke.'],
  [['create'], 'token create needs a --name: what the token is for, or whose it is.'],
  [['create', '--name', 'x'], '"--scopes" must name at least one scope.'],
  [['create', '--name', 'x', '--scopes', 'all'], '--scopes takes read, write, work and admin'],
  [
    ['create', '--name', 'x', '--scopes', 'read', '--only-flows', '*'],
    '"--only-flows[0]" must have the beginning',
  ],
  [['create', '--name', 'x', '--scopes', 'read', '--expires', '1y'], '--expires must be a time such as 12h'],
  [['list', '--admin', 'memory:'], 'a memory store does not keep tokens.'],
  [['list', '--backend', 'a=memory:'], 'None of these backends keeps tokens.'],
  [['list', '--frob'], 'There is no option --frob. Known: --admin, --backend, --json.'],
  [['revoke'], 'token revoke needs the ids of tokens'],
  [['revoke', 'nobody'], 'There is no token nobody.'],
] as const)('says what is wrong: %j', async (args, sentence) => {
  const given = args[0] === 'revoke' ? [...args, ...store()] : args
  const { code, stdout, stderr } = await token(...given)
  expect({ code, stdout }).toEqual({ code: sentence.startsWith('There is no token') ? 1 : 2, stdout: '' })
  expect(stderr).toContain(sentence)
})

it('limits what a token may see, in the store of --admin', async () => {
  const admin = `sqlite:${directory.path}/tokens.db`
  const limits = ['--only-flows', 'etl,train*', '--only-flows', 'x', '--only-backends', 'main']
  const made = await token('create', '--admin', admin, '--name', 'ci', '--scopes', 'write', ...limits)
  expect(made.stderr).toContain('flows etl,train*,x  backends main  expires never')
  const { stdout } = await runHere(['token', 'list'], { EXECGRAPH_ADMIN: admin })
  expect(stdout).toContain('"ci"  scopes write  flows etl,train*,x  backends main')
})
