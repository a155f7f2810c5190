import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { type Metrics, createMetricsServer } from '../server/metrics/page.ts'
import { isLoopback } from '../server/requests/hosts.ts'
import { closeSlowReaders } from '../server/slowreaders.ts'

/** Listens for scrapes. It ends with the process. */
export async function listenForMetrics(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
  log: Logger,
): Promise<void> {
  const server = createMetricsServer(metrics, { loopback: isLoopback(host), allowed: [] })
  closeSlowReaders(server, () => {})
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve)
    })
  } catch (error) {
    const { message } = error as Error
    throw new Error(`--metrics-port ${port} on ${host} cannot be listened on: ${message}.`, { cause: error })
  }
  server.unref()
  const { port: own } = server.address() as AddressInfo
  log.info({ host, port: own }, 'metrics are open on a port of their own')
}
