import type { Transaction } from '../../backend.ts'
import type { Statement } from '../../sql/statement.ts'
import { createTurns } from './turns.ts'
import type { Values } from '../../sql/scope.ts'

/** Milliseconds that statements may run in a row before the process's other work has its turn. */
const longest = 10

const waiting = createTurns<() => void>()
let spent = 0
let isArmed = false

/** Runs a statement in this thread: at once, or after other work if statements have run for long enough. Waiting statements take turns by owner. */
export function inTurn<T>(owner: object, work: () => T): Promise<T> {
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
    arm()
  })
}

/** A transaction whose statements each wait for their turn. */
export function inTurns(run: <Row>(statement: Statement<Row>, values: Values) => Row[]): Transaction {
  const transaction: Transaction = {
    run: (statement, values) => inTurn(transaction, () => run(statement, values)),
  }
  return transaction
}

function arm() {
  if (isArmed) return
  isArmed = true
  setImmediate(goOn)
}

function goOn() {
  isArmed = false
  spent = 0
  for (let run = waiting.next(); run; run = waiting.next()) {
    run()
    if (spent >= longest) break
  }
  if (waiting.size() > 0) arm()
}
