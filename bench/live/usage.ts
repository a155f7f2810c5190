import { readFileSync } from 'node:fs'

/** Ticks of Linux's clock a second, on all its usual builds. */
const hertz = 100

/** Seconds of CPU that a process has used. */
export function cpuOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program, which may hold anything, stands in brackets.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / hertz
}

/** Bytes that a process holds now. */
export const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
