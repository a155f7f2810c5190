/** What is asked of an execution, in Execgraph's words, whoever answers. */
export interface Shown {
  readonly id: string
  readonly status: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

/** An engine's own ways to read its history, in a process. */
export interface OwnWays {
  /** One look-up after another, as its documentation shows it. */
  oneByOne(ids: readonly string[]): Promise<Shown[]>
  /** The best that its client has for many. */
  batch(ids: readonly string[]): Promise<Shown[]>
  /** The newest that failed, if its client can list them. */
  newestFailed?(limit: number): Promise<Shown[]>
  close(): Promise<void>
}

/** An engine whose database is filled, and read by itself and by Execgraph. */
export interface Engine {
  readonly name: string
  /** What `OwnWays` does for many, in words. */
  readonly batchBy: string
  /** In Execgraph's URL, before that of the server. */
  readonly scheme: string
  /** Makes its tables, as it does itself, and fills them. */
  fill(url: string): Promise<void>
  /** The id of one of the executions that were filled in, by its number. */
  idOf(n: number): string
  open(url: string): Promise<OwnWays>
}

/** How many executions each engine has. */
export const count = 100_000

/** One in a hundred failed. */
export const failedEach = 100

export const iso = (time: Date | number | null | undefined): string | null =>
  time === null || time === undefined ? null : new Date(time).toISOString()

/** Asks for each in turn. */
export async function inTurn<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<T[]> {
  const found: T[] = []
  for (const id of ids) found.push(await ask(id))
  return found
}
