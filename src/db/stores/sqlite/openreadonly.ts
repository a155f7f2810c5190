import type { Backend, Identity } from '../../backend.ts'
import { WrongStore } from '../../failure.ts'
import { readsOf } from '../../source/reads.ts'
import type { Scope } from '../../sql/scope.ts'
import type { Reporter } from '../../watching/report.ts'
import type { Statement } from '../../sql/statement.ts'
import { createPresence } from './presence.ts'
import { openReads } from './reads.ts'

const scans = new WeakMap<Statement<unknown>, Statement<unknown>>()

/** Whether an engine's indexes have a list in order, its source does not tell: it is read in a thread. */
function asScan<Row>(statement: Statement<Row>): Statement<Row> {
  const found = (scans.get(statement) as Statement<Row> | undefined) ?? { ...statement, scans: true }
  scans.set(statement, found)
  return found
}

/** Opens a file of an engine unchanged: nothing is migrated, and no connection can write. */
export function openReadOnlyFile(identity: Identity, file: string, scope: Scope, report: Reporter): Backend {
  const { read, close, scans: use } = openReads(identity, file, scope, report)
  const checkPresence = createPresence(identity.name, file)
  const known = readsOf(scope, read)
  return {
    ...identity,
    readOnly: true,
    async read(statement, values, reading) {
      checkPresence()
      return known(statement.pages ? asScan(statement) : statement, values, reading)
    },
    pools: () => [use()],
    write: () => Promise.reject(new WrongStore(`Backend "${identity.name}" is read-only.`)),
    close,
  }
}
