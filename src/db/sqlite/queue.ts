/** Works on one connection, one after another. */
export interface Queue {
  <T>(work: () => T | Promise<T>): Promise<T>
  /** Everything that has been asked for so far is done. */
  idle(): Promise<unknown>
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(work: () => T | Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  return Object.assign(next, { idle: () => last })
}
