import { readFileSync } from 'node:fs'

/** What the system says that a process holds in memory, in megabytes: now, or at most so far (`VmHWM`). */
export const residentMegabytes = (pid: number, which: 'VmRSS' | 'VmHWM' = 'VmRSS') =>
  Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
