import { Usage } from './options/usage.ts'
import { commandLine } from '../db/audit/note.ts'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import type { RetainRule } from '../db/retention/rule.ts'
import type { Retained } from '../db/retention/pass.ts'
import type { BackendUrl } from '../db/url.ts'

interface Asked {
  readonly 'backend': readonly BackendUrl[] | undefined
  readonly 'retain': RetainRule | undefined
  readonly 'dry-run': boolean
}

/**
 * Runs one pass over each backend and reports line by line what it removed. Throws a sentence that says what is wrong.
 */
export async function retainOnce(asked: Asked, say: (line: string) => void): Promise<void> {
  const { 'backend': urls, 'retain': rule, 'dry-run': dryRun } = asked
  if (!urls) throw new Usage('retain needs a --backend, such as --backend main=sqlite:./execgraph.db.')
  if (!rule) throw new Usage('retain needs a rule, such as --retain "completed:30d,failed:90d,count:100000".')
  urls.forEach(checkKind)
  // Loaded after the arguments are checked.
  const { closeAll, openAll } = await import('../server/opening/opening.ts')
  const backends = await openAll(urls)
  try {
    for (const backend of backends) await retainIn(backend, rule, dryRun, say)
  } finally {
    await closeAll(backends)
  }
}

function checkKind({ store }: BackendUrl) {
  const whyNot = store.whyNotRetain()
  if (whyNot !== undefined) throw new Error(whyNot)
}

async function retainIn(backend: Backend, rule: RetainRule, dryRun: boolean, say: (line: string) => void) {
  const { name } = backend
  const { retain } = await import('../db/retention/pass.ts')
  try {
    const pass = { backend, rule, dryRun, by: commandLine, now: Date.now(), meter: createMeter() }
    const removed = await retain(pass)
    for (const line of inWords(removed, dryRun)) say(`${name}: ${line}`)
  } catch (error) {
    const { message } = error as Error
    throw new Error(`Backend "${name}": ${message}`, { cause: error })
  }
}

function inWords({ parts, dags, audit }: Retained, dryRun: boolean): string[] {
  const verb = dryRun ? 'would remove' : 'removed'
  const things = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`
  return [
    ...parts.map(({ part, executions }) => `${verb} ${things(executions, 'execution')} by ${part}`),
    `${verb} ${things(dags, 'unused DAG')}`,
    `${verb} ${things(audit, 'audit entry', 'audit entries')}`,
  ]
}
