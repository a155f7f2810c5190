import { mayRetry } from './errors.ts'

/**
 * Returns the answer, or fails after `ms`. A later answer is ignored. If this process itself was held up, timers come
 * before what has arrived meanwhile: that is read first.
 */
export async function within<T>(ms: number, answer: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(late())), ms)
  })
  try {
    return await Promise.race([answer, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Retries a transaction that failed by a deadlock or a serialization failure, a few times. */
export async function retried<T>(once: () => Promise<T>, attempts = 5): Promise<T> {
  try {
    return await once()
  } catch (error) {
    if (attempts <= 1 || !mayRetry(error)) throw error
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 30))
    return retried(once, attempts - 1)
  }
}
