import type { Thresholds } from '../../sql/scope.ts'

/** The names of Metaflow's tables. A deployment may have renamed them. */
export const defaultNames = {
  flows: 'flows_v3',
  runs: 'runs_v3',
  steps: 'steps_v3',
  tasks: 'tasks_v3',
  metadata: 'metadata_v3',
  artifacts: 'artifact_v3',
} as const

export type TableName = keyof typeof defaultNames

/** The schema and the names of the tables. */
export interface MetaflowNames {
  readonly schema: string
  readonly tables: Readonly<Record<TableName, string>>
}

/** Where the tables of a Metaflow service are, and how they are read. */
export interface MetaflowPlace {
  readonly url: string
  readonly names: MetaflowNames
  readonly pool: number
  readonly thresholds: Thresholds
}

/** The type of the metadata's column `value`: the service makes it text, some deployments JSON. */
export type ValueType = 'text' | 'jsonb'
