import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, the longest first. Without them in front, one of them would end the suite alone. */
const long = [
  'access/metaflow',
  'access/matrix',
  'access/hidden',
  'live/faults',
  'dashboard/pages.browser',
  'live/merged',
  'live/idle',
  'runs/caps',
  'retention/command',
  'demo/demo',
  'queue/crash',
  'demo/live',
  'queue/model',
  'executions/filter',
  'demo/mover',
  'dashboard/hostile.browser',
  'cli/log',
  'live/foreign',
  'dashboard/outage.browser',
  'stores/awaitedstores',
  'executions/listplans',
  'api/manyshapes',
  'runs/filter',
  'worker/worker',
  'api/answersize',
  'runs/pages',
  'dashboard/access.browser',
  'runs/plans',
  'cli/shutdown',
  'stores/together',
  'live/follower',
  'runs/histogram',
  'following/plans',
  'patching/processes',
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
