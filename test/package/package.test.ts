import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { publint } from 'publint'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Installed, installNode, installPacked } from '../setup/servers/packed.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { newPlace } from '../setup/servers/stores.ts'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
}

let installed: Installed
/** A store that the sources have written. */
let store: string
beforeAll(async () => {
  installed = await installPacked()
  store = join(installed.folder, 'existing.db')
  const before = await serve(['--backend', `main=sqlite:${store}`])
  await before.ask(
    'mutation { recordExecutions(input: { executions: [{ id: "one", flow: "F", attempts: [{ number: 1, verdict: OK }] }] }) { results { ok } } }',
  )
  await before.stop()
})
afterAll(() => installed.remove())

const read = (file: string) => readFileSync(join(installed.own, file), 'utf8')
const filesOf = (pattern: string) => globSync(pattern, { cwd: installed.own })
const manifest = () => JSON.parse(read('package.json')) as Manifest

it('holds what it runs, and nothing else', () => {
  expect(new Set(filesOf('*'))).toEqual(
    new Set(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'drizzle', 'package.json', 'schema.graphql']),
  )
  expect(filesOf('drizzle/**/*.sql').toSorted()).toEqual(globSync('drizzle/**/*.sql').toSorted())
  expect(filesOf('drizzle/**/*.json').toSorted()).toEqual(globSync('drizzle/*/meta/_journal.json').toSorted())
  expect(filesOf('dist/dashboard/*.{html,json}').toSorted()).toEqual([
    'dist/dashboard/documents.json',
    'dist/dashboard/index.html',
  ])
  expect(read('schema.graphql')).toBe(readFileSync('schema.graphql', 'utf8'))
})

it('has no fault that publint knows of', async () => {
  const { messages } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(installed.tarball)).buffer },
  })
  expect(messages).toEqual([])
})

it('imports only what is installed with it', () => {
  const names = filesOf('dist/**/*.js')
    .filter((file) => !file.startsWith('dist/dashboard/'))
    .flatMap((file) => [...read(file).matchAll(/(?: from |import\()'((?:@[\w-]+\/)?[a-z][\w.-]*)[/']/g)])
    .map(([, name]) => name!)
  const others = new Set(names).difference(new Set(builtinModules))
  expect(others).toEqual(new Set(Object.keys(manifest().dependencies)))
})

it('says of each module of which source it was made', async () => {
  const modules = filesOf('dist/**/*.js').filter((file) => !file.startsWith('dist/dashboard/'))
  const sources = globSync('src/**/*.ts', { exclude: ['src/dashboard/**'] })
  expect(modules).toHaveLength(sources.length)
  for (const file of modules) {
    const { sources, sourcesContent } = JSON.parse(read(`${file}.map`)) as Record<string, string[]>
    const source = join(dirname(file), sources![0]!)
    expect(sourcesContent).toEqual([readFileSync(source, 'utf8')])
  }
  const failing = `import('execgraph/worker').then(({ createWorker }) => createWorker({ handlers: {} })).catch(({ stack }) => console.log(stack))`
  const stack = await installed.run('node', '--enable-source-maps', '-e', failing)
  expect(stack).toMatch(/\/src\/client\/worker\/options\.ts:\d+/)
})

it('has types for all that it exports', async () => {
  const names = Object.keys(manifest().exports).filter((name) => !/\.\w+$/.test(name))
  expect(names).toContain('./worker')
  const imports = names.map(
    (name, index) => `import * as module${index} from '${name.replace('.', 'execgraph')}'`,
  )
  const uses = names.map((_, index) => `void module${index}`)
  writeFileSync(join(installed.folder, 'all.ts'), [...imports, ...uses, ''].join('\n'))
  writeFileSync(
    join(installed.folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        strict: true,
        noEmit: true,
        types: ['node'],
        typeRoots: [resolve('node_modules/@types')],
      },
      files: ['all.ts'],
    }),
  )
  await installed.run('node', resolve('node_modules/typescript/bin/tsc'))
  await installed.run('node', 'all.ts')
})

it('finds its schema where a program looks for it', async () => {
  const found = await installed.run(
    'node',
    '-p',
    `require('node:fs').readFileSync(require.resolve('execgraph/schema.graphql'), 'utf8').length`,
  )
  expect(Number(found)).toBe(readFileSync('schema.graphql', 'utf8').length)
})

it('is a command of npx', async () => {
  expect(await installed.run('npx', 'execgraph', 'help')).toContain('execgraph serve [options]')
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

it.each(['24', '22'])('serves an existing store and a new one on Node %s', async (version) => {
  const node = version === '24' ? resolve('node_modules/.bin/node') : await installNode(version, installed)
  const place = await newPlace('postgres')
  const served = await serve(['--backend', `main=sqlite:${store}`, '--backend', `fresh=${place.url}`], {
    program: [node, join(installed.own, 'dist/main.js')],
    cwd: installed.folder,
  })
  expect(await looked(served)).toEqual(asExpected)
  expect(await served.stop()).toEqual({ code: 0, signal: null })
  expect(served.output.stderr).toBe('')
  expect(existsSync(join(installed.folder, 'node_modules/.cache/execgraph'))).toBe(true)
  await place.remove()
})
