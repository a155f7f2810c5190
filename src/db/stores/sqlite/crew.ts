import { type Thread, openThread } from './openthread.ts'

/** The threads that read one file: those that are free, and another one when all are busy. */
export interface Crew {
  /** Starts a thread, and is done when that can read or has failed to start. */
  start(): Promise<void>
  /** A free thread. If there is none, another one is started, as long as there may be more. */
  take(): Thread | undefined
  giveBack(thread: Thread): void
  end(): Promise<unknown>
}

const mostThreads = 2

/** `crashed` is told when a thread ends by itself, `isFree` when a thread that was started can be taken. */
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
    // One that could not start says so to whoever reads with it.
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
    end: () => Promise.all([...threads].map((thread) => thread.end())),
  }
}
