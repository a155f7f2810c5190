import { type JobWithMetadata, PgBoss, type Queue } from 'pg-boss'
import { type Sql, openSql } from './sql.ts'
import { type Place, newPlace } from './stores.ts'

/** Where words do not order by their bytes, as in most deployments. */
const english = `template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale 'en-US'`

/** A database in which the real pg-boss has jobs, and the URL by which Execgraph reads it. */
export interface BossPlace extends Place {
  readonly boss: PgBoss
  readonly sql: Sql
}

export async function newBoss(): Promise<BossPlace> {
  const { url, remove } = await newPlace('postgres', english)
  // Nothing happens of itself: a test says when.
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, max: 2 })
  await boss.start()
  const sql = openSql({ url, remove })
  const close = async () => {
    await boss.stop({ graceful: false })
    await sql.close()
    await remove()
  }
  return { url: `pgboss+${url}`, boss, sql, remove: close }
}

const never = { retryLimit: 0 }
const queues: Readonly<Record<string, Omit<Queue, 'name'>>> = {
  'letters': {},
  'mail': { ...never, deadLetter: 'letters' },
  'Mail': never,
  'work/again': { retryLimit: 3, retryDelay: 0 },
  'work/later': { retryLimit: 3, retryDelay: 3_600 },
  'slow': { ...never, expireInSeconds: 60 },
  'beats': { ...never, heartbeatSeconds: 10 },
  'big': { ...never, partition: true },
  'short': { policy: 'short' },
}

/** Jobs of all states and their reasons, each made by pg-boss itself. Only clocks are turned back. */
export async function makeJobs({ boss, sql }: BossPlace): Promise<void> {
  for (const [name, options] of Object.entries(queues)) await boss.createQueue(name, options)
  const begin = async (name: string, data: object = {}) => {
    const id = (await boss.send(name, data, { priority: 1 }))!
    await boss.fetch(name)
    return id
  }
  await boss.send('mail', { to: 'ana', text: 'a "quoted" ü' })
  await boss.send('mail', null, { startAfter: 86_400, singletonKey: 'ana', group: { id: 'team 1' } })
  await boss.cancel('mail', (await boss.send('mail'))!)
  for (const name of ['mail', 'big']) {
    await begin(name, { began: true })
    await boss.complete(name, await begin(name), { sent: 1 })
    await boss.complete(name, await begin(name))
    await boss.cancel(name, await begin(name))
    await boss.fail(name, await begin(name), new Error('No such address'))
  }
  await boss.fail('Mail', await begin('Mail'), { code: 7 })
  await boss.fail('Mail', await begin('Mail'), { value: 'as it is' })
  await boss.fail('Mail', await begin('Mail'), { message: 'x'.repeat(20_000) })
  await boss.fail('Mail', await begin('Mail'))
  const again = await begin('work/again')
  for (const message of ['first', 'second']) {
    await boss.fail('work/again', again, new Error(message))
    await boss.fetch('work/again')
  }
  await boss.fail('work/later', await begin('work/later'), new Error('try later'))
  await boss.send('short', {}, { singletonKey: 'only' })
  await makeFlow(boss)
  await begin('slow')
  await begin('beats')
  await sql.run(`update pgboss.job set started_on = started_on - interval '1 hour' where name = 'slow'`)
  await sql.run(`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where name = 'beats'`)
  await boss.supervise('slow')
  await boss.supervise('beats')
  // One that no monitor has seen yet, and one whose heart beats.
  await begin('beats')
  await sql.run(
    `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where name = 'beats' and state = 'active'`,
  )
  await begin('beats')
}

/** Two that wait for one, and one that waits for both. */
async function makeFlow(boss: PgBoss) {
  await boss.flow([
    { ref: 'a', name: 'mail' },
    { ref: 'b', name: 'big', dependsOn: ['a'] },
    { ref: 'c', name: 'Mail', dependsOn: ['a'] },
    { ref: 'd', name: 'big', dependsOn: ['b', 'c'] },
  ])
}

/** All jobs as pg-boss's own client tells them. */
export async function jobsOf(boss: PgBoss): Promise<JobWithMetadata[]> {
  const names = (await boss.getQueues()).map(({ name }) => name)
  return (await Promise.all(names.map((name) => boss.findJobs<object>(name, { limit: 100_000 })))).flat()
}
