import { agentfield } from './engines/agentfield/kind.ts'
import { dbos } from './engines/dbos/kind.ts'
import { metaflow } from './engines/metaflow/kind.ts'
import { openworkflow } from './engines/openworkflow/kind.ts'
import { pgboss } from './engines/pgboss/kind.ts'
import type { Kind } from './kind.ts'
import { memory } from './stores/memory/kind.ts'
import { postgres } from './stores/postgres/kind.ts'
import { sqlite } from './stores/sqlite/kind.ts'

/** All kinds of backends. */
export const kinds: readonly Kind[] = [
  sqlite,
  postgres,
  memory,
  metaflow,
  ...agentfield,
  ...dbos,
  pgboss,
  ...openworkflow,
]
