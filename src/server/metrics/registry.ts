/** One value of a metric. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
  /** Appended to the name, as `_count`. */
  readonly suffix?: string
}

export interface Family {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary'
  readonly help: string
  readonly samples: () => Iterable<Sample>
}

/** The metrics in the text format 0.0.4 of Prometheus. */
export function exposition(families: readonly Family[]): string {
  const lines: string[] = []
  for (const { name, type, help, samples } of families) {
    lines.push(`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`)
    for (const { labels, value, suffix = '' } of samples())
      lines.push(`${name}${suffix}${labels ? written(labels) : ''} ${numberText(value)}`)
  }
  return `${lines.join('\n')}\n`
}

const written = (labels: NonNullable<Sample['labels']>) =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`)
    .join(',')}}`

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

/** Sums by labels. The caller bounds how many labels there are. */
export function createSums(names: readonly string[]) {
  const sums = new Map<string, { value: number; readonly labels: Readonly<Record<string, string>> }>()
  return {
    add(amount: number, ...values: readonly string[]) {
      const key = values.join('\0')
      let sum = sums.get(key)
      if (!sum) {
        const labels = Object.fromEntries(names.map((name, index) => [name, values[index]!]))
        sums.set(key, (sum = { value: 0, labels }))
      }
      sum.value += amount
    },
    samples: (): Iterable<Sample> => sums.values(),
  }
}

/** Counts observations up to each of these bounds. */
export function createBuckets(bounds: readonly number[]) {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0)
  let sum = 0
  return {
    observe(value: number) {
      let place = 0
      while (place < bounds.length && value > bounds[place]!) place += 1
      counts[place]! += 1
      sum += value
    },
    *samples(labels: Readonly<Record<string, string>> = {}): Iterable<Sample> {
      let count = 0
      for (const [place, bound] of [...bounds, Number.POSITIVE_INFINITY].entries()) {
        count += counts[place]!
        yield { labels: { ...labels, le: numberText(bound) }, value: count, suffix: '_bucket' }
      }
      yield { labels, value: sum, suffix: '_sum' }
      yield { labels, value: count, suffix: '_count' }
    },
  }
}

/** Bounds of times, in seconds. */
export const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
