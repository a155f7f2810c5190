import type { Backend } from './backend.ts'
import type { FlowLimit } from './sql/flowlimit.ts'
import { narrowStatement } from './sql/narrowing.ts'

/** How a store is read and written by whom only some flows exist for. */
export const narrowedTo = (
  backend: Backend,
  flows: FlowLimit,
): Pick<Backend, 'read' | 'write' | 'flows'> => ({
  flows,
  read(statement, values, reading) {
    const narrowed = narrowStatement(statement, values, flows)
    return backend.read(narrowed.statement, narrowed.values, reading)
  },
  write: (meter, work) => backend.write(meter, (transaction) => work({ ...transaction, flows })),
})
