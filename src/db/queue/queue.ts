import { type ToChange, noteAudit } from '../audit/note.ts'
import type { Backend, Transaction } from '../backend.ts'
import type { PayloadLimits } from '../recording/payload.ts'
import { addFacts, addNodes } from '../recording/writes.ts'
import { type Settled, grouped } from '../recording/grouping.ts'
import type { Meter } from '../meter.ts'
import type { Statement } from '../sql/statement.ts'
import { type Board, type Sizes, newBoard } from './board.ts'
import { type Taken, claim } from './claim.ts'
import { complete } from './complete.ts'
import { makeDueReady } from './due.ts'
import { type MoveOutcome, cancel, retry } from './end.ts'
import { expand } from './expand.ts'
import { type Extension, extendLeases } from './leases.ts'
import { createRates } from './rates.ts'
import { type Start, type StartOutcome, start } from './start.ts'
import { addActions, addValues, countJoins } from './statements.ts'
import { type Phase, type Timings, createTimings, timed } from './timings.ts'
import type { Claim } from './shares.ts'
import { createRoll } from './workers.ts'
import { wakeAt } from './wake.ts'
import type { Completion } from './completion.ts'

export interface QueueSettings extends Sizes {
  readonly limits: PayloadLimits
  /** How many executions may be open at once. */
  readonly cap: number
  /** How long a waiting claim goes without polling if nobody wakes it, in milliseconds; up to half as much is added. */
  readonly pollMs?: number | undefined
}

export const defaultOutputBytes = 1_048_576
export const defaultInputBytes = 16 * 1_048_576
export const defaultOpenExecutions = 1_000
const defaultPollMs = 250

type Write<Element, Answer> = (
  backend: Backend,
  elements: readonly Element[],
  meter: Meter,
) => Promise<readonly Settled<Answer>[]>

/** The operations of the queue. Each call is grouped with concurrent calls of its kind. */
export interface Queue {
  readonly timings: Timings
  readonly rates: ReturnType<typeof createRates>
  readonly pollMs: number
  readonly start: Write<Start, StartOutcome>
  readonly claim: Write<Claim, Taken>
  readonly complete: Write<Completion, boolean>
  readonly extend: Write<Extension, number | null>
  readonly cancel: Write<ToChange, MoveOutcome>
  readonly retry: Write<ToChange, MoveOutcome>
}

const named = new Map<Statement<unknown>, Phase>([
  [countJoins, 'fanIn'],
  [addActions, 'enqueue'],
  [addValues, 'enqueue'],
  [addNodes, 'history'],
  [addFacts, 'history'],
])

/** Most executions that one claim begins. */
const mostBegun = 200

type Move = (transaction: Transaction, ids: readonly string[]) => Promise<MoveOutcome[]>

export function createQueue(settings: QueueSettings): Queue {
  const timings = createTimings()
  const rates = createRates()
  const noteWorkers = createRoll()
  const board = (given: Partial<Board> = {}): Board => ({
    ...newBoard(Date.now(), settings.limits, settings.inputBytes),
    ...given,
  })
  const taking = { board, cap: settings.cap, noteWorkers }
  const within = timedWrites(timings)

  const moving = (move: Move) =>
    grouped<ToChange, MoveOutcome>((backend, asked, meter) =>
      within(backend, meter, 'complete', async (transaction) => {
        const ids = asked.map(({ id }) => id)
        const outcomes = await move(transaction, ids)
        const moved = asked.filter((_, index) => outcomes[index] === 'MOVED')
        await noteAudit(backend, transaction, moved)
        return outcomes
      }),
    )

  return {
    timings,
    rates,
    pollMs: settings.pollMs ?? defaultPollMs,
    start: grouped(async (backend, starts, meter) => {
      const outcomes = await within(backend, meter, 'enqueue', (transaction) =>
        start(transaction, starts, Date.now()),
      )
      const started = outcomes.filter((outcome) => outcome === 'STARTED').length
      rates.count('started', started)
      return outcomes
    }),
    claim: grouped(async (backend, claims, meter) => {
      const { taken, failed, due } = await within(backend, meter, 'claim', (transaction) =>
        take(transaction, claims, taking),
      )
      const lost = board()
      if (failed.length > 0) await within(backend, meter, 'complete', failing(lost, failed)).catch(() => {})
      rates.count('claimed', taken.flatMap(({ actions }) => actions).length)
      for (const one of [due, lost]) wakeWhenDue(backend, one)
      return taken
    }),
    complete: grouped((backend, completions, meter) =>
      inTransactions(completions, async (left) => {
        const made = await within(backend, meter, 'complete', async (transaction) => {
          const own = board()
          const held = await complete(transaction, own, left)
          return { ...own, held }
        })
        followUp(backend, made, { timings, rates })
        return made.held
      }),
    ),
    extend: grouped((backend, extensions, meter) =>
      within(backend, meter, 'claim', (transaction) => extendLeases(transaction, extensions, Date.now())),
    ),
    cancel: moving((transaction, ids) => cancel(transaction, board(), ids)),
    retry: moving((transaction, ids) => retry(transaction, ids, Date.now())),
  }
}

/** Runs transactions whose statements are timed by phase. */
const timedWrites =
  (timings: Timings) =>
  <T>(backend: Backend, meter: Meter, phase: Phase, work: (transaction: Transaction) => Promise<T>) =>
    backend.write(meter, (transaction) => work(timed(transaction, timings, named, phase)))

/**
 * Fails actions whose inputs are too large after the claim that leased them has committed: executions precede actions
 * in the lock order. If that fails, it is retried when the lease has expired.
 */
const failing = (board: Board, failed: readonly Completion[]) => (transaction: Transaction) =>
  complete(transaction, board, failed)

/** Handles the elements in several transactions. If one fails, the earlier ones stay committed. */
async function inTransactions<Element, Answer>(
  elements: readonly Element[],
  some: (left: readonly Element[]) => Promise<readonly Answer[]>,
): Promise<Settled<Answer>[]> {
  const answers: Settled<Answer>[] = []
  while (answers.length < elements.length) {
    const left = elements.slice(answers.length)
    try {
      answers.push(...(await some(left)))
    } catch (error) {
      if (answers.length === 0) throw error
      return [...answers, ...left.map(() => error as Error)]
    }
  }
  return answers
}

interface Taking {
  readonly board: (given?: Partial<Board>) => Board
  /** How many executions may be open at once. */
  readonly cap: number
  readonly noteWorkers: ReturnType<typeof createRoll>
}

/** Makes due work ready, begins executions up to the cap, and gives the claims their shares. */
async function take(transaction: Transaction, claims: readonly Claim[], { board, cap, noteWorkers }: Taking) {
  const due = board()
  await makeDueReady(transaction, due)
  const limit = claims.reduce((sum, one) => sum + one.limit, 0)
  await expand(transaction, board, { cap, most: Math.min(mostBegun, limit) })
  const now = Date.now()
  await noteWorkers(transaction, claims, now)
  return { ...(await claim(transaction, claims, now, due.inputBytes)), due }
}

/** Updates rates and timings, and sets when to wake claims, once completions are committed. */
function followUp(
  backend: Backend,
  made: Board & { readonly held: readonly boolean[] },
  { timings, rates }: Pick<Queue, 'timings' | 'rates'>,
): void {
  const { held, results } = made
  const done = held.filter(Boolean).length
  rates.count('completed', done)
  rates.count('refused', held.length - done)
  for (const { durationMs } of results)
    if (durationMs !== null) timings.turnaround.record(Math.max(1, durationMs * 1_000))
  wakeWhenDue(backend, made)
}

/** Wakes claims of this process when its delayed actions are due. */
function wakeWhenDue(backend: Backend, { actions }: Board): void {
  for (const { dueAt } of actions) if (dueAt !== null) wakeAt(backend, dueAt)
}
