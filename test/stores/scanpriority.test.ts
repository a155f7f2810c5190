import { readFileSync, readdirSync } from 'node:fs'
import { constants } from 'node:os'
import { expect, it } from 'vitest'
import { serve } from '../setup/servers/process.ts'

/** The nice value of a thread. The main thread has the number of its process. */
function niceOf(pid: number, thread: number | string): number {
  const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
}

it.runIf(process.platform === 'linux')(
  'a thread that scans leaves the processor to the one that answers',
  async () => {
    const served = await serve(['--backend', 'main=memory:'])
    await served.ask('{ executionStats { isExact } }')
    const pid = served.child.pid!
    const nice = readdirSync(`/proc/${pid}/task`).map((thread) => niceOf(pid, thread))
    expect(nice).toContain(Math.min(constants.priority.PRIORITY_LOW, niceOf(pid, pid) + 10))
    await served.stop()
  },
)
