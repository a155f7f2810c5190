import type { Measured, Span } from './measure.ts'
import type { Work } from './serve.ts'

/** One measurement. */
export interface Case {
  readonly who: 'ours' | 'graphile' | 'pgboss'
  readonly store: 'postgres' | 'sqlite'
  /** Executions or jobs that were started beforehand. */
  readonly count: number
  readonly work: Work
  readonly span: Span
  readonly processes: number
}

export interface Result extends Case, Measured {
  /** The store's version and durability settings. */
  readonly setup: string
}

/** Four workers of ten slots each. */
const seed: Work = { window: 40, policy: 'seed' }
const open = (window: number): Work => ({ window, policy: 'at once' })
const left = 'select count(*) from queue_executions'
const longestDrain = 100_000

export function casesOf(ms: number): Case[] {
  const ours = (
    store: Case['store'],
    count: number,
    work: Work,
    { span = { ms }, inProcesses = 1 }: { readonly span?: Span; readonly inProcesses?: number } = {},
  ): Case => ({ who: 'ours', store, count, work, span, processes: inProcesses })
  const other = (who: 'graphile' | 'pgboss', window: number, inProcesses: number): Case => ({
    who,
    store: 'postgres',
    count: 400_000,
    work: open(window),
    span: { ms },
    processes: inProcesses,
  })
  const drain = { span: { ms: longestDrain, left } }
  return [
    ...[seed, open(200), open(1_000), open(4_000)].map((work) => ours('postgres', 10_000, work)),
    ...[1_000, 4_000].map((window) => ours('postgres', 10_000, open(window), { inProcesses: 2 })),
    other('graphile', 500, 1),
    other('graphile', 1_000, 2),
    other('pgboss', 500, 1),
    other('pgboss', 2_000, 1),
    ...[50_000, 500_000].flatMap((count) => [seed, open(1_000)].map((work) => ours('postgres', count, work))),
    ours('postgres', 10_000, open(1_000), drain),
    ...[seed, open(200), open(1_000), open(4_000)].map((work) => ours('sqlite', 10_000, work)),
    ours('sqlite', 50_000, open(1_000)),
    ours('sqlite', 10_000, open(1_000), drain),
  ]
}
