import { type Thread, openThread } from './openthread.ts'

/** The threads that read one file. Another one is started when all are busy. */
export interface Crew {
  /** Starts a thread. Resolves when the thread can read or has failed to start. */
  start(): Promise<void>
  /** A free thread. If there is none, another one is started, up to a maximum. */
  take(): Thread | undefined
  giveBack(thread: Thread): void
  /** How many threads there may be, and how many work. */
  use(): { readonly size: number; readonly used: number }
  end(): Promise<unknown>
}

const mostThreads = 2

/** `crashed` is called when a thread ends by itself, `isFree` when a started thread can be taken. */
export function createCrew(file: string, crashed: (error: Error) => void, isFree: () => void): Crew {
  const threads = new Set<Thread>()
  const idle = new Set<Thread>()

  async function start() {
    const thread = openThread(file, (error) => {
      threads.delete(thread)
      idle.delete(thread)
      crashed(error)
    })
    threads.add(thread)
    await thread.ready
    // A thread that failed to start says so on its first read.
    idle.add(thread)
    isFree()
  }

  return {
    start,
    take() {
      const [thread] = idle
      if (thread) idle.delete(thread)
      else if (threads.size < mostThreads) void start()
      return thread
    },
    giveBack(thread) {
      if (threads.has(thread)) idle.add(thread)
    },
    use: () => ({ size: mostThreads, used: threads.size - idle.size }),
    end: () => Promise.all([...threads].map((thread) => thread.end())),
  }
}
