/** How a queue was at a time. */
export interface Sample {
  readonly at: number
  readonly ready: number
  readonly inFlight: number
  readonly waiting: number
  readonly delayed: number
  readonly oldest: number
  /** Nobody knows how it was between the sample before and this one. */
  readonly begins?: true
}

export type Measure = Exclude<keyof Sample, 'at' | 'begins'>

/** How long samples are kept, and how far they are apart at least. */
export const windowMs = 600_000
const stepMs = 4_000

interface State {
  readonly ready: readonly { readonly value: number }[]
  readonly waiting: readonly { readonly value: number }[]
  readonly inFlight: number
  readonly delayed: number
  readonly oldestMs: number | null
}

const sum = (all: readonly { readonly value: number }[]) => all.reduce((total, { value }) => total + value, 0)

export const sampleOf = (queue: State, at: number): Sample => ({
  at,
  ready: sum(queue.ready),
  inFlight: queue.inFlight,
  waiting: sum(queue.waiting),
  delayed: queue.delayed,
  oldest: queue.oldestMs ?? 0,
})

/** With another sample. What is too old is forgotten, and a sample that follows another at once takes its place. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const kept = samples.filter(({ at }) => at > sample.at - windowMs && at <= sample.at)
  const [last, before] = [kept.at(-1), kept.at(-2)]
  const isSoon = last !== undefined && before !== undefined && last.at - before.at < stepMs
  return isSoon ? [...kept.slice(0, -1), { ...last, ...sample }] : [...kept, sample]
}

/** What is usual: the median of what was seen. `undefined`: too little was seen. */
export function usualOf(samples: readonly Sample[], measure: Measure): number | undefined {
  if (samples.length < 5) return undefined
  const values = samples.map((sample) => sample[measure]).toSorted((a, b) => a - b)
  return values[Math.floor(values.length / 2)]
}

/** By how much it has grown, and in how long. */
export function growthOf(samples: readonly Sample[], measure: Measure) {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at - first.at < 30_000) return undefined
  return { by: last[measure] - first[measure], ms: last.at - first.at }
}

/** How long the line of a figure is: as long as was seen, and at least a minute. */
export const seenMs = (samples: readonly Sample[]): number =>
  Math.min(windowMs, Math.max(60_000, (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)))

/** What was kept, if it is such. */
export function samplesIn(value: unknown): readonly Sample[] {
  const measures: readonly (Measure | 'at')[] = ['at', 'ready', 'inFlight', 'waiting', 'delayed', 'oldest']
  const isSample = (one: unknown): one is Sample =>
    typeof one === 'object' &&
    one !== null &&
    measures.every((measure) => Number.isFinite((one as Record<string, unknown>)[measure]))
  return Array.isArray(value) ? value.filter(isSample).slice(-windowMs / stepMs) : []
}
