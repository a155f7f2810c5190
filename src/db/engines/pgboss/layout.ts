/** What every version since 11 has. */
export const neededColumns = {
  job: [
    ...['id', 'name', 'state', 'data', 'output', 'retry_count'],
    ...['created_on', 'started_on', 'completed_on'],
  ],
  queue: ['name', 'created_on'],
} as const

/** What some versions have not yet: then they say as much as rows without a value. */
export const laterColumns = {
  policy: 'null::text',
  singleton_key: 'null::text',
  group_id: 'null::text',
  blocked: 'false',
  heartbeat_on: 'null::timestamptz',
  heartbeat_seconds: 'null::integer',
  dead_letter: 'null::text',
  source_name: 'null::text',
  source_id: 'null::uuid',
  source_root_id: 'null::uuid',
} as const

/** The jobs on which others wait. The table is younger than the others. */
export const dependencyTable = 'job_dependency'
export const dependencyColumns = ['child_name', 'child_id', 'parent_name', 'parent_id'] as const

/** Which of pg-boss's tables and columns a schema has. */
export interface Layout {
  readonly schema: string
  /** The columns of `job`. */
  readonly columns: ReadonlySet<string>
  readonly hasDependencies: boolean
}
