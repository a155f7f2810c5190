import type { Case as CaseOf } from '../common/floor.ts'
import type { Asker } from './server.ts'
import { bigFlow, quietFlow } from './rows.ts'

export type Case = CaseOf<Asker>

/** Maximum multiple of the newest page where an index can hold the filter, on Postgres. */
export const most = 2

const day = 86_400_000
const dateOf = (time: number) => JSON.stringify(new Date(time).toISOString())

const page = (filter: string) =>
  `{ executionHistory(first: 50${filter && `, filter: { ${filter} }`}) { nodes { id flow status startedAt } } }`

const paged = (name: string, filter: string, bound: number | null): Case => {
  const query = page(filter)
  return { name, most: bound, ask: (asker) => asker.ask(query) }
}

export const newest = paged('newest page, unfiltered', '', null)

/** First pages by what an index can hold, then by what none can, then summaries. */
export function casesAt(now: number): Case[] {
  const time = `startedAfter: ${dateOf(now - 12 * day)}, startedBefore: ${dateOf(now - 10 * day)}`
  const lastDay = `startedAfter: ${dateOf(now - day)}`
  const of = (flow: string) => `flow: ["${flow}"]`
  const held: readonly (readonly [name: string, filter: string])[] = [
    ...['COMPLETED', 'FAILED', 'RUNNING', 'TIMED_OUT', 'PENDING'].map(
      (status) => [status, `status: [${status}]`] as const,
    ),
    ['FAILED or RUNNING', 'status: [FAILED, RUNNING]'],
    ['a flow', of(bigFlow)],
    ...['FAILED', 'RUNNING', 'TIMED_OUT'].map(
      (status) => [`a flow, ${status}`, `${of(bigFlow)}, status: [${status}]`] as const,
    ),
    ['a flow, FAILED, none', `${of(quietFlow)}, status: [FAILED]`],
    ['a run', `run: { flow: "${quietFlow}", number: 1 }`],
    ['a parent', 'parent: "e-7"'],
    ['a script', 'scriptPath: "/jobs/7.py"'],
    ['a prefix of all but a few', 'scriptPrefix: "/jobs"'],
    ['a prefix of a twenty-fifth', 'scriptPrefix: "/jobs/7"'],
    ['a prefix of few', 'scriptPrefix: "/rare"'],
    ['a tag', 'tagsAll: ["common"]'],
    ['a tag of few', 'tagsAny: ["rare"]'],
    ['a time', time],
    ['a time, FAILED', `${time}, status: [FAILED]`],
    ['a time, RUNNING', `${time}, status: [RUNNING]`],
  ]
  const others: readonly (readonly [name: string, filter: string])[] = [
    ['part of an error within a day', `${lastDay}, errorContains: "device 99"`],
    ['part of an error, none within a day', `${lastDay}, errorContains: "nowhere"`],
    ['part of a script of a flow within a day', `${lastDay}, ${of(bigFlow)}, scriptContains: "7"`],
    ['part of an error, too many', `${of(quietFlow)}, errorContains: "nowhere"`],
    ['a duration that many have', 'minDurationMs: 1000000'],
    ['a duration that none has', 'minDurationMs: 99000000'],
    ['a source that all have', 'source: ["cron"]'],
    ['a source that none has', 'source: ["nobody"]'],
  ]
  return [
    ...held.map(([name, filter]) => paged(name, filter, most)),
    ...others.map(([name, filter]) => paged(name, filter, null)),
    statistics('statistics of all', ''),
    statistics('statistics of FAILED', '(filter: { status: [FAILED] })'),
    statistics('statistics of a flow', `(filter: { ${of(bigFlow)} })`),
  ]
}

function statistics(name: string, filter: string): Case {
  const query = `{ executionStats${filter} { counts { status value estimate isExact } oldest newest durations { p50Ms p99Ms } flows { flow count failed } isExact } }`
  return { name, most: null, ask: (asker) => asker.ask(query) }
}
