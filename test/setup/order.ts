import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, the longest first. Without them in front, one of them would end the suite alone. */
const long = [
  'dashboard/pages.browser',
  'live/idle',
  'stores/faults',
  'live/faults',
  'access/plans',
  'dashboard/hostile.browser',
  'dashboard/access.browser',
  'dashboard/outage.browser',
  'live/merged',
  'live/foreign',
  'dashboard/keyboard.browser',
  'queue/crash',
  'cli/log',
  'cli/shutdown',
  'executions/listplans',
  'stores/awaitedstores',
  'stores/hanging',
  'access/hidden',
  'retention/command',
  'dashboard/run.browser',
  'demo/live',
  'stores/processfaults',
  'dashboard/failures.browser',
  'queue/claims',
  'demo/mover',
  'api/answersize',
  'live/follower',
  'access/metaflow',
  'metaflow/runs',
  'runs/caps',
  'worker/worker',
  'demo/demo',
  'dashboard/lists.browser',
  'dashboard/walk.browser',
  'api/queryturns',
  'stores/stalls',
  'api/manyshapes',
  'runs/plans',
  'patching/processes',
  'retention/plans',
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
