/** Whether somebody still waits for an answer. */
export interface Interest {
  /** Nobody waits any more. */
  isOver(): boolean
  /** Calls back when nobody waits any more, until the returned function is called. */
  onOver(call: () => void): () => void
}

/** The interest of all who wait for one answer. It is over when that of each is. */
export interface SharedInterest extends Interest {
  join(one: Interest | undefined): void
  /** The answer has come: nobody is listened to any more. */
  settle(): void
}

export function createSharedInterest(): SharedInterest {
  const calls = new Set<() => void>()
  const leaving: (() => void)[] = []
  let waiting = 0
  const left = () => {
    waiting -= 1
    if (waiting === 0) for (const call of calls) call()
  }
  return {
    isOver: () => waiting === 0,
    onOver(call) {
      calls.add(call)
      return () => calls.delete(call)
    },
    join(one) {
      if (one?.isOver()) return
      waiting += 1
      if (one) leaving.push(one.onOver(left))
    },
    settle: () => leaving.splice(0).forEach((leave) => leave()),
  }
}
