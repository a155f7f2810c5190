import type { Reading, Transaction } from '../../backend.ts'
import type { Statement } from '../../sql/statement.ts'
import { soon } from '../../turn.ts'
import { createClientTurns } from '../../clientturns.ts'
import type { Values } from '../../sql/scope.ts'

/** Milliseconds that statements may be made and run in a row before the process's other work has its turn. */
export const longest = 10

const waiting = createClientTurns<() => void>()
let spent = 0

/** Works in this thread: at once, or after other work if this has gone on for long enough. Those who wait take turns by client, then by owner. */
export function inTurn<T>(owner: Pick<Reading, 'client'>, work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const run = () => {
      const began = performance.now()
      try {
        resolve(work())
      } catch (error) {
        reject(error)
      }
      spent += performance.now() - began
    }
    if (spent < longest && waiting.size() === 0) run()
    else waiting.add(owner, run)
    soon(goOn)
  })
}

/** A transaction whose statements each wait for their turn. */
export function inTurns(
  run: <Row>(statement: Statement<Row>, values: Values) => Row[],
  changed: Transaction['changed'],
): Transaction {
  const owner = { client: undefined }
  return { changed, run: (statement, values) => inTurn(owner, () => run(statement, values)) }
}

function goOn() {
  spent = 0
  for (let run = waiting.next(); run; run = waiting.next()) {
    run()
    if (spent >= longest) break
  }
  return waiting.size() > 0
}
