import { sql } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import { statement } from '../../src/db/sql/statement.ts'
import { parseBackend } from '../../src/db/url.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { newReadyPlace, postgresVersions } from '../setup/servers/stores.ts'

const lookUp = statement<{ 'QUERY PLAN': string }>(
  'test.lookUp',
  ({ tables: { executions: e }, dialect }) =>
    sql`explain (costs off) select ${e.version} from ${e} where ${dialect.isIn(e.id, 'ids')}`,
)

describe.each(postgresVersions)('a statement that writes to %s', (kind) => {
  it('finds its rows by their keys even when it is planned on empty tables, as the plan is kept', async () => {
    const place = await newReadyPlace(kind)
    onTestFinished(() => place.remove())
    const backend = await openBackend(parseBackend(`main=${place.url}`))
    onTestFinished(() => backend.close())
    const rows = await backend.write(createMeter(), (transaction) =>
      transaction.run(lookUp, { ids: idsFrom('e-', 500) }),
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('executions_pkey')
    expect(plan).not.toContain('Seq Scan')
  })
})
