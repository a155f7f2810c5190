import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Returns the memory that loading the program took. V8 keeps it until something fills it, so an idle server would hold
 * half as much again as it needs. This stops the process for tens of milliseconds, so call it when idle.
 */
export function handBackMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: {
    type: string
    flavor: string
    execution: string
  }) => void
  collect({ type: 'major', flavor: 'last-resort', execution: 'sync' })
}
