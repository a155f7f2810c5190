import type { Backend } from './backend.ts'
import type { Distribution } from './distribution.ts'
import type { Finding } from './inspection.ts'
import type { FoundColumns } from './source/columncheck.ts'
import type { Snapshot } from './transfer/read.ts'
import type { Reporter } from './watching/report.ts'

/** One kind of backend. There is a list of all of them in `kinds.ts`. */
export interface Kind {
  /** What the API, the log and `/healthz` call it. */
  readonly kind: string
  /** What its URLs begin with, before the colon: small letters, digits, `+` and `-`. */
  readonly schemes: readonly string[]
  /** What is behind the scheme and its colon. Throws a sentence that says what is wrong. */
  readonly parse: (name: string, rest: string) => Store
  /** How the tables of its engine are told from others. */
  readonly detection?: Detection
}

/** How an engine is known by its tables. */
export interface Detection {
  /** What people call it. */
  readonly engine: string
  readonly on: Database
  /** The schema that its URL need not name. */
  readonly schema?: string
  /** Of which version the tables of a schema are, by their columns. `undefined`: they are not those of the engine. */
  readonly versionOf: (tables: FoundColumns) => string | undefined
  /** Why tables of a version are not read, as a sentence that begins behind it, if that is known from them. */
  readonly whyNot?: (tables: FoundColumns) => string | undefined
}

export type Database = 'postgres' | 'sqlite'

/** The tables of each schema of a database. Those of a file are in one, whose name is empty. */
export type Schemas = ReadonlyMap<string, FoundColumns>

/** Why Execgraph's tables are not made beside those that a database has, as a sentence. */
export type WhyNotBeside = (on: Database, schemas: Schemas) => string | undefined

/** A store that a URL names. */
export interface Store {
  /** Its data is never changed. */
  readonly readOnly?: true
  /** It has executions alone. */
  readonly hasRuns?: false
  /** The number of an execution's attempt also counts how often it woke. */
  readonly countsWakes?: true
  /** It outlives the process, so that the tokens of the API can be kept in it. */
  readonly keepsTokens?: true
  /** `whyNotBeside`: asked before tables are made where none of Execgraph's are. */
  readonly open: (report: Reporter, whyNotBeside?: WhyNotBeside) => Promise<Backend>
  /** Why it cannot be opened, with what to check, without the URL, which may hold a password. */
  readonly whyNot: (reason: string) => string
  /** Why another process than the server cannot delete old executions from it, if that is so. */
  readonly whyNotRetain: () => string | undefined
  /** Indexes of an engine's database from which lists gain. */
  readonly indexes?: EngineIndexes
  /** Looks at it for what is wrong, without changing it. */
  readonly inspect: () => Promise<readonly Finding[]>
  /** Reads it as it is now, while others write. A sentence: why it is neither exported nor imported into. */
  readonly snapshot: (() => Promise<Snapshot>) | string
  /** Copies it into a file while others write. A sentence: why not, and what does. */
  readonly backup: ((file: string, told: BackupProgress) => Promise<number>) | string
  /** Of those whose tables a cluster can hold. */
  readonly distribution?: Distribution
}

/** Called with how much is copied, and of how much. */
export type BackupProgress = (done: number, all: number) => void

/** An index from which lists over the tables of an engine would gain. */
export interface EngineIndex {
  readonly table: string
  readonly columns: readonly string[]
  readonly gain: string
  readonly cost: string
}

/** The indexes of an engine's database from which lists gain, and where they are looked for. */
export interface EngineIndexes {
  readonly on: Database
  /** A URL, or the name of a file. */
  readonly at: string
  readonly schema?: string
  readonly wanted: readonly EngineIndex[]
}
