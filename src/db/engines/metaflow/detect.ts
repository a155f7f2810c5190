import type { Detection } from '../../kind.ts'

const versionOf: Detection['versionOf'] = (tables) => {
  const [runs, facts] = [tables.get('runs_v3'), tables.get('metadata_v3')]
  return runs?.has('run_number') && facts?.has('field_name') ? 'tables of version 3' : undefined
}

export const metaflowOnServer: Detection = { engine: 'Metaflow', on: 'postgres', schema: 'public', versionOf }
