interface Counts {
  readonly name: string
  readonly value: number
  readonly isExact: boolean
  readonly oldest: string
}

interface Queue {
  readonly ready: readonly Counts[]
  readonly workers: readonly { readonly kinds: readonly string[] }[]
}

/** The kinds of which something is ready, most first, then those that workers take. */
export function kindsOf({ ready, workers }: Queue) {
  const taken = workers.flatMap(({ kinds }) => kinds)
  const known = ready.toSorted((a, b) => b.value - a.value)
  const others = [...new Set(taken)].filter((kind) => !ready.some(({ name }) => name === kind)).toSorted()
  const workersOf = (kind: string) => taken.filter((one) => one === kind).length
  return [
    ...known.map(({ name, value, isExact, oldest }) => ({
      name,
      ready: { value, isExact },
      oldest: value > 0 ? oldest : undefined,
      workers: workersOf(name),
    })),
    ...others.map((name) => ({
      name,
      ready: { value: 0, isExact: true },
      oldest: undefined,
      workers: workersOf(name),
    })),
  ]
}

/** After so long without a claim, a worker is silent. */
export const silentMs = 30_000

/** Those that were heard of last first. */
export function silentOf(workers: readonly { readonly seenAt: string }[], now: number) {
  return workers.filter(({ seenAt }) => now - Date.parse(seenAt) > silentMs)
}
