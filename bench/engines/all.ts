import { dbos } from './dbos.ts'
import type { Engine } from './engine.ts'
import { openworkflow } from './openworkflow.ts'
import { pgboss } from './pgboss.ts'

export const engines: readonly Engine[] = [pgboss, dbos, openworkflow]
