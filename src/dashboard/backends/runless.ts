interface Named {
  readonly name: string
  readonly hasRuns: boolean
}

/**
 * The names of the backends that are asked, by default all, if none of them has runs. Empty if one has, or if they are not
 * known yet.
 */
export function runlessOf(backends: readonly Named[], asked: readonly string[] = []): readonly string[] {
  const found = backends.filter(({ name }) => asked.length === 0 || asked.includes(name))
  return found.some(({ hasRuns }) => hasRuns) ? [] : found.map(({ name }) => name)
}
