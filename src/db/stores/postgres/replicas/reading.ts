import type { Backend } from '../../../backend.ts'
import { isAway } from '../../../failure.ts'
import type { Recent } from './recent.ts'
import type { Replicas } from './replicas.ts'

/** The queue hands out work as it is, and who asks whether the store answers means the primary. */
const ofPrimary = /^(?:queue|ping|tokens)\b/

/** undefined_column: the replica has not replayed a migration yet. */
const isOlder = (error: unknown) => error instanceof Error && 'code' in error && error.code === '42703'

/** A replica stops a statement after so many milliseconds. */
export const replicaTimeout = 1_200

/** The part of the time left that a replica may take, a little more than its timeout at first: one that hangs leaves the primary the rest. */
const ofReplica = 0.7

/** Reads a replica where that shows nothing older than what the reader has written or heard of, and else the primary. */
export const readWith =
  (primary: Backend['read'], replicas: Replicas, recent: Recent): Backend['read'] =>
  async (statement, values, reading) => {
    const isOfPrimary = !reading.mayLag || ofPrimary.test(statement.name) || recent.concerns(values)
    const replica = isOfPrimary ? undefined : replicas.choose(reading.meter)
    if (!replica) return primary(statement, values, reading)
    const now = performance.now()
    const deadline = now + (reading.deadline - now) * ofReplica
    try {
      return await replica.read(statement, values, { ...reading, deadline })
    } catch (error) {
      if (!isAway(error) && !isOlder(error)) throw error
      replicas.failed(replica)
      return primary(statement, values, reading)
    }
  }
