import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Hands back what loading the program took. V8 keeps the space until something fills it, so an idle server would hold
 * half as much again as it needs. It stops the process for some tens of milliseconds, so it is for a moment of calm.
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
