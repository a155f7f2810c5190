import { createServer } from 'node:net'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readSettings } from '../../src/cli/options/settings.ts'
import { parseBackend } from '../../src/db/url.ts'
import { openStores } from '../../src/server/opening/stores.ts'
import { silent } from '../setup/servers/api.ts'
import { newDirectory, run, runHere } from '../setup/servers/process.ts'

const server = new URL(inject('servers')['postgres']!)
const refused = 'postgres://user:hunter2@127.0.0.1:1/db'
const known = 'Known: --port, --host, '

/** The URL of the tests' own Postgres with another database or password. */
function at(change: { pathname?: string; password?: string }): string {
  return Object.assign(new URL(server), change).href
}

let directory: ReturnType<typeof newDirectory>
const busy = createServer((socket) => socket.on('error', () => {}).resume())
beforeAll(async () => {
  directory = newDirectory()
  mkdirSync(join(directory.path, 'folder'))
  writeFileSync(
    join(directory.path, 'text.db'),
    'This is no database, but long enough to be taken for one.\n',
  )
  await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  directory.remove()
  await new Promise((done) => busy.close(done))
})

const serve = (...args: string[]) => runHere(['serve', '--wait-for-backends', '0', ...args])
const started = (...args: string[]) => run(['serve', '--wait-for-backends', '0', ...args])
const backends = (...urls: string[]) => serve('--port', '0', ...urls.flatMap((url) => ['--backend', url]))

/** The server refuses to start: one sentence or two on stderr, nothing on stdout, exit code 1. */
const expectRefusal = (started: ReturnType<typeof serve>, ...parts: string[]) =>
  expectEnd(1, started, ...parts)
/** The same, with exit code 2: it was called wrongly. */
const expectUsage = (started: ReturnType<typeof serve>, ...parts: string[]) => expectEnd(2, started, ...parts)

/** A store refuses to open, with the sentence by which the server ends. */
async function expectUnopened(url: string, ...parts: string[]) {
  const why = await openStores([parseBackend(url)], 0, silent).catch((error: unknown) => error)
  expectSentence(() => {
    throw why as Error
  }, parts)
}

async function expectEnd(wanted: number, started: ReturnType<typeof serve>, ...parts: string[]) {
  const { code, stdout, stderr } = await started
  expect({ code, stdout }).toEqual({ code: wanted, stdout: '' })
  expect(stderr).toMatch(/^execgraph: [^\n]+[^.]\.\n$/)
  expect(stderr).not.toMatch(/hunter2|postgres:password|\n +at /)
  for (const part of parts) expect(stderr).toContain(part)
}

/** The same sentence without a process: nothing but the arguments and the environment is read. */
function expectWrong(args: readonly string[], ...parts: string[]) {
  expectSentence(() => readSettings(args, {}), parts)
}
const expectWrongBackends = (urls: readonly string[], ...parts: string[]) =>
  expectWrong(
    urls.flatMap((url) => ['--backend', url]),
    ...parts,
  )

function expectSentence(read: () => unknown, parts: readonly string[]) {
  expect(read).toThrow(/^[^\n]+[^.]\.$/)
  expect(read).not.toThrow(/hunter2|postgres:password/)
  for (const part of parts) expect(read).toThrow(part)
}

describe('a wrong argument is answered with a sentence that says what would be right', () => {
  it('an unknown command', () =>
    expectUsage(
      run(['frobnicate']),
      'There is no command "frobnicate". The commands are serve, ',
      ' or help. Try execgraph help.',
    ))
  it('a mistyped command', () =>
    expectUsage(runHere(['rnus']), 'There is no command "rnus". Did you mean runs? Try execgraph help.'))
  it('a token in place of a command', () => expectUsage(runHere(['egt_hunter2']), 'must be a command'))
  it('a URL in place of a command', () => expectUsage(runHere([refused]), 'must be a command'))
  it('an unknown option', () => expectUsage(serve('--frob'), 'There is no option --frob.', known))
  it('an option without its value', () => expectWrong(['--port'], '--port needs a value.', known))
  it('a value that looks like an option', () => expectWrong(['--port', '--demo'], '--port needs a value.'))
  it('a negative number', () =>
    expectWrong(['--max-body', '-1'], '--max-body must be a whole number from 1 to 1073741824, not "-1".'))
  it('a URL without --backend before it', () =>
    expectWrong([`main=${refused}`], 'an argument without an option before it', known))
  it.each(['abc', '70000', '-1', '', '1.5', '0x50'])('port "%s"', (port) =>
    expectWrong([`--port=${port}`], `--port must be a whole number from 0 to 65535, not "${port}".`),
  )
  it('a bad PORT in the environment', () =>
    expectUsage(
      runHere(['serve'], { PORT: 'abc' }),
      'PORT must be a whole number from 0 to 65535, not "abc".',
    ))
  it('an unknown log level', () => expectWrong(['--log-level', 'loud'], 'debug, info, warn, error'))
  it.each([['0.0.0.0'], ['::'], ['192.0.2.1']])('%s without authentication', async (host) => {
    const { code, stderr, stdout } = await serve('--host', host, '--backend', 'a=sqlite:./none.db')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(
      `execgraph: Whoever reaches ${host} could read and change everything. Start with --auth tokens or --auth oidc, or with --insecure if only those who may do so can reach it.\n`,
    )
  })
  it('tokens without a store for them', async () => {
    const { code, stderr } = await serve('--auth', 'tokens', '--backend', 'a=memory:')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'execgraph: --auth tokens needs a store that keeps them: a sqlite or postgres backend, or one named by --admin.\n',
    })
  })
  it('another authentication', () =>
    expectWrong(['--auth', 'magic'], '--auth must be none, tokens or oidc, not "magic".'))
  it('a store for tokens that keeps none', () =>
    expectWrong(['--admin', 'memory:'], '--admin must be sqlite:… or postgres://…'))
  it('a store for tokens of an unknown kind', () =>
    expectWrong(['--admin', 'mysql://user:hunter2@host/db'], '--admin must be sqlite:… or postgres://….'))
  it('an empty address', () => expectWrong(['--host', ''], '--host must name an address'))
  it('a body limit that is no number', () => expectWrong(['--max-body', '8MB'], '--max-body must be'))
})

describe('a backend that cannot be read is refused before any is opened', () => {
  it('an unknown scheme', () =>
    expectUsage(
      backends('main=mysql://user:hunter2@host/db'),
      'Backend "main" has the unknown scheme "mysql:".',
      'Use one of sqlite:, postgres://, memory:, metaflow+postgres://,',
      'agentfield+sqlite:, dbos+postgres://, dbos+sqlite:, pgboss+postgres://,',
      'docs/settings.md has an example of each.',
    ))
  it('an unknown scheme that is long', () =>
    expectWrongBackends([`main=${'x'.repeat(500)}:y`], `the unknown scheme "${'x'.repeat(40)}:".`))
  it('an unknown scheme in capitals', () =>
    expectWrongBackends(['main=C:\\execgraph.db'], 'the unknown scheme "C:".'))
  it('no scheme', () => expectWrongBackends(['main=./execgraph.db'], 'Backend "main" has no scheme.'))
  it('no name', () => expectWrongBackends(['sqlite:./execgraph.db'], 'A backend is written name=url'))
  it('no name, and a URL with an equals sign', () =>
    expectWrongBackends([`${refused}?sslmode=require`], 'A backend has no name', 'name=url'))
  it('a bad name', () =>
    expectWrongBackends(
      ['Main Store=sqlite:./a.db'],
      '"Main Store" is not a name for a backend',
      'lower-case',
    ))
  it('the same name twice', () =>
    expectWrongBackends(['a=sqlite:./a.db', 'a=sqlite:./b.db'], 'Two backends are called "a".'))
  it('an unknown option', () =>
    expectWrongBackends(
      [`a=${refused}?frob=1`],
      'Backend "a" has the unknown option "frob".',
      'Known: run-heartbeat',
    ))
  it('an option with a bad value', () =>
    expectWrongBackends([`a=${refused}?pool=0`], 'pool=0 is not a whole number from 1 to 1000'))
  it('a store in memory without room', () =>
    expectWrongBackends(['a=memory:?max=0'], 'Backend "a": max=0 is not a whole number from 1 to 1000000.'))
  it('a store in memory with room for more than there can be', () =>
    expectWrongBackends(['a=memory:?max=1000001'], 'max=1000001 is not a whole number'))
  it('a store in memory that has a place', () =>
    expectWrongBackends(
      ['a=memory:./cache.db'],
      'Backend "a" names a place, and memory has none.',
      'memory:?max=1000',
    ))
  it('an option that memory does not have', () =>
    expectWrongBackends(
      ['a=memory:?pool=1'],
      'Backend "a" has the unknown option "pool".',
      'Known: run-heartbeat, task-heartbeat, old-task, max.',
    ))
  it.each(['dbos', 'agentfield'])('an option of the file of %s, which has none', (engine) =>
    expectWrongBackends(
      [`a=${engine}+sqlite:./a.db?pool=1`],
      'Backend "a" has the unknown option "pool". It takes none.',
    ),
  )
  it('no file', () => expectWrongBackends(['a=sqlite:'], 'Backend "a" names no file.'))
  it('no host', () => expectWrongBackends(['a=postgres:///db'], 'The URL of backend "a" names no host.'))
  it('a password that breaks the URL', () =>
    expectWrongBackends(['a=postgres://user:hunter2#/x@host/db'], 'cannot be read', '%23'))
  it('a password with a question mark, read as an option', () =>
    expectWrongBackends(['a=postgres://user:12?hunter2@host/db'], 'an option that cannot be read'))
  it('a good one before it', async () => {
    await expectUsage(
      backends(`good=sqlite:${directory.path}/good.db`, 'main=./bad.db'),
      'Backend "main" has no scheme.',
    )
    expect(readdirSync(directory.path)).not.toContain('good.db')
  })
})

describe.concurrent('a store that cannot be opened is named, with the reason', () => {
  it('a demo where nothing is written', () =>
    expectRefusal(
      serve('--demo', '--backend', 'jobs=pgboss+postgres://user@127.0.0.1:1/db'),
      '--demo writes to the first backend that takes writes, and all are read-only. Name another one.',
    ))
  it('nothing listens there', () =>
    expectUnopened(
      `down=${refused}`,
      'Backend "down" cannot be opened: connect ECONNREFUSED 127.0.0.1:1.',
      'Check that Postgres 15 or later answers on 127.0.0.1:1',
    ))
  it('something listens there that never answers', () =>
    expectUnopened(
      `deaf=postgres://user:hunter2@127.0.0.1:${portOf(busy)}/db`,
      `127.0.0.1:${portOf(busy)} did not answer in time.`,
    ))
  it('no such database', () =>
    expectUnopened(
      `pg=${at({ pathname: '/nowhere' })}`,
      'database "nowhere" does not exist',
      'may use database "nowhere"',
    ))
  it('a wrong password', () =>
    expectRefusal(
      started('--backend', `pg=${at({ password: 'hunter2' })}`),
      'password authentication failed for user',
    ))
  it('a directory', () =>
    expectUnopened(
      `a=sqlite:${directory.path}/folder`,
      `Backend "a" cannot be opened: "${directory.path}/folder" is a directory. Name a file, such as sqlite:`,
      '/folder/execgraph.db.',
    ))
  it('a file in a directory that is not there', () =>
    expectUnopened(
      `a=sqlite:${directory.path}/none/a.db`,
      `there is no directory "${directory.path}/none". Create it first.`,
    ))
  it('a file that is no database', () =>
    expectUnopened(
      `a=sqlite:${directory.path}/text.db`,
      'file is not a database',
      `Check that "${directory.path}/text.db" is a SQLite`,
    ))
})

describe.concurrent('a place to listen that cannot be had is named', () => {
  it('a port that is taken', () =>
    expectRefusal(
      started('--port', String(portOf(busy)), '--backend', `a=${server.href}`),
      `Port ${portOf(busy)} on 127.0.0.1 is taken. Give another one with --port.`,
    ))
  it('an address that is not ours', () =>
    expectRefusal(
      started('--insecure', '--host', '192.0.2.1', '--backend', 'a=memory:'),
      'Port 4000 on 192.0.2.1 cannot be listened on',
    ))
})

function portOf(listening: typeof busy): number {
  return (listening.address() as { port: number }).port
}
