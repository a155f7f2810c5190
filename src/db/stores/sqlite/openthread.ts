import { Worker } from 'node:worker_threads'

/** What a thread is asked, and what it answers. */
export interface Asked {
  readonly text: string
  readonly parameters: readonly unknown[]
}
export type Told =
  | { readonly rows: readonly object[]; readonly isLast: boolean }
  | { readonly message: string; readonly code: string }

/** A thread that reads one file, one statement at a time. */
export interface Thread {
  /** It has started, or failed to: that is told by the first read. */
  readonly ready: Promise<void>
  /** The rows, as long as they are wanted. */
  read(asked: Asked, isWanted: () => boolean): Promise<object[]>
  isGone(): boolean
  end(): Promise<unknown>
}

export function openThread(file: string): Thread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { file } })
  let isGone = false
  let settle: { told: (told: Told) => void; fail: (error: Error) => void } | undefined
  const ready = new Promise<void>((resolve) => {
    // Its first message says no more than that it is there.
    worker.once('message', () => {
      worker.on('message', (told: Told) => settle?.told(told))
      resolve()
    })
    worker.once('exit', () => resolve())
  })
  worker.on('error', (error: Error) => settle?.fail(error))
  worker.on('exit', () => {
    isGone = true
    settle?.fail(Object.assign(new Error('The reading thread ended.'), { code: 'SQLITE_IOERR' }))
  })
  const ask = (asked: Asked | 'more') =>
    new Promise<Told>((told, fail) => {
      settle = { told, fail }
      worker.postMessage(asked, [])
    })

  return {
    ready,
    // It holds the process only while it reads.
    async read(asked, isWanted) {
      worker.ref()
      try {
        const rows: object[] = []
        await ready
        for (let told = await ask(asked); ; told = await ask('more')) {
          if ('code' in told) throw Object.assign(new Error(told.message), { code: told.code })
          for (const row of told.rows) rows.push(row)
          if (told.isLast || !isWanted()) return rows
        }
      } finally {
        worker.unref()
      }
    },
    isGone: () => isGone,
    end: () => worker.terminate(),
  }
}
