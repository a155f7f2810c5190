import { answer, start, startContestant, stopped } from '../common/processes.ts'
import type { Done, Job } from './serve.ts'

export type Way = 'floor' | 'library' | 'http'
export const ways: readonly Way[] = ['floor', 'library', 'http']

/** A process that writes into a store in one of the ways. */
export interface Writer {
  run(job: Job): Promise<Done>
}

/** Runs `work` with a writer for each way. */
export async function withWriters<T>(
  url: string,
  work: (writers: Readonly<Record<Way, Writer>>) => Promise<T>,
): Promise<T> {
  const server = await startContestant(new URL('../batch/servers/ours.ts', import.meta.url), {
    BENCH_DATABASE: url,
  })
  const children = ways.map((way) =>
    start(new URL(`./writers/${way}.ts`, import.meta.url), { BENCH_DATABASE: url, BENCH_URL: server.url }),
  )
  try {
    await Promise.all(children.map(answer))
    const [floor, library, http] = children.map((child): Writer => ({
      async run(job) {
        child.send(job)
        const done = (await answer(child)) as Done | { error: string }
        if ('error' in done) throw new Error(done.error)
        return done
      },
    }))
    return await work({ floor: floor!, library: library!, http: ofServer(http!, server) })
  } finally {
    await Promise.all([...children.map(stopped), server.stop()])
  }
}

/** Over HTTP the server's CPU counts, not the client's. */
const ofServer = (writer: Writer, server: { cpu(): Promise<number> }): Writer => ({
  async run(job) {
    const before = await server.cpu()
    const done = await writer.run(job)
    return { ...done, cpu: (await server.cpu()) - before }
  },
})
