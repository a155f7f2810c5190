import type postgres from 'postgres'
import { arrayLiteral } from '../dialect.ts'
import { placed } from './placed.ts'

type Unsafe = postgres.Sql['unsafe']

/** How Citus keeps a table. */
export interface Spread {
  readonly table: string
  /** `h` by hash, `n` without a key: on every node if it is a reference table, else on the coordinator. */
  readonly method: string
  readonly isReference: boolean
  readonly by: string | null
  readonly colocation: number
  readonly shards: number
}

/** What the coordinator itself has of a table. */
export interface Local {
  readonly table: string
  readonly rows: number
  readonly bytes: number
  /** Whether rows are on its disk. */
  readonly hasRows: boolean
  readonly isOwned: boolean
}

/** What keeps Citus from spreading a table. */
export interface Hindrance {
  readonly table: string
  readonly what: 'key' | 'foreign key' | 'trigger'
  readonly name: string
}

export interface Node {
  readonly name: string
  readonly isActive: boolean
  readonly isSynced: boolean
  readonly holdsRows: boolean
}

const names = () => arrayLiteral(placed.map(({ table }) => table))

/** The version of the extension. `undefined`: this database has none. */
export async function citusVersion(unsafe: Unsafe): Promise<string | undefined> {
  const [row] = await unsafe(`select extversion as version from pg_extension where extname = 'citus'`)
  return row?.['version'] as string | undefined
}

export const nodesOf = (unsafe: Unsafe): Promise<Node[]> =>
  unsafe<Node[]>(`
    select nodename || ':' || nodeport as name, isactive as "isActive", metadatasynced as "isSynced",
      shouldhaveshards as "holdsRows"
    from pg_dist_node
    where noderole = 'primary'
    order by groupid
  `)

export const spreadOf = (unsafe: Unsafe): Promise<Spread[]> =>
  unsafe<Spread[]>(
    `select wanted.name as "table", p.partmethod as method, p.partmethod = 'n' and p.repmodel = 't' as "isReference",
      case when p.partmethod = 'h' then column_to_column_name(p.logicalrelid, p.partkey) end as by,
      p.colocationid::int as colocation,
      (select count(*)::int from pg_dist_shard s where s.logicalrelid = p.logicalrelid) as shards
    from unnest($1::text[]) as wanted(name)
    join pg_dist_partition p on p.logicalrelid = to_regclass(wanted.name)`,
    [names()],
  )

export const localOf = (unsafe: Unsafe): Promise<Local[]> =>
  unsafe<Local[]>(
    `select wanted.name as "table", greatest(c.reltuples, 0)::float8 as rows,
      pg_total_relation_size(c.oid)::float8 as bytes, pg_relation_size(c.oid) > 0 as "hasRows",
      pg_has_role(c.relowner, 'usage') as "isOwned"
    from unnest($1::text[]) as wanted(name)
    join pg_class c on c.oid = to_regclass(wanted.name)`,
    [names()],
  )

/** Execgraph's own triggers count runs by hour. They are dropped. */
export const hindrancesOf = (unsafe: Unsafe): Promise<Hindrance[]> =>
  unsafe<Hindrance[]>(
    `with wanted as (
      select name, by, to_regclass(name) as id from unnest($1::text[], $2::text[]) as wanted(name, by)
    )
    select w.name as "table", 'key' as what, i.indexrelid::regclass::text as name
    from wanted w
    join pg_index i on i.indrelid = w.id and (i.indisunique or i.indisexclusion)
    where w.by is not null and not exists (
      select from pg_attribute a
      where a.attrelid = w.id and a.attname = w.by and a.attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1])
    )
    union all
    select w.name, 'foreign key', c.conname
    from wanted w
    join pg_constraint c on c.contype = 'f' and (c.conrelid = w.id or c.confrelid = w.id)
    union all
    select w.name, 'trigger', t.tgname
    from wanted w
    join pg_trigger t on t.tgrelid = w.id
    where not t.tgisinternal and t.tgname not like 'execgraph\\_%' and t.tgname not like 'truncate\\_trigger\\_%'
    order by 1, 2, 3`,
    [names(), arrayLiteral(placed.map(({ by }) => by ?? null))],
  )

/**
 * Connections of servers that do not write their statements for Citus, by the name that they give them. Those that only
 * hear and tell of changes have that name in every server.
 */
export async function othersOn(unsafe: Unsafe): Promise<number> {
  const [row] = await unsafe(`
    select count(*)::int as count
    from pg_stat_activity
    where datname = current_database() and application_name = 'execgraph' and pid <> pg_backend_pid()
      and query !~* '^ *(listen|select pg_notify)'
  `)
  return row!['count'] as number
}

interface Server {
  readonly isCoordinator: boolean
  readonly canReplicate: boolean
  readonly canDecode: boolean
}

/** Newer minor versions of Postgres decode only by the libraries of a list. Older ones have no such setting. */
const settings = `
  select current_setting('wal_level') || ' ' || coalesce(current_setting('output_plugin_libraries', true), 'citus')
`

export async function serverOf(unsafe: Unsafe): Promise<Server> {
  const [row] = await unsafe<Server[]>(
    `select citus_is_coordinator() as "isCoordinator", bool_and(result like 'logical %') as "canReplicate",
      bool_and(result ~ '\\mcitus\\M') as "canDecode"
    from run_command_on_all_nodes($1)
    where success`,
    [settings],
  )
  return row!
}

/** Nodes that cannot reach each other. */
export const unreachableOf = (unsafe: Unsafe): Promise<{ from: string; to: string }[]> =>
  unsafe<{ from: string; to: string }[]>(`
    select from_nodename || ':' || from_nodeport as "from", to_nodename || ':' || to_nodeport as "to"
    from citus_check_cluster_node_health()
    where result is distinct from true
  `)
