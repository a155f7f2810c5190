import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import type { Part, Report } from '../db/watching/report.ts'
import { loggable } from '../db/watching/loggable.ts'

/** Logs failures. A flood of the same line is counted instead of written. */
export interface ServerLog {
  /** Logs an unexpected error, with the id of the request that met it. */
  unexpected(error: unknown, requestId?: string): void
  /** Logs at once how many lines were left out so far. */
  flush(): void
}

/** At most so many lines of one kind in so many milliseconds. */
const most = 10
const per = 10_000

const words: Readonly<Record<Part, { readonly away: string; readonly back: string }>> = {
  store: { away: 'backend stopped answering', back: 'backend answers again' },
  telling: {
    away: 'other processes cannot be notified: claims that wait there find new work by polling, a little later',
    back: 'other processes can be notified again',
  },
  hearing: {
    away: 'notifications from other processes do not arrive: waiting claims find new work by polling, a little later',
    back: 'notifications from other processes arrive again',
  },
}

export function createServerLog(log: Logger, backends: readonly Backend[]): ServerLog {
  const { write, flush } = bounded(log)
  for (const backend of backends) {
    const { name, kind } = backend
    backend.reportTo?.((report) => {
      if (report.what !== 'ran')
        write('warn', { backend: name, kind, ...detailsOf(report) }, messageOf(report))
    })
  }
  return {
    unexpected: (error, requestId) =>
      write(
        'error',
        { ...(requestId !== undefined && { requestId }), error: loggable(error) },
        'unexpected error',
      ),
    flush,
  }
}

interface Details {
  readonly backend?: string
  readonly [name: string]: unknown
}

const behind =
  'the registers are incomplete, so Metaflow’s own tables are read: execgraph accelerate --facts completes them'

const undistributed =
  'all tables are on the coordinator of the Citus cluster: execgraph distribute spreads them over its nodes'

const ofReplica = {
  good: 'a replica is read again',
  away: 'a replica does not answer, or is none, and is left out',
  behind: 'a replica is too far behind, and is left out',
}

type Told = Exclude<Report, { what: 'ran' }>

function messageOf(report: Told): string {
  if (report.what === 'behind') return behind
  if (report.what === 'undistributed') return undistributed
  if (report.what === 'replica') return ofReplica[report.is]
  if (report.what === 'unheard')
    return 'a listener to changes failed: what it keeps may be out of date. Writes are not affected'
  if (report.what === 'crashed') return 'a reading thread crashed and is replaced'
  return report.what === 'slow' ? 'slow statement' : words[report.part][report.what]
}

function detailsOf(report: Told): Details {
  if (report.what === 'behind' || report.what === 'undistributed') return {}
  if (report.what === 'replica') return { replica: report.host, lagMs: report.lagMs }
  if ('error' in report) return { error: loggable(report.error) }
  const { ms } = report
  return report.what === 'slow'
    ? { statement: report.statement, ms }
    : { awayMs: ms, refused: report.refused }
}

function bounded(log: Logger) {
  const kinds = new Map<string, { written: number; more: number; readonly say: () => void }>()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    for (const { more, say } of kinds.values()) if (more > 0) say()
    kinds.clear()
  }
  const write = (level: 'warn' | 'error', details: Details, message: string) => {
    timer ??= setTimeout(flush, per).unref()
    const { backend = '' } = details
    const key = `${message} ${backend}`
    let kind = kinds.get(key)
    if (!kind) {
      const say = () =>
        log[level](
          { ...(backend && { backend }), more: kind!.more },
          `${message}: this many more were not logged`,
        )
      kinds.set(key, (kind = { written: 0, more: 0, say }))
    }
    if (kind.written >= most) {
      kind.more += 1
      return
    }
    kind.written += 1
    log[level](details, message)
  }
  return { write, flush }
}
