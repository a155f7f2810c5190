import { readFileSync } from 'node:fs'

/** What the system says that a process holds in memory now, in megabytes. */
export const residentMegabytes = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
