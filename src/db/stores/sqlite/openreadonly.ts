import type { Backend, Identity } from '../../backend.ts'
import { WrongStore } from '../../failure.ts'
import { readsOf } from '../../source/reads.ts'
import type { Scope } from '../../sql/scope.ts'
import { type Statement, asScan } from '../../sql/statement.ts'
import type { Reporter } from '../../watching/report.ts'
import { createPresence } from './presence.ts'
import { openReads } from './reads.ts'

/** Opens a file of an engine unchanged: nothing is migrated, and no connection can write. */
export function openReadOnlyFile(identity: Identity, file: string, scope: Scope, report: Reporter): Backend {
  const { read, close, scans } = openReads(identity, file, scope, report)
  const checkPresence = createPresence(identity.name, file)
  const known = readsOf(scope, (statement, ...rest) =>
    read(scope.executions.longRows || statement.pages ? inThread(statement) : statement, ...rest),
  )
  return {
    ...identity,
    readOnly: true,
    async read(...asked) {
      checkPresence()
      return known(...asked)
    },
    pools: () => [scans()],
    write: () => Promise.reject(new WrongStore(`Backend "${identity.name}" is read-only.`)),
    close,
  }
}

/** A page may be any part of the file: the engine may have no index that holds it. */
const inThread = <Row>(statement: Statement<Row>) => (statement.inParts ? statement : asScan(statement))
