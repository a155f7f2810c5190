import type postgres from 'postgres'
import { WrongStore } from '../../../failure.ts'
import { backfill, compare } from './backfill.ts'
import { functionStatements, triggerStatements } from './functions.ts'
import type { MetaflowNames } from '../names.ts'
import { patiently, type Work } from './maintenance.ts'
import { nameIn, refillName, registerNames, registersVersion, tableStatements } from '../registers.ts'
import { isAccelerated, presentTriggers } from '../registerstate.ts'

/** Creates registers of all runs, kept by triggers. Existing parts are kept, and interrupted work goes on. */
export async function accelerate(work: Work): Promise<void> {
  const { sql, names, valueType, say } = work
  if (await isAccelerated(sql, names, valueType)) {
    say(
      `The registers of schema "${names.schema}" are there and kept: nothing is to be done. --verify compares each with its run.`,
    )
    return
  }
  await createTables(work)
  const created = await createTriggers(work)
  if (created > 0)
    await sql.unsafe(
      `
        update ${nameIn(names, registerNames.state)}
        set done_flow = null, done_number = null, complete = false
      `,
    )
  const { tell } = await counting(work)
  await backfill(sql, names, valueType, tell)
  await sql.unsafe(`vacuum (analyze) ${nameIn(names, registerNames.runs)}`)
  await sql.unsafe(`update ${nameIn(names, registerNames.state)} set complete = true`)
  const [size] = await sql.unsafe(
    `
      select count(*)::int as runs,
        pg_size_pretty(pg_total_relation_size('${nameIn(names, registerNames.runs)}')) as size
      from ${nameIn(names, registerNames.runs)}
    `,
  )
  say(
    `Complete: the registers of ${Number(size!['runs']).toLocaleString('en')} runs, ${size!['size']} with their indexes.`,
  )
  say(
    'Servers read them from their next start on. To take all of it away again: --remove, after they were stopped.',
  )
}

/** Creates the tables. Tables of another version, or of other tables of Metaflow, are replaced. */
async function createTables(work: Work): Promise<void> {
  const { sql, names, valueType, say } = work
  const { state, runs } = registerNames
  const { rows, wanted } = {
    rows: nameIn(names, state),
    wanted: [registersVersion, names.tables.runs, names.tables.metadata, valueType],
  }
  const [found] = await sql.unsafe(`select to_regclass($1) is not null as state`, [rows])
  if (found!['state']) {
    const [same] = await sql.unsafe(
      `
        select count(*)::int as n
        from ${rows}
        where version = $1 and runs = $2 and metadata = $3 and value_type = $4
      `,
      wanted,
    )
    const [some] = await sql.unsafe(`select count(*)::int as n from ${rows}`)
    if (same!['n'] === 0 && some!['n'] > 0) await remove(work)
  }
  say(`Creating ${names.schema}.${runs}, and triggers that keep it.`)
  await sql.begin(async (transaction) => {
    for (const text of tableStatements(names)) await transaction.unsafe(text)
    for (const text of functionStatements(names, valueType)) await transaction.unsafe(text)
    await transaction.unsafe(
      `
        insert into ${rows} (version, runs, metadata, value_type)
        values ($1, $2, $3, $4)
        on conflict
        do nothing
      `,
      wanted,
    )
    await grant(transaction, names)
  })
}

/** Roles that may read Metaflow's runs may read their registers. */
async function grant(sql: postgres.TransactionSql, names: MetaflowNames): Promise<void> {
  const readers = await sql.unsafe(
    `
      select distinct case acl.grantee
        when 0 then 'public'
        else quote_ident(pg_get_userbyid(acl.grantee))
      end as role
      from pg_class c
      cross join aclexplode(c.relacl) as acl
      where c.oid = $1::text::regclass and acl.privilege_type = 'SELECT'
    `,
    [nameIn(names, names.tables.runs)],
  )
  const tables = Object.values(registerNames).map((name) => nameIn(names, name))
  for (const { role } of readers) await sql.unsafe(`grant select on ${tables.join(', ')} to ${role}`)
}

/** Creates the missing triggers and returns how many. Each waits only a moment for its table's lock: all writers would wait behind it. */
async function createTriggers({ sql, names, valueType, say }: Work): Promise<number> {
  const present = await presentTriggers(sql, names)
  const missing = triggerStatements(names, valueType).filter(({ name }) => !present.includes(name))
  for (const { name, table, statements } of missing) {
    const on = nameIn(names, names.tables[table])
    await patiently(sql, [`drop trigger if exists ${name} on ${on}`, ...statements], say)
  }
  return missing.length
}

/** Compares all registers with the raw rows, reports how many differ, and corrects these. */
export async function verify(work: Work): Promise<void> {
  const { sql, names, valueType, say } = work
  if (!(await isAccelerated(sql, names, valueType)))
    throw new WrongStore(
      `schema "${names.schema}" has no complete registers to compare. Run accelerate --facts without --verify, which makes them complete.`,
    )
  const { tell, counted } = await counting(work)
  await compare(sql, names, valueType, tell)
  const { runs, mended } = counted()
  const those = `${mended.toLocaleString('en')} differed and ${mended === 1 ? 'was' : 'were'} mended`
  say(
    `Compared the registers of ${runs.toLocaleString('en')} runs: ${mended === 0 ? 'none differs' : those}.`,
  )
}

/** Counts the progress of a walk, and reports it from time to time. */
async function counting(work: Work) {
  const total = await estimate(work)
  let [runs, mended, told] = [0, 0, performance.now()]
  return {
    tell(batch: { readonly count: number; readonly mended: number }) {
      runs += batch.count
      mended += batch.mended
      if (performance.now() - told < 2_000) return
      told = performance.now()
      work.say(`  ${runs.toLocaleString('en')} of about ${total.toLocaleString('en')} runs`)
    },
    counted: () => ({ runs, mended }),
  }
}

async function estimate({ sql, names }: Work): Promise<number> {
  const [found] = await sql.unsafe(
    `select greatest(reltuples, 0)::bigint::text as n from pg_class where oid = $1::text::regclass`,
    [nameIn(names, names.tables.runs)],
  )
  return Number(found!['n'])
}

/** Removes everything that `accelerate` has created in the database. */
export async function remove({ sql, names, valueType, say }: Work): Promise<void> {
  const triggers = triggerStatements(names, valueType)
  for (const { name, table } of triggers) {
    await patiently(sql, [`drop trigger if exists ${name} on ${nameIn(names, names.tables[table])}`], say)
  }
  const functions = [...triggers.map(({ name }) => name), refillName].map(
    (name) => `drop function if exists ${nameIn(names, name)}`,
  )
  const tables = Object.values(registerNames).map((name) => `drop table if exists ${nameIn(names, name)}`)
  await patiently(sql, [...functions, ...tables], say)
  say(`Nothing of Execgraph's registers is left in schema "${names.schema}".`)
}
