// A handler of pg-boss that records its jobs as executions, with an attempt for each try.
import type { JobWithMetadata } from 'pg-boss'
import type { Client } from '../../src/client/index.ts'

type Recorder = Pick<Client, 'record' | 'update'>
type Handler<Data> = (job: JobWithMetadata<Data>) => Promise<unknown>

/**
 * For `boss.work(queue, { includeMetadata: true }, createJobRecorder(client, failed)(handler))`. `failed` is called with why
 * something was not recorded: the job goes on.
 */
export const createJobRecorder =
  (client: Recorder, failed: (error: unknown) => void) =>
  <Data>(handler: Handler<Data>) =>
  async (jobs: JobWithMetadata<Data>[]): Promise<unknown> => {
    const outputs = await Promise.all(jobs.map((job) => recordedJob(client, job, { handler, failed })))
    return outputs.length === 1 ? outputs[0] : outputs
  }

interface How<Data> {
  readonly handler: Handler<Data>
  readonly failed: (error: unknown) => void
}

async function recordedJob<Data>(
  client: Recorder,
  job: JobWithMetadata<Data>,
  { handler, failed }: How<Data>,
) {
  const { id, name, data, retryCount, expireInSeconds } = job
  const number = retryCount + 1
  const now = () => new Date().toISOString()
  const write = async (written: Promise<readonly { problem?: { message: string } | null }[]>) => {
    try {
      for (const { problem } of await written) if (problem) failed(new Error(problem.message))
    } catch (error) {
      failed(error)
    }
  }
  // pg-boss says nothing of a worker that dies, and lets another one try when the time of the job is over.
  const heartbeat = { heartbeatAt: now(), heartbeatTimeoutMs: expireInSeconds * 1_000 }
  const execution = { id, flow: name, source: 'pg-boss', inputs: data ?? null }
  await write(client.record([execution], { onConflict: 'IGNORE' }))
  await write(client.update([{ id, ...heartbeat, startAttempt: { number, startedAt: now() } }]))
  try {
    const output = await handler(job)
    const finishAttempt = { number, verdict: 'OK', finishedAt: now() } as const
    await write(client.update([{ id, finishAttempt, outputs: output ?? null }]))
    return output
  } catch (error) {
    const { stack, message } = error as Error
    const finishAttempt = { number, verdict: 'FAILED', finishedAt: now(), error: stack ?? message } as const
    await write(client.update([{ id, finishAttempt }]))
    throw error
  }
}
