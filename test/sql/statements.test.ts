import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'sql-formatter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { scopeFor } from '../../src/db/stores/postgres/scopes.ts'
import type { Scope, Values } from '../../src/db/sql/scope.ts'
import { type Statement, compile } from '../../src/db/sql/statement.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { citusShapes, postgresKinds, postgresVersions } from '../setup/servers/stores.ts'
import { isWhole, sized } from '../setup/whole.ts'
import { askNarrowed } from './narrowed.ts'
import { everyOperation } from './operations.ts'

/** The texts of each named statement that a store was given. */
type Texts = Map<string, Set<string>>

/** Whether a statement is written for Citus as for any Postgres. */
const isPlain = (text: string, statement: Statement<unknown>, { thresholds }: Scope) =>
  text === compile(scopeFor(undefined)(thresholds), statement).text

/** The same backend, which also notes what text each statement has. `onlyOwn`: if Postgres has another one. */
function noting(backend: Backend, texts: Texts, { folder = '', onlyOwn = false } = {}): Backend {
  // Each once, as the store compiles a statement once.
  const known = new WeakMap<Statement<unknown>, Statement<unknown>>()
  const noted = <Row>(statement: Statement<Row>): Statement<Row> => {
    const found = known.get(statement) ?? notedAnew(statement)
    known.set(statement, found)
    return found as Statement<Row>
  }
  const notedAnew = (statement: Statement<unknown>): Statement<unknown> => ({
    ...statement,
    build(scope: Scope) {
      const { text } = compile(scope, statement)
      if (onlyOwn && isPlain(text, statement, scope)) return statement.build(scope)
      const name = folder + statement.name
      const before = texts.get(name) ?? new Set()
      texts.set(name, before.add(text.replace(/ \/\*.*\*\/$/, '')))
      return statement.build(scope)
    },
  })
  return {
    ...backend,
    read: (statement, values, reading) => backend.read(noted(statement), values, reading),
    write: (meter, work) =>
      backend.write(meter, (transaction) =>
        work({
          ...transaction,
          run: (statement, values: Values) => transaction.run(noted(statement), values),
        }),
      ),
  }
}

type Language = 'sqlite' | 'postgresql'

const isWriting = process.env['UPDATE_SQL'] === '1'
/** To format all texts takes seconds. `npm test` compares them without their spaces. */
const isFormatting = isWriting || isWhole
const pretty = (text: string, language: Language) =>
  isFormatting ? format(text, { language, expressionWidth: 100 }) : text
const comparable = (file: string) => (isFormatting ? file : file.replaceAll(/\s+/g, ''))

/** A file for each folder of `src/db`, and one for whom only some flows exist: each statement in its shortest shape, and in its longest one. */
function filesOf(texts: Texts, language: Language): Record<string, string> {
  const files: Record<string, string> = {}
  for (const name of [...texts.keys()].toSorted()) {
    const shapes = [...texts.get(name)!].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
    const shown = shapes.length === 1 ? shapes : [shapes[0]!, shapes.at(-1)!]
    const titles = shapes.length === 1 ? [''] : [', in its plainest shape', ', with all that it may have']
    const file = `${name.split('.')[0]}.sql`
    files[file] ??= ''
    shown.forEach(
      (text, index) => (files[file] += `-- ${name}${titles[index]}\n${pretty(text, language)};\n\n`),
    )
  }
  return files
}

/** Names that the sources give to statements. */
const names = globSync('src/db/**/*.ts')
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(?<!setAttribute\()'([a-z]+\.[a-zA-Z]+)',/g)])
  .map(([, name]) => name!)

const folder = join(import.meta.dirname)

describe.each([
  { dialect: 'sqlite', kind: 'sqlite', language: 'sqlite' } as const,
  ...sized(postgresVersions, postgresKinds).map(
    (kind) => ({ dialect: 'postgres', kind, language: 'postgresql' }) as const,
  ),
  { dialect: 'citus', kind: citusShapes, language: 'postgresql' } as const,
])('the SQL for $kind', ({ dialect, kind, language }) => {
  const texts: Texts = new Map()
  let api: Api
  beforeAll(async () => {
    const opened = await startApi({ title: kind, kinds: { main: kind } })
    const onlyOwn = dialect === 'citus'
    const backend = noting(opened.backends[0]!, texts, { onlyOwn })
    const limits = { valueBytes: 10_000, payloadBytes: 100_000, keepLargeValues: true }
    api = apiOver([backend], opened.places, { limits })
    await everyOperation(api, backend)
    await askNarrowed(noting(opened.backends[0]!, texts, { folder: 'narrowed.', onlyOwn }))
  })
  afterAll(() => api.close())

  it('is what stands in the files beside this test, which `UPDATE_SQL=1` writes', () => {
    const files = filesOf(texts, language)
    const path = join(folder, dialect)
    if (isWriting) {
      mkdirSync(path, { recursive: true })
      for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
    }
    const kept = existsSync(path) ? globSync('*.sql', { cwd: path }) : []
    expect(kept.toSorted()).toEqual(Object.keys(files).toSorted())
    for (const file of kept)
      expect(comparable(readFileSync(join(path, file), 'utf8'))).toBe(comparable(files[file]!))
  })

  if (dialect === 'citus') return
  it('is shown for every statement that has a name', () => {
    expect(
      names.filter(
        (name) => !texts.has(name) && !/^((agentfield|engines|memory|metaflow)\.|runs\.byRefs$)/.test(name),
      ),
    ).toEqual([])
    expect(names.length).toBe(new Set(names).size)
  })
})
