import { sql as none } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Backend } from '../../src/db/backend.ts'
import { arrayLiteral } from '../../src/db/stores/postgres/dialect.ts'
import { type Statement, bind, compile, statement } from '../../src/db/sql/statement.ts'
import { reading } from './cases.ts'
import type { Scope, Values } from '../../src/db/sql/scope.ts'

/** The backend's own statements, prepared and planned as it does, on a connection with a longer timeout. */
export async function direct(backend: Backend, sql: postgres.Sql): Promise<Backend> {
  let scope: Scope | undefined
  await backend.read(
    statement('bench.scope', (given) => ((scope = given), none`select 1`)),
    {},
    reading(),
  )
  const known = new Map<object, ReturnType<typeof compile>>()
  return {
    ...backend,
    async read<Row>(asked: Statement<Row>, values: Values) {
      const compiled = known.get(asked) ?? compile(scope!, asked)
      known.set(asked, compiled)
      const parameters = bind(compiled.slots, values, arrayLiteral) as never[]
      const rows = await sql.unsafe(compiled.text, parameters, { prepare: true })
      return rows as unknown as Row[]
    },
  }
}
