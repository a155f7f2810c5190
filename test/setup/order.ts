import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, the longest first. Without them in front, one of them would end the suite alone. */
const long = [
  'package/package',
  'dashboard/pages.browser',
  'dashboard/outage.browser',
  'dashboard/access.browser',
  'executions/listplans',
  'dashboard/hostile.browser',
  'live/merged',
  'live/idle',
  'retention/plans',
  'live/faults',
  'stores/processfaults',
  'demo/live',
  'comparison/large',
  'demo/mover',
  'access/hidden',
  'metaflow/runs',
  'stores/faults',
  'queue/model',
  'access/metaflow',
  'docs/pages',
  'queue/crash',
  'api/manyshapes',
  'api/answersize',
  'runs/filter',
  'runs/caps',
  'dashboard/keyboard.browser',
  'stores/awaitedstores',
  'runs/pages',
  'dashboard/run.browser',
  'cli/shutdown',
  'transfer/roundtrip',
  'worker/worker',
  'runs/plans',
  'recording/stretches',
  'demo/demo',
  'engines/openworkflowreads',
  'engines/contract',
  'access/plans',
  'stores/stalls',
  'cli/log',
  'engines/dbos',
  'dashboard/failures.browser',
  'metaflow/changes',
  'executions/plans',
  'executions/filter',
  'queue/claims',
  'patching/model',
  'retention/command',
  'stores/threads',
  'dashboard/execution.browser',
  'cli/commandline',
  'stores/hanging',
  'dashboard/walk.browser',
  'runs/histogram',
  'live/foreign',
  'stores/upgrades',
  'live/streams',
  'live/shares',
  'live/changing',
  'dashboard/lists.browser',
  'engines/pgbossreads',
  'stores/replicas',
  'failures/plans',
  'recording/deletions',
  'api/queryturns',
  'cli/doctor',
  'dashboard/graph.browser',
  'demo/story',
  'access/streams',
  'retention/pass',
]

/** The others follow as Vitest orders them. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
      return place < 0 ? long.length : place
    }
    // oxlint-disable-next-line unicorn/no-array-sort -- It is no array that sorts.
    const usual = await super.sort(files)
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
