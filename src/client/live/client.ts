import type { Operations } from './operations.ts'
import type { LiveOptions } from './requests.ts'
import type { State } from './state.ts'

export interface Client {
  readonly options: LiveOptions
  readonly operations: Operations
  readonly state: State
  /** Up to where all of them have everything, as the server named it. */
  position: string | undefined
}
