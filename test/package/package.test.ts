import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { publint } from 'publint'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Installed, installNode, installPacked } from '../setup/servers/packed.ts'
import { startMcp } from '../setup/servers/mcp.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { serveHere } from '../setup/servers/served.ts'
import { newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

interface Manifest {
  readonly bin: { readonly execgraph: string }
  readonly dependencies: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
}

let installed: Installed
/** A store that the sources have written. */
let store: string
beforeAll(async () => {
  installed = await installPacked()
  store = join(installed.folder, 'existing.db')
  const before = await serveHere(`sqlite:${store}`)
  const { body } = await before.ask(
    'mutation { recordExecutions(input: { executions: [{ id: "one", flow: "F", attempts: [{ number: 1, startedAt: "2026-01-01T00:00:00Z", finishedAt: "2026-01-01T00:00:01Z", verdict: OK }] }] }) { results { ok } } }',
  )
  expect(body).toMatchObject({ data: { recordExecutions: { results: [{ ok: true }] } } })
  await before.close()
})
afterAll(() => installed.remove())

const read = (file: string) => readFileSync(join(installed.own, file), 'utf8')
const filesOf = (pattern: string) => globSync(pattern, { cwd: installed.own })
/** Not those of the page, which browsers run. */
const modules = () => filesOf('dist/**/*.js').filter((file) => !file.startsWith('dist/dashboard/'))
const manifest = () => JSON.parse(read('package.json')) as Manifest

it('holds what it runs, and nothing else', () => {
  expect(new Set(filesOf('*'))).toEqual(
    new Set([
      ...[
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist',
        'docs',
        'drizzle',
        'package.json',
        'schema.graphql',
      ],
    ]),
  )
  expect(filesOf('docs/**/*.*').toSorted()).toEqual(globSync('docs/**/*.md').toSorted())
  expect(filesOf('drizzle/**/*.sql').toSorted()).toEqual(globSync('drizzle/**/*.sql').toSorted())
  expect(filesOf('drizzle/**/*.json').toSorted()).toEqual(globSync('drizzle/*/meta/_journal.json').toSorted())
  expect(filesOf('dist/dashboard/*.{html,json}')).toHaveLength(2)
  for (const part of ['command', 'dashboard'])
    expect(read(`dist/${part}/licenses.md`)).toContain('Permission is hereby granted')
  expect(read('schema.graphql')).toBe(readFileSync('schema.graphql', 'utf8'))
})

it('has no fault that publint knows of', async () => {
  const { messages } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(installed.tarball)).buffer },
  })
  expect(messages).toEqual([])
})

it('imports only what is installed with it', () => {
  const imported =
    /^(?:import|export) [^;]*?from ["']((?:@[\w-]+\/)?[a-z][\w.-]*)["'/]|import\('([^.'][^']*)'\)/gm
  const names = modules()
    .flatMap((file) => [...read(file).matchAll(imported)])
    .map(([, fixed, onDemand]) => (fixed ?? onDemand)!)
  expect(names).toContain('better-sqlite3')
  const known = [...builtinModules, ...Object.keys(manifest().dependencies)]
  expect([...new Set(names).difference(new Set(known))]).toEqual([])
})

it('says of each module of which source it was made', async () => {
  const named = new Map(
    filesOf('dist/**/*.js.map').flatMap((file) => {
      const { sources, sourcesContent } = JSON.parse(read(file)) as Record<string, string[]>
      return sources!.map((source, index) => [join(dirname(file), source), sourcesContent![index]])
    }),
  )
  const sources = globSync('src/**/*.ts', { exclude: ['src/dashboard/**'] })
  const others = sources.filter((file) => named.has(file) && named.get(file) !== readFileSync(file, 'utf8'))
  expect(others).toEqual([])
  // Modules of types alone are in no map of the command.
  expect(named.has('src/cli/serve.ts') && named.has('src/client/worker/options.ts')).toBe(true)
  const failing = `import('execgraph/worker').then(({ createWorker }) => createWorker({ handlers: {} })).catch(({ stack }) => console.log(stack))`
  const stack = await installed.run('node', '--enable-source-maps', '-e', failing)
  expect(stack).toMatch(/\/src\/client\/worker\/options\.ts:\d+/)
})

const entries = ['.', './client', './worker']

it('has types for what its modules export', async () => {
  const files = entries.map((name, place) => {
    const file = join(installed.folder, `use${place}.ts`)
    const text = `import * as all from '${name.replace('.', 'execgraph')}'
// @ts-expect-error -- It is of a type.
all satisfies number
`
    writeFileSync(file, text)
    return file
  })
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')]
  const checks = ['--noEmit', '--strict', '--module', 'nodenext', '--pretty', 'false']
  const tsc = resolve('node_modules/typescript/bin/tsc')
  const said = await installed
    .run('node', tsc, ...checks, ...types, ...files)
    .catch(({ stdout }: { stdout: string }) => stdout)
  // The types of Drizzle and Yoga, which those of servers need, have errors of their own.
  const others = /^node_modules\/(?:drizzle-orm|@?graphql-yoga|@whatwg-node|@envelop)\//
  expect(said.split('\n').filter((line) => /^\S/.test(line) && !others.test(line))).toEqual([])
})

it('has types for each of its modules', () => {
  const exported = Object.keys(manifest().exports).filter((name) => !/\.\w+$/.test(name))
  expect(exported).toEqual(entries)
})

it('finds its schema where a program looks for it', async () => {
  const found = await installed.run(
    'node',
    '-p',
    `require('node:fs').readFileSync(require.resolve('execgraph/schema.graphql'), 'utf8').length`,
  )
  expect(Number(found)).toBe(readFileSync('schema.graphql', 'utf8').length)
})

it('is a command', async () => {
  const command = join(installed.folder, 'node_modules/.bin/execgraph')
  expect(await installed.run(command, 'help')).toContain('Usage: execgraph command [options]')
})

it('answers in another program, with the page that was packed, and has clients and workers', async () => {
  const program = `import { createExecgraph } from 'execgraph'
import { createClient } from 'execgraph/client'
import { createWorker } from 'execgraph/worker'
const { fetch, store, close } = await createExecgraph({ backends: { main: 'memory:' }, auth: 'none', dashboard: true })
const [recorded] = await store.record([{ id: 'one', flow: 'Etl' }])
const page = await fetch(new Request('http://localhost/', { headers: { accept: 'text/html' } }))
const client = createClient({ url: 'http://localhost', fetch: (url, init) => fetch(new Request(url, init)) })
const one = await client.execution('one')
console.log(recorded.ok, page.status, (await page.text()).includes('src="/assets/'), one.flow, typeof createWorker)
await close()`
  const file = join(installed.folder, 'program.mjs')
  writeFileSync(file, program)
  expect(await installed.run('node', file)).toBe('true 200 true Etl function\n')
})

it('answers an assistant', async () => {
  const command = join(installed.own, manifest().bin.execgraph)
  const assistant = await startMcp(['--backend', `main=sqlite:${store}`], {
    program: [resolve('node_modules/.bin/node'), command],
  })
  expect((await assistant.call('find_executions', { ids: ['one'] })).json).toMatchObject({
    executions: [{ key: 'main:one', status: 'COMPLETED' }],
  })
  await assistant.close()
})

it('is small', () => {
  expect(statSync(installed.tarball).size).toBeLessThan(6 * 1024 * 1024)
})

/** What it answers from its stores, its threads and its files. */
async function looked({ url, ask }: Served) {
  const { body } = await ask(
    '{ executions(ids: ["one"]) { id flow status } executionStats { isExact unavailable } backends { name reachable } }',
  )
  const page = await fetch(url, { headers: { accept: 'text/html' } })
  const html = await page.text()
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1]
  const files = [script, '/graphiql/graphiql.css', '/graphiql/graphiql.js'].map(async (file) => {
    const { status, headers } = await fetch(`${url}${file}`)
    return [status, headers.get('content-type')]
  })
  return { body, page: page.status, files: await Promise.all(files) }
}

const script = [200, 'text/javascript; charset=utf-8']
const asExpected = {
  body: {
    data: {
      executions: [{ id: 'one', flow: 'F', status: 'COMPLETED' }],
      executionStats: { isExact: true, unavailable: [] },
      backends: [
        { name: 'main', reachable: true },
        { name: 'fresh', reachable: true },
      ],
    },
    extensions: expect.anything() as unknown,
  },
  page: 200,
  files: [script, [200, 'text/css; charset=utf-8'], script],
}

it.each(sized(['24', '22'], ['24']))('serves an existing store and a new one on Node %s', async (version) => {
  const node = version === '24' ? resolve('node_modules/.bin/node') : await installNode(version, installed)
  const place = await newPlace('postgres')
  const served = await serve(['--backend', `main=sqlite:${store}`, '--backend', `fresh=${place.url}`], {
    program: [node, join(installed.own, manifest().bin.execgraph)],
    cwd: installed.folder,
  })
  expect(await looked(served)).toEqual(asExpected)
  expect(await served.stop()).toEqual({ code: 0, signal: null })
  expect(served.output.stderr).toBe('')
  // What was compiled is kept for the next start.
  expect(existsSync(join(installed.folder, 'node_modules/.cache/execgraph'))).toBe(true)
  await place.remove()
})
