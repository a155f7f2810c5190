interface Seen {
  readonly name: string
  readonly reachable: boolean
}

/** Since when a backend does not answer. */
export interface Down {
  readonly at: number
  /** It did not answer the first time either: it may have been so for longer. */
  readonly isAtLeast: boolean
}

/** What was known, after another look. A backend that answers is not among them. */
export function downAfter(
  known: ReadonlyMap<string, Down>,
  backends: readonly Seen[],
  { at, isFirst }: { readonly at: number; readonly isFirst: boolean },
): ReadonlyMap<string, Down> {
  const down = backends.filter(({ reachable }) => !reachable)
  return new Map(down.map(({ name }) => [name, known.get(name) ?? { at, isAtLeast: isFirst }]))
}

interface Asked {
  readonly at: number
  readonly backends: readonly { readonly name: string; readonly statements: number }[]
}

/** How many statements a second a page costs a backend, over its last queries. `undefined`: too few were sent. */
export function statementsPerSecond(asked: readonly Asked[], name: string, now: number): number | undefined {
  const since = asked[0]?.at
  if (since === undefined || now - since < 2_000) return undefined
  const statements = asked
    .flatMap(({ backends }) => backends)
    .filter((one) => one.name === name)
    .reduce((sum, one) => sum + one.statements, 0)
  return (1_000 * statements) / (now - since)
}
