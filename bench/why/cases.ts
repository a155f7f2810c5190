import type { Case as CaseOf } from '../common/floor.ts'
import type { Asker } from '../executions/server.ts'
import { groupId } from './rows.ts'

/** A case with a bound in milliseconds, or as a multiple of the newest page. */
export type Case = CaseOf<Asker> & { readonly mostMs?: number }

const day = 86_400_000
const fields = 'id flow status startedAt'

const asked = (name: string, query: string, bounds: { most?: number; mostMs?: number } = {}): Case => ({
  name,
  most: bounds.most ?? null,
  ...(bounds.mostMs !== undefined && { mostMs: bounds.mostMs }),
  ask: (asker) => asker.ask(query),
})

const page = (filter: string) =>
  `{ executionHistory(first: 50, filter: { ${filter} }) { nodes { ${fields} } } }`
const groups = (filter: string, shown: string) =>
  `{ failureGroups(first: 50, filter: { ${filter} }) { isExact nodes { ${shown} } } }`
const counts = 'id count share firstSeen lastSeen isNew'

const failedRuns = (shown: string) =>
  `{ runs(first: 100, filter: { status: [FAILED] }) { nodes { id ${shown} } } }`
const failedExecutions = (shown: string) =>
  `{ executionHistory(first: 100, filter: { status: [FAILED] }) { nodes { id ${shown} } } }`
const failure = 'failure { summary at execution { id } attempt node error path { kind id } }'
/** Executions of flows that have good ones, to be compared with the last of these. */
const pairs = Array.from({ length: 50 }, (_, index) => `{ right: "e-${10_001 + index * 20}" }`).join(' ')

export const newest = asked('newest page, unfiltered', page(''))

export function casesAt(now: number): Case[] {
  const lastDay = `startedAfter: "${new Date(now - day).toISOString()}"`
  return [
    asked('failure of 100 runs', failedRuns(failure), { most: 10 }),
    asked('failure of 100 runs, only the summary', failedRuns('failure { summary }')),
    asked('failure of 100 runs, what changed', failedRuns('failure { changed { kind path } }')),
    asked('failure of 100 executions', failedExecutions(failure)),
    asked('usual duration of 100 runs', failedRuns('usual { p50Ms ratio }')),
    asked('usual duration of 100 executions', failedExecutions('usual { p50Ms ratio }')),
    asked('100 failed runs', failedRuns('status')),
    asked('a page of a group', page(`failureGroup: ["${groupId(0)}"]`), { most: 2 }),
    asked('groups of the last day', groups(lastDay, counts), { mostMs: 30 }),
    asked('groups of all', groups('', counts), { mostMs: 80 }),
    asked('groups of a flow', groups('flow: ["Flow0"]', counts)),
    asked('groups of all, with titles', groups('', `${counts} title`)),
    asked(
      'groups of the last day, whole',
      groups(lastDay, `${counts} title isRising flows { flow count } buckets { count }`),
    ),
    asked(
      'groups of all, whole',
      groups('', `${counts} title isRising flows { flow count } buckets { count }`),
    ),
    asked(
      'compareExecutions of 50',
      `{ compareExecutions(pairs: [${pairs}]) { left { id } durationDifferenceMs tags { added } error { right } } }`,
    ),
    asked('attention', '{ attention { items { kind why since execution { id } } notLookedAt } }'),
  ]
}
