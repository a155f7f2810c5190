import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** The data that a thread starts with. */
export interface Given {
  readonly file: string
  /** One number in shared memory: 1 as long as the answer is wanted. */
  readonly wanted: Int32Array
}

/** A request to a thread, and its answers. */
export interface Asked {
  readonly text: string
  readonly parameters: readonly unknown[]
}
export type Told =
  | { readonly rows: readonly object[]; readonly isLast: boolean }
  | { readonly message: string; readonly code: string }

/** In the package, modules are JavaScript. */
const script = new URL(`./thread${extname(import.meta.url)}`, import.meta.url)

/** A thread that reads one file, one statement at a time. */
export interface Thread {
  /** Resolves when the thread has started or failed to start. The first read reports a failure. */
  readonly ready: Promise<void>
  read(asked: Asked): Promise<object[]>
  /** Gives up the current read: it ends soon, with an error or some of the rows. */
  giveUp(): void
  end(): Promise<unknown>
}

/** `crashed` is called when the thread ends by itself. The read under way then fails. */
export function openThread(file: string, crashed: (error: Error) => void): Thread {
  const wanted = new Int32Array(new SharedArrayBuffer(4))
  const given: Given = { file, wanted }
  const worker = new Worker(script, { workerData: given })
  let gone: Error | undefined
  let cause: Error | undefined
  let isAsked = false
  let settle: { told: (told: Told) => void; fail: (error: Error) => void } | undefined
  const ready = new Promise<void>((resolve) => {
    // The first message says only that the thread has started.
    worker.once('message', () => {
      worker.on('message', (told: Told) => settle?.told(told))
      resolve()
    })
    worker.once('exit', () => resolve())
  })
  worker.on('error', (error: Error) => (cause = error))
  worker.on('exit', () => {
    gone = Object.assign(new Error('The reading thread ended.', { cause }), { code: 'SQLITE_IOERR' })
    if (!isAsked) crashed(gone)
    settle?.fail(gone)
  })
  const ask = (asked: Asked | 'more') =>
    new Promise<Told>((told, fail) => {
      if (gone) return fail(gone)
      settle = { told, fail }
      worker.postMessage(asked, [])
    })
  const giveUp = () => void Atomics.store(wanted, 0, 0)

  return {
    ready,
    // The thread keeps the process alive only while it reads.
    async read(asked) {
      worker.ref()
      try {
        Atomics.store(wanted, 0, 1)
        const rows: object[] = []
        await ready
        for (let told = await ask(asked); ; told = await ask('more')) {
          if ('code' in told) throw Object.assign(new Error(told.message), { code: told.code })
          for (const row of told.rows) rows.push(row)
          if (told.isLast || Atomics.load(wanted, 0) === 0) return rows
        }
      } finally {
        worker.unref()
      }
    },
    giveUp,
    end() {
      isAsked = true
      // The current read ends by itself: SQLite cannot be interrupted from outside.
      giveUp()
      return worker.terminate()
    },
  }
}
