import type { Proxy } from '../common/proxy.ts'
import type { FragilePostgres } from '../queuecrash/postgres.ts'

/** What happens to the database, and how it ends. */
export interface Fault {
  begin(): Promise<void> | void
  end(): Promise<void> | void
}

export const faultNames = ['stopped', 'crashed', 'frozen', 'cut'] as const
export type FaultName = (typeof faultNames)[number]

export const faultsOf = (server: FragilePostgres, proxy: Proxy): Readonly<Record<FaultName, Fault>> => ({
  stopped: { begin: () => server.down('SIGINT'), end: server.up },
  crashed: { begin: () => server.down('SIGKILL'), end: server.up },
  frozen: { begin: server.freeze, end: server.thaw },
  cut: { begin: proxy.cut, end: proxy.mend },
})
