import { parseArgs } from 'node:util'
import { whatIsWrong } from './options/options.ts'
import { ruleOf } from './options/values.ts'
import { commandLine } from '../db/audit/note.ts'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import type { RetainRule } from '../db/retention/rule.ts'
import type { Retained } from '../db/retention/pass.ts'
import { type BackendUrl, parseBackend } from '../db/url.ts'

const options = {
  'backend': { type: 'string', multiple: true },
  'retain': { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

/**
 * Runs one pass over each backend and reports line by line what it removed. Throws a sentence that says what is wrong.
 */
export async function retainOnce(args: readonly string[], say: (line: string) => void): Promise<void> {
  const values = parse(args)
  if (!values.backend)
    throw new Error('retain needs a --backend, such as --backend main=sqlite:./execgraph.db.')
  if (values.retain === undefined)
    throw new Error('retain needs a rule, such as --retain "completed:30d,failed:90d,count:100000".')
  const rule = ruleOf(values.retain, '--retain')
  const urls = values.backend.map((text) => parseBackend(text.trim()))
  urls.forEach(checkKind)
  // Loaded after the arguments are checked.
  const { closeAll, openAll } = await import('../server/opening/opening.ts')
  const backends = await openAll(urls)
  try {
    for (const backend of backends) await retainIn(backend, rule, values['dry-run'] ?? false, say)
  } finally {
    await closeAll(backends)
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values
  } catch (error) {
    const names = Object.keys(options).map((option) => `--${option}`)
    throw new Error(`${whatIsWrong(error as Error)} Known: ${names.join(', ')}.`, { cause: error })
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
