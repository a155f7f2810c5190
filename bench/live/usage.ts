import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { answer } from '../common/processes.ts'

/** Ticks of Linux's clock a second, on all its usual builds. */
const hertz = 100

/** Seconds of CPU that a process has used. */
export function cpuOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program, which may hold anything, stands in brackets.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / hertz
}

/** Bytes that a process holds after a garbage collection. */
export interface Memory {
  /** All of it, with what Node and the system need. */
  readonly rss: number
  /** Objects and buffers. */
  readonly heap: number
}

/** Arguments for Node, with which a process tells its memory. */
export const tellingMemory = ['--expose-gc', '--import', new URL('./tellmemory.ts', import.meta.url).href]

export async function memoryOf(child: ChildProcess): Promise<Memory> {
  child.send('memory')
  return (await answer(child)) as Memory
}
