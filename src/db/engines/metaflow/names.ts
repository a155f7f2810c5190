/** What Metaflow's tables are called, by what they hold. A deployment may have renamed them. */
export const defaultNames = {
  flows: 'flows_v3',
  runs: 'runs_v3',
  steps: 'steps_v3',
  tasks: 'tasks_v3',
  metadata: 'metadata_v3',
  artifacts: 'artifact_v3',
} as const

export type TableName = keyof typeof defaultNames

/** The schema that they are in, and their names. */
export interface MetaflowNames {
  readonly schema: string
  readonly tables: Readonly<Record<TableName, string>>
}

/** How the column `value` of the metadata is stored: the service makes it text, some deployments JSON. */
export type ValueType = 'text' | 'jsonb'
