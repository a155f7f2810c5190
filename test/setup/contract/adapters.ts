import { citusShapes, postgresKinds } from '../servers/stores.ts'
import { agentFieldAdapter } from './agentfield.ts'
import { dbosAdapter } from './dbos.ts'
import type { Adapter } from './history.ts'
import { metaflowAdapter } from './metaflow.ts'
import { native } from './native.ts'
import { openWorkflowAdapter } from './openworkflow.ts'
import { pgbossAdapter } from './pgboss.ts'

const [postgres] = postgresKinds as [string]

/** Every kind of backend, each by a line: how it is seeded, and by its table what it cannot have. */
export const adapters: Readonly<Record<string, Adapter>> = {
  'sqlite': native('sqlite'),
  'postgres': native(postgres),
  [citusShapes]: native(citusShapes),
  'memory': native('memory'),
  'metaflow': metaflowAdapter,
  'agentfield in sqlite': agentFieldAdapter('sqlite'),
  'agentfield in postgres': agentFieldAdapter(postgres),
  'dbos in sqlite': dbosAdapter('sqlite'),
  'dbos in postgres': dbosAdapter(postgres),
  'pgboss': pgbossAdapter,
  'openworkflow in sqlite': openWorkflowAdapter('sqlite'),
  'openworkflow in postgres': openWorkflowAdapter(postgres),
}
