import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, the longest first. Without them in front, one of them would end the suite alone. */
const long = [
  'package/package',
  'dashboard/pages.browser',
  'access/plans',
  'executions/listplans',
  'dashboard/outage.browser',
  'live/idle',
  'demo/mover',
  'demo/live',
  'live/faults',
  'demo/demo',
  'stores/faults',
  'queue/crash',
  'dashboard/access.browser',
  'live/merged',
  'dashboard/hostile.browser',
  'runs/filter',
  'metaflow/runs',
  'retention/plans',
  'access/metaflow',
  'docs/pages',
  'queue/model',
  'patching/model',
  'runs/plans',
  'runs/caps',
  'dashboard/keyboard.browser',
  'live/foreign',
  'stores/awaitedstores',
  'stores/hanging',
  'executions/dagstates',
  'worker/worker',
  'access/hidden',
  'stores/stalls',
  'comparison/large',
  'executions/filter',
  'recording/stretches',
  'runs/histogram',
  'stores/expensive',
  'cli/log',
  'retention/pass',
  'executions/stats',
  'runs/pages',
  'dashboard/run.browser',
  'demo/story',
  'cli/shutdown',
  'dashboard/failures.browser',
  'dashboard/hostiledata.browser',
  'stores/processfaults',
  'executions/plans',
  'failures/plans',
  'transfer/roundtrip',
  'queue/claims',
  'api/manyshapes',
  'api/answersize',
  'dashboard/lists.browser',
  'dashboard/walk.browser',
  'live/follower',
  'retention/command',
  'patching/processes',
  'api/queryturns',
  'cli/commandline',
  'access/streams',
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
