import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { hindrancesOf, localOf } from '../../src/db/stores/postgres/distribute/found.ts'
import { type Found, planDistribution } from '../../src/db/stores/postgres/distribute/plan.ts'
import { placed } from '../../src/db/stores/postgres/distribute/placed.ts'
import { spreadingNew } from '../../src/db/stores/postgres/distribute/starting.ts'
import { parseBackend } from '../../src/db/url.ts'
import { fine, note } from '../../src/db/inspection.ts'
import { type Place, newPlace, postgresKinds, postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const ofExecutions = ['execution_tags', 'execution_metadata', 'payloads', 'large_values', 'node_results']

it('each table of history belongs to its execution or flow, or to every node', () => {
  expect(placed.map(({ table, by, as }) => [table, by, as])).toEqual([
    ['executions', 'execution_id', undefined],
    ...ofExecutions.map((table) => [table, 'execution_id', 'executions']),
    ['runs', 'flow_id', undefined],
    ['run_tags', 'flow_id', 'runs'],
    ['run_metadata', 'flow_id', 'runs'],
    ['dags', undefined, undefined],
  ])
})

describe.each(sized(postgresVersions, postgresKinds))('a store on %s', (kind) => {
  let place: Place
  let sql: postgres.Sql
  beforeEach(async () => {
    place = await newPlace(kind)
    await (await openBackend(parseBackend(`main=${place.url}`))).close()
    sql = postgres(place.url, { max: 1, onnotice: () => {} })
  })
  afterEach(async () => {
    await sql.end()
    await place.remove()
  })

  it('has nothing that Citus refuses but its own triggers', async () => {
    expect([...(await hindrancesOf(sql.unsafe))]).toEqual([])
    expect((await localOf(sql.unsafe)).map(({ table, isOwned }) => [table, isOwned])).toEqual(
      expect.arrayContaining(placed.map(({ table }) => [table, true])),
    )
  })

  it('tells what others have added that Citus refuses', async () => {
    await sql.unsafe(`
      create unique index one_name on runs (name) include (flow_id);
      create unique index fine_name on runs (name, flow_id);
      alter table payloads add constraint of_execution foreign key (execution_id) references executions;
      create function nothing() returns trigger language plpgsql as 'begin return null; end';
      create trigger mine after insert on node_results for each statement execute function nothing();
    `)
    expect([...(await hindrancesOf(sql.unsafe))]).toEqual([
      { table: 'executions', what: 'foreign key', name: 'of_execution' },
      { table: 'node_results', what: 'trigger', name: 'mine' },
      { table: 'payloads', what: 'foreign key', name: 'of_execution' },
      { table: 'runs', what: 'key', name: 'one_name' },
    ])
  })

  /** The part of the catalog of Citus that is read at a start, with what it is asked to do. */
  const catalog = `
    create table pg_dist_partition (
      logicalrelid regclass, partmethod "char", partkey text, colocationid int, repmodel "char"
    );
    create table pg_dist_shard (logicalrelid regclass);
    create function column_to_column_name(regclass, text) returns text language sql as 'select $2';
    create table asked (call text);
    create function create_distributed_table(text, text, colocate_with text) returns void language sql
      as 'insert into asked values ($1 || '' by '' || $2 || '' as '' || $3)';
    create function create_reference_table(text) returns void language sql
      as 'insert into asked values ($1 || '' on every node'')';
    insert into pg_dist_partition values ('executions', 'h', 'execution_id', 1, 's');
  `

  it('that is spread is opened only with citus=true', async () => {
    await sql.unsafe(catalog)
    const open = (options: string) => openBackend(parseBackend(`main=${place.url}${options}`))
    await expect(open('')).rejects.toThrow(
      'its tables are spread over a Citus cluster. Add ?citus=true to its URL.',
    )
    // A server without Citus, which has only the names of its catalog.
    await (await open('?citus=shapes')).close()
    expect([...(await sql`select * from asked`)]).toEqual([])
  })

  it('that is spread spreads the tables which a migration has made, and no other', async () => {
    await sql.unsafe(`${catalog} drop table payloads, run_tags, dags; delete from asked`)
    await sql.begin((transaction) =>
      spreadingNew(transaction, true, async () => {
        await transaction.unsafe(
          `create table payloads (execution_id text); create table run_tags (flow_id text); create table dags (dag_hash text)`,
        )
      }),
    )
    expect((await sql`select * from asked`).map((row) => String(row['call']))).toEqual([
      'payloads by execution_id as executions',
      'dags on every node',
    ])
  })
})

const table = (name: string) => ({ table: name, rows: 5, bytes: 8_192, hasRows: true, isOwned: true })
const fresh: Found = {
  isAsked: true,
  version: '13.2-1',
  isCoordinator: true,
  nodes: [{ name: 'w1:5432', isActive: true, isSynced: true, holdsRows: true }],
  unreachable: [],
  canReplicate: true,
  canDecode: true,
  others: 0,
  migrations: fine('migrations', 'All 15 are applied.'),
  spread: [],
  local: placed.map((one) => table(one.table)),
  hindrances: [],
}
const asked = { shards: 8, isBlocking: false }
const spread = (name: string, by: string | null, colocation = 1) => ({
  ...{ table: name, by, colocation, shards: 8 },
  method: by === null ? 'n' : 'h',
  isReference: by === null,
})
const problemsOf = (found: Partial<Found>, how = asked) =>
  planDistribution({ ...fresh, ...found }, how)
    .findings.filter(({ level }) => level === 'problem')
    .map(({ check, text }) => `${check}: ${text}`)

describe('a plan', () => {
  it('has all tables to do where nothing is in the way', () => {
    const { findings, steps } = planDistribution(fresh, asked)
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(steps.map(({ state }) => state)).toEqual(placed.map(() => 'local'))
    expect(steps[1]).toEqual({
      ...{ table: 'execution_tags', by: 'execution_id', as: 'executions', state: 'local' },
      ...{ rows: 5, bytes: 8_192 },
    })
  })

  it('goes on where it stopped', () => {
    const without = new Set(['executions', 'runs', 'node_results'])
    const local = placed.map((one) => ({ ...table(one.table), hasRows: !without.has(one.table) }))
    const begun = { ...spread('runs', null, 0), isReference: false }
    const { steps } = planDistribution(
      {
        ...fresh,
        local,
        spread: [spread('executions', 'execution_id'), spread('payloads', 'execution_id'), begun],
      },
      asked,
    )
    const states = Object.fromEntries(steps.map(({ table, state }) => [table, state]))
    expect(states).toMatchObject({
      ...{ executions: 'spread', payloads: 'cut', node_results: 'empty', runs: 'begun', run_tags: 'local' },
    })
  })

  it.each<[string, Partial<Found>]>([
    ['citus: Citus 12.1-1 is too old.', { version: '12.1-1' }],
    ['citus: The server is a worker of the cluster.', { isCoordinator: false }],
    ['migrations: 2 are pending.', { migrations: note('migrations', '2 are pending.') }],
    [
      'option: The URL does not say citus=true, and servers need it before tables are spread.',
      { isAsked: false },
    ],
    [
      'servers: A connection is open from servers without citus=true: Citus would refuse their statements.',
      { others: 1 },
    ],
    [
      'servers: 3 connections are open from servers without citus=true: Citus would refuse their statements.',
      { others: 3 },
    ],
    ['nodes: The cluster has no nodes.', { nodes: [] }],
    ['nodes: No node of the cluster may hold rows.', { nodes: [{ ...fresh.nodes[0]!, holdsRows: false }] }],
    ['nodes: w1:5432 is not active.', { nodes: [{ ...fresh.nodes[0]!, isActive: false }] }],
    ['nodes: c:1 cannot reach w1:5432.', { unreachable: [{ from: 'c:1', to: 'w1:5432' }] }],
    [
      'placement: runs is spread by name, and must be spread by flow_id.',
      { spread: [spread('runs', 'name')] },
    ],
    [
      'placement: dags is spread by dag_hash, and must be copied to every node.',
      { spread: [spread('dags', 'dag_hash')] },
    ],
    [
      'placement: runs is copied to every node, and must be spread by flow_id.',
      { spread: [spread('runs', null)] },
    ],
    [
      'placement: payloads is not on the same nodes as executions.',
      { spread: [spread('executions', 'execution_id', 1), spread('payloads', 'execution_id', 2)] },
    ],
    [
      'keys: The unique index one_name of runs is without flow_id.',
      { hindrances: [{ table: 'runs', what: 'key', name: 'one_name' }] },
    ],
    [
      'keys: runs has the trigger mine, which Citus refuses.',
      { hindrances: [{ table: 'runs', what: 'trigger', name: 'mine' }] },
    ],
    ['rights: The user does not own runs.', { local: [{ ...table('runs'), isOwned: false }] }],
    [
      'writes: wal_level is not logical on all nodes, so writes cannot go on while tables are copied.',
      { canReplicate: false },
    ],
    [
      'writes: output_plugin_libraries does not list citus on all nodes, so writes cannot go on while tables are copied.',
      { canDecode: false },
    ],
  ])('is refused: %s', (problem, found) => {
    expect(problemsOf(found)).toEqual([problem])
  })

  it('needs no logical replication where writes may wait, or where nothing is left', () => {
    expect(problemsOf({ canReplicate: false }, { ...asked, isBlocking: true })).toEqual([])
    const all = placed.map(({ table, by }) => spread(table, by ?? null))
    expect(problemsOf({ canReplicate: false, spread: all })).toEqual([])
  })
})
