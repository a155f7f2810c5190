import { Empty } from '../ui/states.tsx'
import { Picker } from './picker.tsx'

/** There was no good one before: another one is to be chosen. */
export const NoBase = ({ flow, what }: { flow: string; what: string }) => (
  <>
    <Empty title={`No ${what} of ${flow} went well before this one`}>
      <p>Choose what to compare it with.</p>
    </Empty>
    <Picker side="a" flow={flow} />
  </>
)
