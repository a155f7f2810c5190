// Functions that record their calls as executions. A call within a recorded call becomes its child.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Client } from '../../src/client/index.ts'

type Recorder = Pick<Client, 'record' | 'update'>

const parents = new AsyncLocalStorage<string>()

/** After so long without a heartbeat, a call counts as failed: its process has died. */
const heartbeatTimeoutMs = 60_000

/** `failed` is called with why something was not recorded. The functions go on as if it had been. */
export const createRecorded =
  (client: Recorder, failed: (error: unknown) => void) =>
  /** The function, which now records its calls under the name of a flow. */
  <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>, flow = work.name) =>
  async (...args: Args): Promise<Result> => {
    const id = randomUUID()
    const now = () => new Date().toISOString()
    const write = async (written: Promise<readonly { problem?: { message: string } | null }[]>) => {
      const problem = (await written)[0]?.problem
      if (problem) throw new Error(problem.message)
    }
    const execution = {
      id,
      flow,
      parentId: parents.getStore() ?? null,
      inputs: asJson(args),
      heartbeatAt: now(),
      heartbeatTimeoutMs,
      attempts: [{ number: 1, startedAt: now() }],
    }
    const began = write(client.record([execution], { onConflict: 'IGNORE' }))
    began.catch(failed)
    const beats = setInterval(() => {
      write(client.update([{ id, heartbeatAt: now() }])).catch(failed)
    }, heartbeatTimeoutMs / 3)
    const end = async (verdict: 'OK' | 'FAILED', rest: { error?: string; outputs?: unknown }) => {
      clearInterval(beats)
      const { outputs, ...why } = rest
      const finishAttempt = { number: 1, verdict, finishedAt: now(), ...why }
      await began.then(
        () => write(client.update([{ id, finishAttempt, outputs }])).catch(failed),
        () => {},
      )
    }
    try {
      const result = await parents.run(id, () => work(...args))
      await end('OK', { outputs: asJson(result) })
      return result
    } catch (error) {
      await end('FAILED', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      throw error
    }
  }

/** What cannot be sent as JSON is recorded as text. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null')
  } catch {
    return String(value)
  }
}
