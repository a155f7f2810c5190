import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme } from '../setup/acme/engine.ts'
import { acmeAdapter } from '../setup/acme/adapter.ts'
import { type Seeded, history } from '../setup/contract/history.ts'
import { blocksOf } from '../setup/docs/markdown.ts'
import { openSql } from '../setup/servers/sql.ts'

// The template passes the contract of reads with all other kinds: `adapters.ts` has it.

const file = 'test/setup/acme/engine.ts'

it('the template of the guide is the engine that the contract is tested with, and short', () => {
  const text = readFileSync(file, 'utf8')
  const guide = blocksOf(readFileSync('docs/adding-an-engine.md', 'utf8'))
  const block = guide.find(({ language }) => language === 'ts')
  // In the folder of an engine, paths are shorter.
  expect(block?.text.trimEnd()).toBe(
    text.replaceAll('../../../src/db/engines/', '../').replaceAll('../../../src/db/', '../../').trimEnd(),
  )
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
})

describe('the engine of the template', () => {
  let seeded: Seeded
  beforeAll(async () => {
    seeded = await acmeAdapter.seed(
      history.filter(({ status }) => !acmeAdapter.cannot.statuses.includes(status)),
    )
  })
  afterAll(async () => {
    await seeded.backend.close()
    await seeded.place.remove()
  })
  const storeAt = (options = '') => acme.parse('acme', seeded.place.url.slice('postgres:'.length) + options)

  it('is known by its tables', () => {
    const versionOf = (...columns: string[]) =>
      acme.detection!.versionOf(new Map([['acme_jobs', new Set(columns)]]))
    expect([versionOf('job_id'), versionOf('job_id', 'priority'), versionOf()]).toEqual([
      'release 1',
      'release 2 or later',
      undefined,
    ])
  })

  it('names the first column that is missing, and has a doctor', async () => {
    const db = openSql(seeded.place)
    await db.run('create schema old')
    await db.run('create table old.acme_jobs (job_id text, parent_id text, queue text)')
    await db.close()
    const why = 'schema "old" has a table "acme_jobs" without a column "state". Name it'
    await expect(storeAt('?schema=old').open(() => {})).rejects.toThrow(why)
    expect(await storeAt('?schema=old').inspect()).toMatchObject([{ level: 'ok' }, { level: 'problem' }])
    expect(await storeAt().inspect()).toContainEqual({
      ...{ check: 'tables', level: 'ok' },
      text: 'Schema "acme" has the tables of Acme.',
    })
  })
})
