import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Family } from './registry.ts'

/** A window of the event loop's lag is at least so long, however many scrape. */
const windowMs = 10_000
/** It is looked at so often. What is measured is the time between two looks. */
const resolution = 20
const quantiles = [0.5, 0.95, 0.99, 1] as const

/** What the process takes. Nothing is measured before the first scrape. */
export function processFamilies(): Family[] {
  const lag = createLag()
  const gauge = (name: string, help: string, value: () => number): Family => ({
    name,
    type: 'gauge',
    help,
    samples: () => [{ value: value() }],
  })
  return [
    {
      name: 'execgraph_event_loop_lag_seconds',
      type: 'gauge',
      help: 'How late the event loop was in the last 10 seconds or since the scrape before; quantile 1 is the most.',
      samples: lag,
    },
    {
      name: 'execgraph_event_loop_busy_seconds_total',
      type: 'counter',
      help: 'How long the event loop worked.',
      samples: () => [{ value: performance.eventLoopUtilization().active / 1_000 }],
    },
    {
      name: 'process_cpu_seconds_total',
      type: 'counter',
      help: 'CPU time of all threads.',
      samples: () => [{ value: cpuSeconds() }],
    },
    gauge('process_start_time_seconds', 'When the process began, since 1970.', () =>
      Math.round(performance.timeOrigin / 1_000),
    ),
    gauge('process_resident_memory_bytes', 'Memory that the system gave to the process.', () =>
      process.memoryUsage.rss(),
    ),
    gauge('process_open_fds', 'Open files and sockets; -1 if the system does not tell.', openFiles),
    gauge('nodejs_heap_size_used_bytes', 'Used heap of JavaScript.', () => process.memoryUsage().heapUsed),
    gauge(
      'nodejs_external_memory_bytes',
      'Buffers and other memory beside the heap.',
      () => process.memoryUsage().external,
    ),
  ]
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function openFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return -1
  }
}

const secondsOf = (between: number) => Math.max(0, between / 1e9 - resolution / 1_000)

function createLag(): Family['samples'] {
  let monitor: ReturnType<typeof monitorEventLoopDelay> | undefined
  let since = 0
  return () => {
    if (!monitor) {
      monitor = monitorEventLoopDelay({ resolution })
      monitor.enable()
      since = performance.now()
      return []
    }
    if (monitor.count === 0) return []
    const samples = quantiles.map((quantile) => ({
      labels: { quantile: String(quantile) },
      value: secondsOf(quantile === 1 ? monitor!.max : monitor!.percentile(quantile * 100)),
    }))
    if (performance.now() - since >= windowMs) {
      monitor.reset()
      since = performance.now()
    }
    return samples
  }
}
