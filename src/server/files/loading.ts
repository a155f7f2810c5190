import { Worker } from 'node:worker_threads'
import type { StaticFile } from './files.ts'

/** Files by path. */
export type Files = Readonly<Record<string, StaticFile>>

/** Runs a worker that posts its files: to compress megabytes would block the server for a second. */
export function loadFiles(worker: URL, workerData?: unknown): Promise<Files> {
  const thread = new Worker(worker, { workerData })
  return new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject)
  })
}

/** The memory of the files, which goes from a worker to the server without a copy. */
export const memoryOf = (files: Files) =>
  Object.values(files).flatMap(({ identity, br, gzip }) => [identity.buffer, br.buffer, gzip.buffer])
