import { valueOf } from '../address/query.ts'
import { useAddress } from '../address/usesearch.ts'
import { Page } from '../frame/page.tsx'
import { ComparedExecutions } from './executions.tsx'
import { Picker } from './picker.tsx'
import { ComparedRuns } from './runs.tsx'
import { mayBeRun, runOf } from './sides.ts'
import { useComparison } from './usecomparison.ts'
import { Failed, Loading, Old } from '../ui/states.tsx'

/** Two runs, or two executions, beside each other. Without A, the last good one before B. */
export function ComparePage() {
  const [search] = useAddress()
  const [a, b] = [valueOf(search, 'a'), valueOf(search, 'b')]
  if (b === undefined || b === '')
    return (
      <Page title="Compare">
        <Picker side="b" flow={a === undefined ? undefined : runOf(a)?.flow}>
          {a === undefined ? 'Which run is to be compared?' : `With which run is ${a} to be compared?`}
        </Picker>
      </Page>
    )
  if (a === '')
    return (
      <Page title="Compare">
        <Picker side="a" flow={mayBeRun(b) ? runOf(b)?.flow : undefined}>
          With what is {b} to be compared?
        </Picker>
      </Page>
    )
  return <Compared key={`${a} ${b}`} a={a} b={b} />
}

function Compared({ a, b }: { a: string | undefined; b: string }) {
  const { runs, executions, answer, everyMs } = useComparison(a, b)
  const note = answer.error && <Old error={answer.error} again={answer.again} />
  const shown = { isChosen: a !== undefined, renewMs: everyMs, note }
  if (runs) return <ComparedRuns comparison={runs} {...shown} />
  if (executions) return <ComparedExecutions comparison={executions} {...shown} />
  return (
    <Page title="Compare">
      {answer.error ? (
        <>
          <Failed error={answer.error} again={answer.again} />
          <Picker side={a === undefined ? 'b' : 'a'} flow={mayBeRun(b) ? runOf(b)?.flow : undefined}>
            Or choose another one
          </Picker>
        </>
      ) : (
        <Loading />
      )}
    </Page>
  )
}
