import type { DistributionPlan, DistributionProgress, TableStep } from '../db/distribution.ts'
import { type Finding, bytesText } from '../db/inspection.ts'
import type { BackendUrl } from '../db/url.ts'
import type { Out } from './command.ts'
import type { Progress } from './progress.ts'
import { oneStore } from './transfer/opened.ts'

interface Asked {
  readonly 'backend': readonly BackendUrl[] | undefined
  readonly 'shards': number
  readonly 'blocking': boolean
  readonly 'dry-run': boolean
  readonly 'json': boolean
}

/** Spreads a store over a cluster, or tells what that would do. Throws a sentence if something is in the way. */
export async function distribute(given: Asked, out: Out, progress: Progress): Promise<void> {
  const { name, kind, store } = oneStore('distribute', given.backend)
  const { distribution } = store
  if (!distribution) throw new Error(`A store of kind ${kind} is not distributed: Postgres with Citus is.`)
  const asked = { shards: given.shards, isBlocking: given.blocking }
  const plan = await distribution.plan(asked).catch((error: Error) => {
    throw new Error(`Backend "${name}": ${store.whyNot(error.message)}`, { cause: error })
  })
  const isInTheWay = plan.findings.some(({ level }) => level === 'problem')
  const left = plan.steps.filter(({ state }) => state !== 'spread')
  if (given.json) out.say(JSON.stringify({ ok: !isInTheWay, ...plan }))
  else for (const line of planLines(name, plan)) out.say(line)
  if (isInTheWay) throw new Error(`Backend "${name}" was left as it is.`)
  if (given['dry-run']) return
  await distribution.carryOut(plan, asked, telling(given.json, out, progress)).catch((error: Error) => {
    const todo = 'Nothing is lost: call it again to go on.'
    throw new Error(`Backend "${name}": ${error.message.replace(/\.?$/, '.')} ${todo}`, { cause: error })
  })
  if (!given.json) out.say(left.length === 0 ? 'There was nothing left to do.' : 'All tables are spread.')
}

function telling(isJson: boolean, { say }: Out, progress: Progress): DistributionProgress {
  return {
    copied: (table, rows, all) => progress.show(rows, all, `rows of ${table}`),
    done(table, ms) {
      progress.end()
      if (isJson) say(JSON.stringify({ table, ms: Math.round(ms) }))
      else say(`${table} is spread, in ${(ms / 1_000).toFixed(1)} s.`)
    },
  }
}

function* planLines(name: string, { findings, steps }: DistributionPlan): Iterable<string> {
  yield `${name}:`
  for (const finding of findings) yield* findingLines(finding)
  for (const step of steps) yield `  ${stepLine(step)}`
}

function* findingLines({ level, check, text, todo }: Finding): Iterable<string> {
  yield `  ${level.padEnd(8)} ${check}: ${text}`
  if (todo !== undefined) yield `  ${' '.repeat(8)} -> ${todo}`
}

const states = { empty: 'to do', local: 'to do', begun: 'begun', cut: 'to clear', spread: 'done' } as const

function stepLine({ table, by, state, rows, bytes }: TableStep): string {
  const where = by === undefined ? 'on every node' : `by ${by}`
  const size =
    state === 'local' || state === 'cut'
      ? `, about ${rows.toLocaleString('en-US')} rows, ${bytesText(bytes)}`
      : ''
  return `${states[state].padEnd(8)} ${table}: ${where}${size}`
}
