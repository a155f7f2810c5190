import type { Detection } from '../../kind.ts'

const versionOf: Detection['versionOf'] = (tables) => {
  const [runs, steps] = [tables.get('workflow_runs'), tables.get('step_attempts')]
  if (!runs?.has('namespace_id') || !steps?.has('workflow_run_id')) return undefined
  return tables.has('workflow_signals') ? 'schema 5 or later' : 'a schema before 5'
}

export const openworkflowOnServer: Detection = {
  engine: 'OpenWorkflow',
  on: 'postgres',
  schema: 'openworkflow',
  versionOf,
}

export const openworkflowInFile: Detection = { engine: 'OpenWorkflow', on: 'sqlite', versionOf }
