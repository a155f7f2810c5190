import type { Sql } from './sql.ts'

/** From now on the store refuses to insert, update or delete rows of this table that belong to an execution called "bad". */
export async function refuseBad(
  { dialect, run }: Sql,
  event: 'insert' | 'update' | 'delete',
  table: string,
): Promise<void> {
  const row = event === 'delete' ? 'old' : 'new'
  if (dialect === 'sqlite') {
    await run(
      `create trigger refuse_bad before ${event} on ${table} when ${row}.execution_id = 'bad' begin select raise(abort, 'a secret'); end`,
    )
    return
  }
  await run(
    `create function refuse_bad() returns trigger language plpgsql as $$ begin raise exception 'a secret'; end $$`,
  )
  await run(
    `create trigger refuse_bad before ${event} on ${table} for each row when (${row}.execution_id = 'bad') execute function refuse_bad()`,
  )
}

/** From now on a transaction that changes the execution "bad" fails at its end, when all its statements have succeeded. */
export async function refuseCommit({ dialect, run }: Sql): Promise<void> {
  const on = 'on executions'
  const when = `new.execution_id = 'bad'`
  if (dialect === 'sqlite') {
    await run('create table named (name text primary key)')
    await run('create table naming (name text references named deferrable initially deferred)')
    await run(
      `create trigger refuse_commit after update ${on} when ${when} begin insert into naming values ('nobody'); end`,
    )
    return
  }
  await run(
    `create function refuse_commit() returns trigger language plpgsql as $$ begin raise exception 'a secret'; end $$`,
  )
  await run(
    `create constraint trigger refuse_commit after update ${on} deferrable initially deferred for each row when (${when}) execute function refuse_commit()`,
  )
}

/** From now on the store takes all of it again. */
export async function refuseNothing({ dialect, run }: Sql): Promise<void> {
  if (dialect === 'postgres')
    return void (await run('drop function if exists refuse_bad, refuse_commit cascade'))
  for (const name of ['refuse_bad', 'refuse_commit']) await run(`drop trigger if exists ${name}`)
}
