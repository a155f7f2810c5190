import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What was observed of a process. */
export interface Watched {
  /** Maximum bytes that it held at once. */
  readonly peak: number
  /** The longest that its event loop worked without a pause, in milliseconds of its processor. */
  readonly stretch: number
  /** Undefined while it lives. */
  readonly death: string | undefined
}

const interval = 100
/** Bytes. A server that holds more has missed its goal long before, and is killed to free the machine's memory. */
const mostMemory = 6 * 1024 ** 3

/** Watches the memory of a process until `stop` is called. */
export function watch(child: ChildProcess): { stop(): Watched } {
  let peak = 0
  let stretch = 0
  child.on('message', (told: { stretch?: number }) => {
    stretch = told.stretch ?? stretch
  })
  let isEnded = false
  const timer = setInterval(() => {
    peak = Math.max(peak, highest(child.pid!))
    if (peak <= mostMemory || isEnded) return
    isEnded = child.kill('SIGKILL')
  }, interval)
  return {
    stop() {
      clearInterval(timer)
      return { peak, stretch, death: deathOf(child, isEnded) }
    },
  }
}

function deathOf({ exitCode, signalCode }: ChildProcess, isEnded: boolean): string | undefined {
  if (isEnded) return `ended at ${mostMemory / 1024 ** 3} GB`
  return exitCode === null && signalCode === null ? undefined : `died (${signalCode ?? exitCode})`
}

/** Bytes, as counted by Linux. */
function highest(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
