import type { Detection } from '../../kind.ts'

const versionOf: Detection['versionOf'] = (tables) => {
  const workflows = tables.get('workflow_status')
  if (!workflows?.has('workflow_uuid') || !tables.has('operation_outputs')) return undefined
  return tables.has('workflow_input') ? 'migration 109 or later' : 'before migration 109'
}

export const dbosOnServer: Detection = { engine: 'DBOS', on: 'postgres', schema: 'dbos', versionOf }

export const dbosInFile: Detection = { engine: 'DBOS', on: 'sqlite', versionOf }
